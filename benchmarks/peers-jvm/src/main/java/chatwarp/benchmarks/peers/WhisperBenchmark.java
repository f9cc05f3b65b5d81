package chatwarp.benchmarks.peers;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.whispersystems.libsignal.ecc.Curve;
import org.whispersystems.libsignal.ecc.ECKeyPair;
import org.whispersystems.libsignal.state.PreKeyBundle;

/** Curve, X3DH and Double Ratchet of {@code org.whispersystems:signal-protocol-java}. */
@State(Scope.Thread)
public class WhisperBenchmark {
  private final ECKeyPair mine = Curve.generateKeyPair();
  private final ECKeyPair theirs = Curve.generateKeyPair();
  private final byte[] message = theirs.getPublicKey().serialize();
  private final byte[] plaintext = Payload.bytes(200);
  private byte[] signature;
  private WhisperParty stranger;
  private PreKeyBundle bundle;
  private WhisperParty.Pair sending;
  private WhisperParty.Pair reading;
  private byte[] text;
  private WhisperParty.Pair turning;

  // Not in a constructor: JMH's subclasses could not declare what it throws.
  @Setup
  public void prepare() throws Exception {
    signature = Curve.calculateSignature(mine.getPrivateKey(), message);
    stranger = new WhisperParty();
    bundle = new WhisperParty().bundle();
    sending = WhisperParty.Pair.talking();
    reading = WhisperParty.Pair.talking();
    text = reading.alice().encrypt(plaintext);
    reading.bob().rereads();
    turning = WhisperParty.Pair.talking();
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
  public byte[] decrypt() throws Exception {
    return reading.bob().reread(text);
  }

  @Benchmark
  public byte[] turn() throws Exception {
    turning.bob().decrypt(turning.alice().encrypt(plaintext));
    return turning.alice().decrypt(turning.bob().encrypt(plaintext));
  }
}
