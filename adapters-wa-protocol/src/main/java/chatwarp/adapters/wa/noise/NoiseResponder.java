package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.proto.HandshakeMessage;
import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one XX handshake (01 §5): {@link #answer}, then {@link #accept}, then {@link
 * #ciphers}. A client that tries to resume with IK is led back to XX (01 §8). Used once, by one
 * thread; after an exception it is of no use.
 */
public final class NoiseResponder {
  private final KeyPair staticKey;
  private final KeyPair ephemeral;
  private final byte[] certificates;
  private @Nullable SymmetricState state;
  private boolean accepted;

  /**
   * @param staticKey the key that the leaf certificate is for
   * @param certificates a chain of {@link CertificateChains}
   * @param random a secure generator, for the ephemeral key
   */
  public NoiseResponder(KeyPair staticKey, byte[] certificates, RandomGenerator random) {
    this(staticKey, Curve25519.generate(random), certificates);
  }

  NoiseResponder(KeyPair staticKey, KeyPair ephemeral, byte[] certificates) {
    this.staticKey = staticKey;
    this.ephemeral = ephemeral;
    this.certificates = certificates.clone();
  }

  /**
   * The body of the server's frame, from the body of the client's first.
   *
   * @throws HandshakeException when it is not a proper hello
   */
  public byte[] answer(byte[] clientHello) {
    if (state != null) {
      throw new IllegalStateException("the hello was answered already");
    }
    HandshakeMessage message = HandshakeParts.parse(clientHello);
    HandshakeParts.requireTurn(message.hasClientHello(), "client hello");
    HandshakeMessage.ClientHello hello = message.getClientHello();
    byte[] theirEphemeral =
        HandshakeParts.require(hello.hasEphemeral(), hello.getEphemeral(), "ephemeral key");
    PublicKey clientEphemeral = HandshakeParts.key(theirEphemeral, "ephemeral key");

    boolean resuming = hello.hasStatic() || hello.hasPayload();
    SymmetricState started =
        new SymmetricState(resuming ? HandshakePattern.XX_FALLBACK : HandshakePattern.XX);
    started.mixHash(theirEphemeral);
    byte[] ourEphemeral = ephemeral.publicKey().raw();
    started.mixHash(ourEphemeral);
    started.mixKey(ephemeral.privateKey(), clientEphemeral);
    byte[] ourStatic = started.encryptAndHash(staticKey.publicKey().raw());
    started.mixKey(staticKey.privateKey(), clientEphemeral);
    byte[] payload = started.encryptAndHash(certificates);
    state = started;
    return HandshakeMessage.newBuilder()
        .setServerHello(
            HandshakeMessage.ServerHello.newBuilder()
                .setEphemeral(ByteString.copyFrom(ourEphemeral))
                .setStatic(ByteString.copyFrom(ourStatic))
                .setPayload(ByteString.copyFrom(payload)))
        .build()
        .toByteArray();
  }

  /**
   * Reads the body of the client's second frame.
   *
   * @throws HandshakeException when it is not a proper finish
   */
  public ClientIdentity accept(byte[] clientFinish) {
    SymmetricState current = answered();
    if (accepted) {
      throw new IllegalStateException("the client was accepted already");
    }
    HandshakeMessage message = HandshakeParts.parse(clientFinish);
    HandshakeParts.requireTurn(message.hasClientFinish(), "client finish");
    HandshakeMessage.ClientFinish finish = message.getClientFinish();
    byte[] theirStatic =
        HandshakeParts.require(finish.hasStatic(), finish.getStatic(), "static key");
    byte[] theirPayload =
        HandshakeParts.require(finish.hasPayload(), finish.getPayload(), "payload");
    PublicKey noiseKey =
        HandshakeParts.key(current.decryptAndHash(theirStatic, "static key"), "static key");
    current.mixKey(ephemeral.privateKey(), noiseKey);
    byte[] payload = current.decryptAndHash(theirPayload, "payload");
    accepted = true;
    return new ClientIdentity(noiseKey, payload);
  }

  /** The ciphers for every frame after the handshake. */
  public NoiseCiphers ciphers() {
    if (!accepted) {
      throw new IllegalStateException("no client was accepted yet");
    }
    return answered().split(false);
  }

  SymmetricState state() {
    return answered();
  }

  private SymmetricState answered() {
    if (state == null) {
      throw new IllegalStateException("no hello was answered yet");
    }
    return state;
  }
}
