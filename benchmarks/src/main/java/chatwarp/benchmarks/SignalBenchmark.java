package chatwarp.benchmarks;

import chatwarp.adapters.wa.signal.PreKeyBundle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** X3DH and the Double Ratchet on texts of 200 bytes, with durable records: see {@link Party}. */
@State(Scope.Thread)
public class SignalBenchmark {
  private final byte[] plaintext = Payload.bytes(200);
  private final Party stranger = new Party();
  private final PreKeyBundle bundle = new Party().bundle();
  private final Party.Pair sending = Party.Pair.talking();
  private final Party.Pair reading = Party.Pair.talking();
  private final byte[] message = reading.alice().encrypt(plaintext);
  private final Party.Pair turning = Party.Pair.talking();

  @Benchmark
  public byte[] initiate() {
    return stranger.begin(bundle);
  }

  @Benchmark
  public byte[] encrypt() {
    return sending.alice().encrypt(plaintext);
  }

  /** The same message each time, by the record before it: the work of the next one of a chain. */
  @Benchmark
  public byte[] decrypt() {
    return reading.bob().reread(message);
  }

  /** A message each way, so that both sides ratchet once. */
  @Benchmark
  public byte[] turn() {
    turning.bob().decrypt(turning.alice().encrypt(plaintext));
    return turning.alice().decrypt(turning.bob().encrypt(plaintext));
  }
}
