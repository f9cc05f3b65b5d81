package chatwarp.benchmarks;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.noise.CertificateChains;
import chatwarp.adapters.wa.noise.CertificateVerifier;
import chatwarp.adapters.wa.noise.FrameCipher;
import chatwarp.adapters.wa.noise.NoiseInitiator;
import chatwarp.adapters.wa.noise.NoiseResponder;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From a plaintext to the frame that goes into the socket, after a real handshake: counter, vector,
 * cipher, header, and the one copy into the frame's array that Baileys makes too.
 */
@State(Scope.Thread)
public class FrameBenchmark {
  /** Bytes of plaintext. */
  @Param({"200", "16384"})
  public int size = 200;

  private final FrameCipher sending = shakeHands();
  private byte[] plaintext = new byte[0];

  @Setup
  public void prepare() {
    plaintext = Payload.bytes(size);
  }

  @Benchmark
  public byte[] seal() {
    return sending.sealFrame(plaintext);
  }

  private static FrameCipher shakeHands() {
    SecureRandom random = new SecureRandom();
    KeyPair root = Curve25519.generate(random);
    KeyPair server = Curve25519.generate(random);
    Instant now = Instant.EPOCH.plusSeconds(1);
    byte[] chain =
        CertificateChains.issue(
            root.privateKey(), server.publicKey(), Instant.EPOCH, now.plusSeconds(1), random);
    CertificateVerifier verifier =
        new CertificateVerifier(root.publicKey(), InstantSource.fixed(now));
    NoiseInitiator client = new NoiseInitiator(Curve25519.generate(random), verifier, random);
    NoiseResponder responder = new NoiseResponder(server, chain, random);
    responder.accept(client.finish(responder.answer(client.hello()), new byte[] {1}));
    return client.ciphers().sending();
  }
}
