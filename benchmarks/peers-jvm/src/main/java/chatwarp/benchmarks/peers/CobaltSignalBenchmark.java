package chatwarp.benchmarks.peers;

import com.github.auties00.curve25519.Curve25519;
import com.github.auties00.libsignal.key.SignalIdentityKeyPair;
import com.github.auties00.libsignal.state.SignalPreKeyBundle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Curve, X3DH and Double Ratchet of {@code com.github.auties00:libsignal}, which Cobalt uses. */
@State(Scope.Thread)
public class CobaltSignalBenchmark {
  private static final int BLOCK = 500;

  private final SignalIdentityKeyPair mine = SignalIdentityKeyPair.random();
  private final SignalIdentityKeyPair theirs = SignalIdentityKeyPair.random();
  private final byte[] privateKey = mine.privateKey().toEncodedPoint();
  private final byte[] publicKey = mine.publicKey().toEncodedPoint();
  private final byte[] peer = theirs.publicKey().toEncodedPoint();
  private final byte[] message = theirs.publicKey().toSerialized();
  private final byte[] signature = Curve25519.sign(privateKey, message);

  private final byte[] plaintext = Payload.bytes(200);
  private final CobaltParty stranger = new CobaltParty();
  private final SignalPreKeyBundle bundle = new CobaltParty().bundle();
  private final CobaltParty.Pair sending = CobaltParty.Pair.talking();
  private final CobaltParty.Pair turning = CobaltParty.Pair.talking();

  /** Consecutive messages of one chain, made before the clock starts. */
  @State(Scope.Thread)
  public static class Block {
    private final CobaltParty.Pair pair = CobaltParty.Pair.talking();
    private final byte[] plaintext = Payload.bytes(200);
    private final byte[][] messages = new byte[BLOCK][];

    @Setup(Level.Invocation)
    public void refill() {
      for (int i = 0; i < BLOCK; i++) {
        messages[i] = pair.alice().encrypt(plaintext);
      }
    }
  }

  @Benchmark
  public byte[] agree() {
    return Curve25519.sharedKey(privateKey, peer);
  }

  @Benchmark
  public byte[] sign() {
    return Curve25519.sign(privateKey, message);
  }

  @Benchmark
  public boolean verify() {
    return Curve25519.verifySignature(publicKey, message, signature);
  }

  @Benchmark
  public byte[] initiate() {
    return stranger.begin(bundle);
  }

  @Benchmark
  public byte[] encrypt() {
    return sending.alice().encrypt(plaintext);
  }

  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public void decrypt(Block block, Blackhole read) {
    for (byte[] text : block.messages) {
      read.consume(block.pair.bob().decrypt(text));
    }
  }

  @Benchmark
  public byte[] turn() {
    turning.bob().decrypt(turning.alice().encrypt(plaintext));
    return turning.alice().decrypt(turning.bob().encrypt(plaintext));
  }
}
