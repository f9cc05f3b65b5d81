package chatwarp.benchmarks.peers;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.whispersystems.libsignal.ecc.Curve;
import org.whispersystems.libsignal.ecc.ECKeyPair;
import org.whispersystems.libsignal.state.PreKeyBundle;

/** Curve, X3DH and Double Ratchet of {@code org.whispersystems:signal-protocol-java}. */
@State(Scope.Thread)
public class WhisperBenchmark {
  private static final int BLOCK = 500;

  private final ECKeyPair mine = Curve.generateKeyPair();
  private final ECKeyPair theirs = Curve.generateKeyPair();
  private final byte[] message = theirs.getPublicKey().serialize();
  private final byte[] plaintext = Payload.bytes(200);
  private byte[] signature;
  private WhisperParty stranger;
  private PreKeyBundle bundle;
  private WhisperParty.Pair sending;
  private WhisperParty.Pair turning;

  // Not in a constructor: JMH's subclasses could not declare what it throws.
  @Setup
  public void prepare() throws Exception {
    signature = Curve.calculateSignature(mine.getPrivateKey(), message);
    stranger = new WhisperParty();
    bundle = new WhisperParty().bundle();
    sending = WhisperParty.Pair.talking();
    turning = WhisperParty.Pair.talking();
  }

  /** Consecutive messages of one chain, made before the clock starts. */
  @State(Scope.Thread)
  public static class Block {
    private final byte[] plaintext = Payload.bytes(200);
    private final byte[][] messages = new byte[BLOCK][];
    private WhisperParty.Pair pair;

    @Setup
    public void prepare() throws Exception {
      pair = WhisperParty.Pair.talking();
    }

    @Setup(Level.Invocation)
    public void refill() throws Exception {
      for (int i = 0; i < BLOCK; i++) {
        messages[i] = pair.alice().encrypt(plaintext);
      }
    }
  }

  @Benchmark
  public byte[] agree() throws Exception {
    return Curve.calculateAgreement(theirs.getPublicKey(), mine.getPrivateKey());
  }

  @Benchmark
  public byte[] sign() throws Exception {
    return Curve.calculateSignature(mine.getPrivateKey(), message);
  }

  @Benchmark
  public boolean verify() throws Exception {
    return Curve.verifySignature(mine.getPublicKey(), message, signature);
  }

  @Benchmark
  public void initiate() throws Exception {
    stranger.begin(bundle);
  }

  @Benchmark
  public byte[] encrypt() throws Exception {
    return sending.alice().encrypt(plaintext);
  }

  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public void decrypt(Block block, Blackhole read) throws Exception {
    for (byte[] text : block.messages) {
      read.consume(block.pair.bob().decrypt(text));
    }
  }

  @Benchmark
  public byte[] turn() throws Exception {
    turning.bob().decrypt(turning.alice().encrypt(plaintext));
    return turning.alice().decrypt(turning.bob().encrypt(plaintext));
  }
}
