package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.device.OwnKeys;
import chatwarp.adapters.wa.device.PreKeys;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.Decryption;
import chatwarp.adapters.wa.signal.Encryption;
import chatwarp.adapters.wa.signal.InMemorySignalStore;
import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.signal.PreKeySignalMessage;
import chatwarp.adapters.wa.signal.SenderKeyCipher;
import chatwarp.adapters.wa.signal.SenderKeyDistribution;
import chatwarp.adapters.wa.signal.SenderKeyMessage;
import chatwarp.adapters.wa.signal.SenderKeyRecord;
import chatwarp.adapters.wa.signal.SessionCipher;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.adapters.wa.signal.SignalMessage;
import chatwarp.adapters.wa.signal.SignedPreKey;
import chatwarp.adapters.wa.signal.TrustPolicy;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Somebody else's device in a test: it reads what we send, and writes to us. */
final class PeerDevice {
  private static final byte[] REGISTRATION = {0, 0, 0, 9};

  final DeviceJid jid;
  private final RandomGenerator random;
  private final SenderKeyCipher groupCipher;
  private KeyPair identity;
  private SessionCipher cipher;
  private InMemorySignalStore keys = new InMemorySignalStore();
  private SignedPreKey signedPreKey;
  private SessionRecord session = SessionRecord.empty();
  private Optional<PublicKey> known = Optional.empty();
  private SenderKeyRecord ours = SenderKeyRecord.empty();
  private SenderKeyRecord own = SenderKeyRecord.empty();

  PeerDevice(DeviceJid jid, int seed) {
    this.jid = jid;
    this.random = new Random(seed);
    this.groupCipher = new SenderKeyCipher(random, new SymmetricCrypto());
    this.identity = Curve25519.generate(random);
    this.signedPreKey = SignedPreKey.generate(1, identity, random);
    this.cipher = cipher();
    keys.saveSignedPreKey(signedPreKey);
  }

  private SessionCipher cipher() {
    return new SessionCipher(
        new LocalIdentity(identity, 9), random, new SymmetricCrypto(), TrustPolicy.ACCEPT_CHANGES);
  }

  /** Loses everything and registers anew. */
  void registerAnew() {
    identity = Curve25519.generate(random);
    signedPreKey = SignedPreKey.generate(1, identity, random);
    cipher = cipher();
    keys = new InMemorySignalStore();
    keys.saveSignedPreKey(signedPreKey);
    session = SessionRecord.empty();
    known = Optional.empty();
    ours = SenderKeyRecord.empty();
    own = SenderKeyRecord.empty();
  }

  /** Loses our sender key alone. */
  void loseGroupKey() {
    ours = SenderKeyRecord.empty();
  }

  /** What the server hands out to begin a session with it. */
  Node bundle(Jid asked) {
    return Node.builder("user")
        .attr("jid", asked)
        .children(
            Node.of("registration", REGISTRATION),
            Node.of("type", new byte[] {PublicKey.TYPE}),
            Node.of("identity", identity.publicKey().raw()),
            PreKeys.node(signedPreKey))
        .build();
  }

  /** It could not read a message of ours. */
  Node asks(Jid chat, String id, int count) {
    return Node.builder("receipt")
        .attr("id", id)
        .attr("type", "retry")
        .attr("from", chat)
        .attr("participant", jid)
        .children(
            Node.builder("retry").attr("count", count).attr("id", id).build(),
            Node.of("registration", REGISTRATION),
            Node.of(
                "keys",
                Node.of("type", new byte[] {PublicKey.TYPE}),
                Node.of("identity", identity.publicKey().raw()),
                PreKeys.node(signedPreKey)))
        .build();
  }

  /** The entry of a stanza that is for this device alone. */
  Optional<Node> entry(Node stanza) {
    return stanza.child("participants").stream()
        .flatMap(list -> list.children("to").stream())
        .filter(to -> to.requireJid("jid").equals(FanOut.wire(jid)))
        .findFirst()
        .flatMap(to -> to.child("enc"));
  }

  /** What it reads of a stanza to many, as the server would deliver it. */
  Optional<String> read(Node stanza) {
    entry(stanza).ifPresent(this::open);
    Node common =
        stanza.children("enc").stream()
            .filter(enc -> enc.attrIs("type", "skmsg"))
            .findFirst()
            .orElseThrow();
    try {
      SenderKeyCipher.Received read =
          groupCipher.decrypt(ours, SenderKeyMessage.parse(common.requireBytes()));
      ours = read.next();
      Message said = parse(read.plaintext());
      // A status is an extended text.
      return Optional.of(
          said.hasExtendedTextMessage()
              ? said.getExtendedTextMessage().getText()
              : said.getConversation());
    } catch (SignalException e) {
      return Optional.empty();
    }
  }

  /** What it reads of an {@code enc} for it alone, and the key that comes with it. */
  Message open(Node enc) {
    byte[] bytes = enc.requireBytes();
    Decryption read =
        enc.attrIs("type", "pkmsg")
            ? cipher.decrypt(session, known, PreKeySignalMessage.parse(bytes), keys)
            : cipher.decrypt(session, known, SignalMessage.parse(bytes));
    session = read.next();
    known = Optional.of(read.identity().identity());
    Message message = parse(read.plaintext());
    if (message.hasSenderKeyDistributionMessage()) {
      byte[] key =
          message
              .getSenderKeyDistributionMessage()
              .getAxolotlSenderKeyDistributionMessage()
              .toByteArray();
      ours = groupCipher.accept(ours, SenderKeyDistribution.parse(key));
    }
    return message;
  }

  private static Message parse(byte[] padded) {
    try {
      return Message.parseFrom(Padding.strip(padded).orElseThrow());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Begins a session with us. */
  void meet(AuthState us) {
    SignedPreKey signed = OwnKeys.signedPreKey(us.identity());
    session =
        cipher
            .begin(
                session,
                known,
                new PreKeyBundle(
                    us.identity().registrationId(),
                    OwnKeys.local(us.identity()).identity().publicKey(),
                    signed.id(),
                    signed.keys().publicKey(),
                    signed.signature(),
                    Optional.empty()))
            .next();
    known = Optional.of(OwnKeys.local(us.identity()).identity().publicKey());
  }

  /** Its sender key for a chat, as a message of its own. */
  Message key(Jid chat) {
    SenderKeyCipher.Distribution distribution = groupCipher.distribute(own);
    own = distribution.next();
    return Message.newBuilder()
        .setSenderKeyDistributionMessage(
            Message.SenderKeyDistributionMessage.newBuilder()
                .setGroupId(chat.toString())
                .setAxolotlSenderKeyDistributionMessage(
                    UnsafeByteOperations.unsafeWrap(distribution.message().encode())))
        .build();
  }

  /** An {@code enc} for us alone. */
  Node pairwise(Message message) {
    Encryption sealed = cipher.encrypt(session, known, Padding.add(message.toByteArray(), random));
    session = sealed.next();
    return enc(sealed.ciphertext());
  }

  /** An {@code enc} for everybody who has its key. */
  Node common(String text) {
    return common(Message.newBuilder().setConversation(text).build().toByteArray());
  }

  /** The same with whatever a sender takes for a message. */
  Node common(byte[] bytes) {
    SenderKeyCipher.Sent sent = groupCipher.encrypt(own, Padding.add(bytes, random));
    own = sent.next();
    return enc(sent.ciphertext());
  }

  private static Node enc(SignalCiphertext ciphertext) {
    return Node.builder("enc")
        .attr("v", "2")
        .attr("type", ciphertext.type().attribute())
        .bytes(ciphertext.bytes())
        .build();
  }

  /** A stanza of it in a chat of many. */
  NodeBuilder stanza(Jid chat, String id, Node... encs) {
    return Node.builder("message")
        .attr("id", id)
        .attr("from", chat)
        .attr("participant", FanOut.wire(jid))
        .attr("type", "text")
        .attr("t", 1767225600)
        .children(encs);
  }
}
