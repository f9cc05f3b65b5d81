package chatwarp.benchmarks;

import chatwarp.adapters.wa.signal.PreKeyBundle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** X3DH and the Double Ratchet on texts of 200 bytes, with durable records: see {@link Party}. */
@State(Scope.Thread)
public class SignalBenchmark {
  private static final int BLOCK = 500;

  private final byte[] plaintext = Payload.bytes(200);
  private final Party stranger = new Party();
  private final PreKeyBundle bundle = new Party().bundle();
  private final Party.Pair sending = Party.Pair.talking();
  private final Party.Pair turning = Party.Pair.talking();

  /** Consecutive messages of one chain, made before the clock starts. */
  @State(Scope.Thread)
  public static class Block {
    private final Party.Pair pair = Party.Pair.talking();
    private final byte[] plaintext = Payload.bytes(200);
    private final byte[][] messages = new byte[BLOCK][];

    // A block takes milliseconds to read, so that a call of this an invocation does no harm.
    @Setup(Level.Invocation)
    public void refill() {
      for (int i = 0; i < BLOCK; i++) {
        messages[i] = pair.alice().encrypt(plaintext);
      }
    }
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
    for (byte[] message : block.messages) {
      read.consume(block.pair.bob().decrypt(message));
    }
  }

  /** A message each way, so that both sides ratchet once. */
  @Benchmark
  public byte[] turn() {
    turning.bob().decrypt(turning.alice().encrypt(plaintext));
    return turning.alice().decrypt(turning.bob().encrypt(plaintext));
  }
}
