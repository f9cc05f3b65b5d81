package chatwarp.adapters.wa.pairing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Browser;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plays both sides with the keys of 03 §4.3's vector. */
class CodePairingTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final UserJid PHONE = UserJid.phone("5511999990001");
  private static final byte[] REF = "2@ref".getBytes(StandardCharsets.US_ASCII);

  private final IdentityState own = TestKeys.auth(0x02, 0x33).identity();
  private final KeyPair phoneEphemeral = TestKeys.pair(0x03);
  private final KeyPair phoneIdentity = TestKeys.pair(0x04);

  /** Gives the bytes of the vector in the order in which they are asked for. */
  private static RandomGenerator vector() {
    byte[][] answers = {
      counting(32),
      counting(16),
      TestKeys.repeated(9, 32),
      TestKeys.repeated(7, 32),
      TestKeys.repeated(8, 12)
    };
    return new RandomGenerator() {
      private int next;

      @Override
      public void nextBytes(byte[] bytes) {
        byte[] answer = answers[next++];
        assertEquals(answer.length, bytes.length);
        System.arraycopy(answer, 0, bytes, 0, bytes.length);
      }

      @Override
      public long nextLong() {
        throw new AssertionError("only bytes are asked for");
      }
    };
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private final CodePairing pairing =
      new CodePairing(PHONE, "ABCD1234", TestKeys.pair(0x01), vector());

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0000000000, 11111111",
    "ffffffffff, ZZZZZZZZ",
    "0102030405, 15217216",
    "deadbeef00, VTPVXVR1"
  })
  void spellsACode(String bytes, String code) {
    assertEquals(code, CodePairing.code(HEX.parseHex(bytes)));
  }

  private Node hello() {
    return pairing
        .hello(own, Browser.CHROME, "Linux")
        .build()
        .requireChild("link_code_companion_reg");
  }

  @Test
  void wrapsItsKeyAsTheVectorDoes() {
    Node hello = hello();
    assertEquals(
        HEX.formatHex(counting(32))
            + HEX.formatHex(counting(16))
            + "f7f840cb9a16f033f4ae88d05dc801814d1ae87c6c33474912d1f86453543386",
        HEX.formatHex(
            hello
                .requireChild("link_code_pairing_wrapped_companion_ephemeral_pub")
                .requireBytes()));
    assertEquals(PHONE.toString(), hello.requireAttr("jid"));
    assertEquals("companion_hello", hello.requireAttr("stage"));
    assertEquals("1", hello.requireChild("companion_platform_id").requireText());
    assertEquals("Chrome (Linux)", hello.requireChild("companion_platform_display").requireText());
    assertEquals("0", hello.requireChild("link_code_pairing_nonce").requireText());
  }

  private void greet() {
    hello();
    pairing.greeted(
        Node.of("iq", Node.of("link_code_companion_reg", Node.of("link_code_pairing_ref", REF))));
  }

  private Node answer(byte[] ref, byte[] wrapped) {
    return Node.of(
        "notification",
        Node.of(
            "link_code_companion_reg",
            Node.of("link_code_pairing_ref", ref),
            Node.of("link_code_pairing_wrapped_primary_ephemeral_pub", wrapped),
            Node.of("primary_identity_pub", phoneIdentity.publicKey().raw())));
  }

  /** The phone wraps with the same key, salt and counter as the vector's companion. */
  private byte[] wrapped() {
    byte[] key = HEX.parseHex("b04d4d0e43ffa6d1a3b2226d4ee58ba2900a470c09bcf39fb5257512a55c08bc");
    byte[] body =
        chatwarp.adapters.wa.crypto.AesCtr.apply(
            key, counting(16), phoneEphemeral.publicKey().raw());
    return HEX.parseHex(
        HEX.formatHex(counting(32)) + HEX.formatHex(counting(16)) + HEX.formatHex(body));
  }

  @Test
  void agreesOnTheSecretsOfTheVector() {
    greet();
    CodePairing.Finish finish = pairing.finish(answer(REF, wrapped()), own);
    assertEquals(
        "a58f9bbb805aeca931bcf60ab88906028203d8bcb7e973716c22a844edc2ae32",
        HEX.formatHex(finish.advSecret().reveal()));
    Node sent = finish.request().build().requireChild("link_code_companion_reg");
    assertEquals("companion_finish", sent.requireAttr("stage"));
    byte[] bundle = sent.requireChild("link_code_pairing_wrapped_key_bundle").requireBytes(156);
    assertTrue(
        HEX.formatHex(bundle)
            .endsWith(
                "86282eb86214b544fb409a827107b84efc121b21a1209fdc946e427dc8a2366b"
                    + "b8a91d2080a97a55d6257a1474d9c9f3d43a42ccf71bb25959cc5c6a5f726ff6"
                    + "3b9d002db72be7b26d9ddad362937da346bfb30b9acb4bf7ddf5639acb6cbe32"
                    + "877bc9250660b3d4056a3eb2ff7b1e63"));
    byte[] key = HEX.parseHex("e0d327a69500d0aa7c6dbff3949e82aac67924c005a613878a645e36bbcff405");
    byte[] plain =
        new AesGcm(key)
            .open(
                Arrays.copyOfRange(bundle, 32, 44), Arrays.copyOfRange(bundle, 44, bundle.length));
    assertArrayEquals(own.identityKey().publicKey().reveal(), Arrays.copyOf(plain, 32));
    assertArrayEquals(REF, sent.requireChild("link_code_pairing_ref").requireBytes());
  }

  @Test
  void refusesTheAnswerToAnotherAttempt() {
    greet();
    assertThrows(
        SessionException.Malformed.class,
        () -> pairing.finish(answer(new byte[] {1}, wrapped()), own));
  }

  @Test
  void needsTheServersRef() {
    hello();
    assertThrows(SessionException.Malformed.class, () -> pairing.greeted(Node.of("iq")));
  }

  @Test
  void makesANewCodeEachTime() {
    RandomGenerator random = new java.util.Random(5);
    String one = new CodePairing(PHONE, random).code();
    assertTrue(one.matches("[1-9A-HJ-NP-TV-Z]{8}"), one);
    assertEquals(false, one.equals(new CodePairing(PHONE, random).code()));
  }

  @Test
  void keepsTheSharedSecretOfTheVector() {
    assertEquals(
        "b0190541a2abb8bc163b6eef0fae7ba0179004b444326f73809563164d47c521",
        HEX.formatHex(
            Curve25519.agree(
                TestKeys.pair(0x01).privateKey(), PublicKey.of(phoneEphemeral.publicKey().raw()))));
  }
}
