package chatwarp.benchmarks;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.XEdDsa;
import java.security.SecureRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Curve25519 agreement and XEdDSA signatures over 33 bytes, a serialised public key. */
@State(Scope.Thread)
public class CurveBenchmark {
  private final SecureRandom random = new SecureRandom();
  private final KeyPair mine = Curve25519.generate(random);
  private final KeyPair theirs = Curve25519.generate(random);
  private final byte[] message = theirs.publicKey().serialized();
  private final byte[] signature = XEdDsa.sign(mine.privateKey(), message, random);

  @Benchmark
  public byte[] agree() {
    return Curve25519.agree(mine.privateKey(), theirs.publicKey());
  }

  @Benchmark
  public byte[] sign() {
    return XEdDsa.sign(mine.privateKey(), message, random);
  }

  @Benchmark
  public boolean verify() {
    return XEdDsa.verify(mine.publicKey(), message, signature);
  }
}
