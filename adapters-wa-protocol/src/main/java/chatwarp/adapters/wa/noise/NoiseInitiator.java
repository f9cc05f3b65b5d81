package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.proto.HandshakeMessage;
import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;

/**
 * The client's side of one XX handshake (01 §5): {@link #hello}, then {@link #finish}, then {@link
 * #ciphers}. Used once, by one thread; after an exception it is of no use.
 */
public final class NoiseInitiator {
  private final SymmetricState state = new SymmetricState(HandshakePattern.XX);
  private final KeyPair staticKey;
  private final KeyPair ephemeral;
  private final ServerTrust trust;
  private Stage stage = Stage.NEW;

  private enum Stage {
    NEW,
    GREETED,
    FINISHED,
    SPLIT
  }

  /**
   * @param staticKey the device's Noise key
   * @param random a secure generator, for the ephemeral key
   */
  public NoiseInitiator(KeyPair staticKey, CertificateVerifier verifier, RandomGenerator random) {
    this(staticKey, Curve25519.generate(random), verifier);
  }

  NoiseInitiator(KeyPair staticKey, KeyPair ephemeral, ServerTrust trust) {
    this.staticKey = staticKey;
    this.ephemeral = ephemeral;
    this.trust = trust;
  }

  /** The body of the first frame. */
  public byte[] hello() {
    advance(Stage.NEW, Stage.GREETED);
    byte[] key = ephemeral.publicKey().raw();
    state.mixHash(key);
    return HandshakeMessage.newBuilder()
        .setClientHello(
            HandshakeMessage.ClientHello.newBuilder().setEphemeral(ByteString.copyFrom(key)))
        .build()
        .toByteArray();
  }

  /**
   * The body of the second frame, from the server's answer to the first.
   *
   * @param serverHello body of the server's first frame
   * @param payload the serialized ClientPayload
   * @throws HandshakeException when the answer is not a proper one
   * @throws UntrustedServerException when the certificates do not lead to the root key
   */
  public byte[] finish(byte[] serverHello, byte[] payload) {
    advance(Stage.GREETED, Stage.FINISHED);
    HandshakeMessage message = HandshakeParts.parse(serverHello);
    HandshakeParts.requireTurn(message.hasServerHello(), "server hello");
    HandshakeMessage.ServerHello hello = message.getServerHello();
    byte[] theirEphemeral =
        HandshakeParts.require(hello.hasEphemeral(), hello.getEphemeral(), "ephemeral key");
    byte[] theirStatic = HandshakeParts.require(hello.hasStatic(), hello.getStatic(), "static key");
    byte[] certificates =
        HandshakeParts.require(hello.hasPayload(), hello.getPayload(), "certificate chain");

    PublicKey serverEphemeral = HandshakeParts.key(theirEphemeral, "ephemeral key");
    state.mixHash(theirEphemeral);
    state.mixKey(ephemeral.privateKey(), serverEphemeral);
    PublicKey serverKey =
        HandshakeParts.key(state.decryptAndHash(theirStatic, "static key"), "static key");
    state.mixKey(ephemeral.privateKey(), serverKey);
    trust.verify(state.decryptAndHash(certificates, "certificate chain"), serverKey);

    byte[] ourStatic = state.encryptAndHash(staticKey.publicKey().raw());
    state.mixKey(staticKey.privateKey(), serverEphemeral);
    byte[] ourPayload = state.encryptAndHash(payload);
    return HandshakeMessage.newBuilder()
        .setClientFinish(
            HandshakeMessage.ClientFinish.newBuilder()
                .setStatic(ByteString.copyFrom(ourStatic))
                .setPayload(ByteString.copyFrom(ourPayload)))
        .build()
        .toByteArray();
  }

  /** The ciphers for every frame after the second. */
  public NoiseCiphers ciphers() {
    advance(Stage.FINISHED, Stage.SPLIT);
    return state.split(true);
  }

  SymmetricState state() {
    return state;
  }

  private void advance(Stage from, Stage to) {
    if (stage != from) {
      throw new IllegalStateException("the handshake is at " + stage + ", not at " + from);
    }
    stage = to;
  }
}
