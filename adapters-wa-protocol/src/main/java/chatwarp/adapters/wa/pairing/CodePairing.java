package chatwarp.adapters.wa.pairing;

import chatwarp.adapters.wa.crypto.AesCtr;
import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.Pbkdf2;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.stream.Browser;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One attempt to link by a code that is typed on the phone (03 §4): hello, the phone's answer,
 * finish. Used by one thread at a time.
 */
public final class CodePairing {
  private static final int ITERATIONS = 2 << 16;
  private static final int SALT = 32;
  private static final int COUNTER = 16;
  private static final int KEY = 32;
  private static final int WRAPPED = SALT + COUNTER + KEY;
  private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";
  private static final byte[] BUNDLE_INFO =
      "link_code_pairing_key_bundle_encryption_key".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADV_INFO = "adv_secret".getBytes(StandardCharsets.US_ASCII);
  private static final String STANZA = "link_code_companion_reg";

  private final UserJid phone;
  private final String code;
  private final KeyPair ephemeral;
  private final RandomGenerator random;
  private byte[] ref = {};

  /** What linking comes to: the secret to keep first, then the request to send. */
  public record Finish(Secret advSecret, NodeBuilder request) {}

  /** A new attempt with a code of its own; the generator must be a secure one. */
  public CodePairing(UserJid phone, RandomGenerator random) {
    this(phone, newCode(random), Curve25519.generate(random), random);
  }

  CodePairing(UserJid phone, String code, KeyPair ephemeral, RandomGenerator random) {
    this.phone = phone;
    this.code = code;
    this.ephemeral = ephemeral;
    this.random = random;
  }

  private static String newCode(RandomGenerator random) {
    byte[] bytes = new byte[5];
    random.nextBytes(bytes);
    return code(bytes);
  }

  /** Five bytes as eight characters. */
  static String code(byte[] bytes) {
    long bits = 0;
    for (byte b : bytes) {
      bits = (bits << 8) | (b & 0xFF);
    }
    StringBuilder text = new StringBuilder(8);
    for (int shift = 35; shift >= 0; shift -= 5) {
      text.append(ALPHABET.charAt((int) (bits >> shift) & 31));
    }
    return text.toString();
  }

  /** What the user types. */
  public String code() {
    return code;
  }

  /**
   * The first request.
   *
   * @param clientName shown on the phone behind the browser's name
   */
  public NodeBuilder hello(IdentityState own, Browser browser, String clientName) {
    byte[] salt = bytes(SALT);
    byte[] counter = bytes(COUNTER);
    byte[] wrapped =
        join(salt, counter, AesCtr.apply(key(salt), counter, ephemeral.publicKey().raw()));
    return request(
        "companion_hello",
        "should_show_push_notification",
        Node.of("link_code_pairing_wrapped_companion_ephemeral_pub", wrapped),
        Node.of("companion_server_auth_key_pub", own.noiseKey().publicKey().reveal()),
        text("companion_platform_id", String.valueOf(browser.clientType())),
        text("companion_platform_display", browser.display() + " (" + clientName + ")"),
        text("link_code_pairing_nonce", "0"));
  }

  /** The answer to the first request. */
  public void greeted(Node answer) {
    ref =
        answer
            .child(STANZA)
            .flatMap(reg -> reg.child("link_code_pairing_ref"))
            .flatMap(Node::bytes)
            .orElseThrow(() -> new SessionException.Malformed("a pairing answer has no ref"));
  }

  /**
   * The phone's answer, once the user has typed the code.
   *
   * @throws SessionException.Malformed when it is not an answer to this attempt; the attempt goes
   *     on
   */
  public Finish finish(Node notification, IdentityState own) {
    Node answer = notification.requireChild(STANZA);
    if (!MessageDigest.isEqual(answer.requireChild("link_code_pairing_ref").requireBytes(), ref)) {
      throw new SessionException.Malformed("a phone answers another pairing attempt");
    }
    byte[] wrapped =
        answer
            .requireChild("link_code_pairing_wrapped_primary_ephemeral_pub")
            .requireBytes(WRAPPED);
    PublicKey phoneIdentity =
        PublicKey.of(answer.requireChild("primary_identity_pub").requireBytes(KEY));
    byte[] salt = Arrays.copyOf(wrapped, SALT);
    byte[] counter = Arrays.copyOfRange(wrapped, SALT, SALT + COUNTER);
    byte[] opened =
        AesCtr.apply(key(salt), counter, Arrays.copyOfRange(wrapped, SALT + COUNTER, WRAPPED));
    byte[] sharedEphemeral = Curve25519.agree(ephemeral.privateKey(), PublicKey.of(opened));
    byte[] sharedIdentity =
        Curve25519.agree(PrivateKey.of(own.identityKey().privateKey().reveal()), phoneIdentity);
    return bundle(own, phoneIdentity, sharedEphemeral, sharedIdentity);
  }

  private Finish bundle(
      IdentityState own, PublicKey phoneIdentity, byte[] sharedEphemeral, byte[] sharedIdentity) {
    Hkdf hkdf = new SymmetricCrypto().hkdf();
    byte[] ownKey = own.identityKey().publicKey().reveal();
    byte[] rnd = bytes(KEY);
    byte[] salt = bytes(SALT);
    byte[] iv = bytes(AesGcm.IV_LENGTH);
    byte[] bundleKey = hkdf.derive(salt, sharedEphemeral, BUNDLE_INFO, KEY);
    byte[] sealed = new AesGcm(bundleKey).seal(iv, join(ownKey, phoneIdentity.raw(), rnd));
    byte[] advSecret = hkdf.derive(join(sharedEphemeral, sharedIdentity, rnd), ADV_INFO, KEY);
    return new Finish(
        Secret.copyOf(advSecret),
        request(
            "companion_finish",
            "",
            Node.of("link_code_pairing_wrapped_key_bundle", join(salt, iv, sealed)),
            Node.of("companion_identity_public", ownKey),
            Node.of("link_code_pairing_ref", ref)));
  }

  private NodeBuilder request(String stage, String flag, Node... children) {
    NodeBuilder registration = Node.builder(STANZA).attr("jid", phone).attr("stage", stage);
    if (!flag.isEmpty()) {
      registration.attr(flag, "true");
    }
    return Connection.iq("set", "md").children(registration.children(children).build());
  }

  private byte[] key(byte[] salt) {
    return Pbkdf2.derive(code, salt, ITERATIONS, KEY);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Node text(String tag, String text) {
    return Node.builder(tag).text(text).build();
  }

  private static byte[] join(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
