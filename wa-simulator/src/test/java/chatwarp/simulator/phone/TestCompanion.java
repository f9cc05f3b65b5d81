package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.Decryption;
import chatwarp.adapters.wa.signal.Encryption;
import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.adapters.wa.signal.PreKey;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.signal.PreKeySignalMessage;
import chatwarp.adapters.wa.signal.PreKeySource;
import chatwarp.adapters.wa.signal.SessionCipher;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SignalMessage;
import chatwarp.adapters.wa.signal.SignedPreKey;
import chatwarp.adapters.wa.signal.TrustPolicy;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Bundle;
import chatwarp.simulator.account.Companion;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.content.StanzaTraits;
import chatwarp.simulator.exchange.DeviceEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A linked companion for tests, with keys and sessions of its own, at the real exchange. */
final class TestCompanion implements DeviceEndpoint, PreKeySource {
  private static final int REGISTRATION = 77;

  final Device device;
  final Journal<Node> stanzas = new Journal<>(1000);
  private final World world;
  private final SignedPreKey signed;
  private final Map<Integer, PreKey> oneTime = new HashMap<>();
  private final SessionCipher cipher;
  private final Map<Device, SessionRecord> records = new HashMap<>();

  TestCompanion(World world, Account account) {
    this.world = world;
    KeyPair identity = Curve25519.generate(world.random);
    signed = SignedPreKey.generate(1, identity, world.random);
    oneTime.put(9, PreKey.generate(9, world.random));
    cipher =
        new SessionCipher(
            new LocalIdentity(identity, REGISTRATION),
            world.random,
            new SymmetricCrypto(),
            TrustPolicy.ACCEPT_CHANGES);
    Companion keys =
        new Companion(
            Curve25519.generate(world.random).publicKey(), identity.publicKey(), new byte[0]);
    device = account.link(account.reserveDevice(), REGISTRATION, keys);
    device
        .preKeys()
        .upload(
            REGISTRATION,
            identity.publicKey(),
            new chatwarp.simulator.account.SignedPreKey(
                1, signed.keys().publicKey(), signed.signature()),
            List.of(new OneTimePreKey(9, oneTime.get(9).keys().publicKey())));
  }

  /** Replaces the signed prekey by one that the identity never signed. */
  void leaveForgedKeys() {
    device
        .preKeys()
        .rotate(
            new chatwarp.simulator.account.SignedPreKey(
                2, Curve25519.generate(world.random).publicKey(), new byte[64]));
  }

  void login() {
    world.exchange.attach(device, this);
    world.exchange.activate(device);
  }

  void logout() {
    world.exchange.detach(device, this);
  }

  @Override
  public void deliver(Node stanza) {
    stanzas.add(_ -> stanza);
  }

  @Override
  public void end(Node farewell) {}

  /** The peer message that comes at this place, from 1; waited for. */
  Node message(int place) throws InterruptedException {
    return stanzas.awaitCount(TestCompanion::peer, place, World.SOON).get(place - 1);
  }

  static boolean peer(Node stanza) {
    return stanza.is("message") && stanza.attrIs("category", "peer");
  }

  Message read(Node stanza) throws Exception {
    Node enc = stanza.requireChild("enc");
    Device from = world.accounts.device(stanza.requireJid("from")).orElseThrow();
    SessionRecord record = records.getOrDefault(from, SessionRecord.empty());
    Decryption decryption =
        enc.attrIs("type", "pkmsg")
            ? cipher.decrypt(
                record, Optional.empty(), PreKeySignalMessage.parse(enc.requireBytes()), this)
            : cipher.decrypt(record, Optional.empty(), SignalMessage.parse(enc.requireBytes()));
    records.put(from, decryption.next());
    return Message.parseFrom(Padding.unpad(decryption.plaintext()));
  }

  /**
   * An enc node for a device; the session is opened from the server's bundle when there is none.
   */
  Node enc(Device to, Message message) {
    SessionRecord record = records.getOrDefault(to, SessionRecord.empty());
    if (!record.canSend()) {
      Bundle bundle = to.preKeys().take().orElseThrow();
      record =
          cipher
              .begin(
                  record,
                  Optional.empty(),
                  new PreKeyBundle(
                      bundle.registrationId(),
                      bundle.identity(),
                      bundle.signed().id(),
                      bundle.signed().key(),
                      bundle.signed().signature(),
                      bundle.oneTime().map(k -> new PreKeyBundle.OneTime(k.id(), k.key()))))
              .next();
    }
    Encryption encryption =
        cipher.encrypt(record, Optional.empty(), Padding.pad(message.toByteArray(), world.random));
    records.put(to, encryption.next());
    return PhoneStanzas.enc(encryption.ciphertext(), StanzaTraits.TEXT);
  }

  void submit(Node stanza) {
    world.exchange.submit(device, stanza);
  }

  void confirm(Node message) {
    submit(
        Node.builder("receipt")
            .attr("id", message.requireAttr("id"))
            .attr("to", device.account().phone())
            .attr("type", "peer_msg")
            .build());
  }

  @Override
  public Optional<PreKey> preKey(int id) {
    return Optional.ofNullable(oneTime.get(id));
  }

  @Override
  public Optional<SignedPreKey> signedPreKey(int id) {
    return id == 1 ? Optional.of(signed) : Optional.empty();
  }
}
