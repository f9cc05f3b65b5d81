package chatwarp.benchmarks.peers;

import com.github.auties00.curve25519.Curve25519;
import com.github.auties00.libsignal.key.SignalIdentityKeyPair;
import com.github.auties00.libsignal.state.SignalPreKeyBundle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Curve, X3DH and Double Ratchet of {@code com.github.auties00:libsignal}, which Cobalt uses. */
@State(Scope.Thread)
public class CobaltSignalBenchmark {
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
  private final CobaltParty.Pair reading = CobaltParty.Pair.talking();
  private final byte[] text = reading.alice().encrypt(plaintext);
  private final CobaltParty.Pair turning = CobaltParty.Pair.talking();

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
  public byte[] decrypt() {
    return reading.bob().reread(text);
  }

  @Benchmark
  public byte[] turn() {
    turning.bob().decrypt(turning.alice().encrypt(plaintext));
    return turning.alice().decrypt(turning.bob().encrypt(plaintext));
  }
}
