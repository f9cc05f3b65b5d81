package chatwarp.simulator.server;

import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.adapters.wa.proto.HandshakeMessage;
import chatwarp.adapters.wa.proto.HandshakeMessage.ClientFinish;
import chatwarp.adapters.wa.proto.HandshakeMessage.ClientHello;
import chatwarp.adapters.wa.proto.HandshakeMessage.ServerHello;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Noise XX as the responder (01 §5). A client that tries IK gets XXfallback, which needs no stored
 * state (01 §8). Used by one thread.
 */
final class Handshake {
  private static final String XX = "Noise_XX_25519_AESGCM_SHA256";
  private static final String XX_FALLBACK = "Noise_XXfallback_25519_AESGCM_SHA256";

  private final ServerIdentity identity;
  private final RandomGenerator random;
  private @Nullable SymmetricState state;
  private @Nullable KeyPair ephemeral;

  /**
   * What a finished handshake leaves.
   *
   * @param reads opens what the client writes
   * @param writes seals what the client reads
   */
  record Result(
      PublicKey clientStatic, ClientPayload payload, FrameCipher reads, FrameCipher writes) {}

  Handshake(ServerIdentity identity, RandomGenerator random) {
    this.identity = identity;
    this.random = random;
  }

  /** Whether the hello was answered and the finish is due. */
  boolean greeted() {
    return state != null;
  }

  /**
   * Answers a ClientHello with a ServerHello.
   *
   * @throws ProtocolViolation when it is none
   */
  byte[] hello(byte[] frame) {
    HandshakeMessage message = parse(frame);
    ClientHello hello = message.getClientHello();
    try {
      PublicKey theirs = PublicKey.of(hello.getEphemeral().toByteArray());
      SymmetricState noise =
          new SymmetricState(hello.hasStatic() ? XX_FALLBACK : XX, FrameSplitter.INTRO);
      noise.mixHash(theirs.raw());
      KeyPair ours = Curve25519.generate(random);
      noise.mixHash(ours.publicKey().raw());
      noise.mixAgreement(ours.privateKey(), theirs);
      byte[] sealedStatic = noise.encrypt(identity.staticKey().publicKey().raw());
      noise.mixAgreement(identity.staticKey().privateKey(), theirs);
      byte[] sealedChain = noise.encrypt(identity.chain());
      state = noise;
      ephemeral = ours;
      return HandshakeMessage.newBuilder()
          .setServerHello(
              ServerHello.newBuilder()
                  .setEphemeral(ByteString.copyFrom(ours.publicKey().raw()))
                  .setStatic(ByteString.copyFrom(sealedStatic))
                  .setPayload(ByteString.copyFrom(sealedChain)))
          .build()
          .toByteArray();
    } catch (CryptoException e) {
      throw new ProtocolViolation("no usable ClientHello", e);
    }
  }

  /**
   * Takes the ClientFinish.
   *
   * @throws ProtocolViolation when it does not belong to this handshake
   */
  Result finish(byte[] frame) {
    SymmetricState noise = state;
    KeyPair ours = ephemeral;
    if (noise == null || ours == null) {
      throw new ProtocolViolation("ClientFinish before ClientHello");
    }
    ClientFinish finish = parse(frame).getClientFinish();
    try {
      PublicKey clientStatic = PublicKey.of(noise.decrypt(finish.getStatic().toByteArray()));
      noise.mixAgreement(ours.privateKey(), clientStatic);
      ClientPayload payload =
          ClientPayload.parseFrom(noise.decrypt(finish.getPayload().toByteArray()));
      byte[] keys = noise.split();
      return new Result(clientStatic, payload, new FrameCipher(keys, 0), new FrameCipher(keys, 32));
    } catch (CryptoException | InvalidProtocolBufferException e) {
      throw new ProtocolViolation("no usable ClientFinish", e);
    }
  }

  private static HandshakeMessage parse(byte[] frame) {
    try {
      return HandshakeMessage.parseFrom(frame);
    } catch (InvalidProtocolBufferException e) {
      throw new ProtocolViolation("not a handshake message", e);
    }
  }
}
