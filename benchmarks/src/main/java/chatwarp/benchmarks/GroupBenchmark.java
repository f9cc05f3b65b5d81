package chatwarp.benchmarks;

import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.signal.SenderKeyCipher;
import chatwarp.adapters.wa.signal.SenderKeyDistribution;
import chatwarp.adapters.wa.signal.SenderKeyMessage;
import chatwarp.adapters.wa.signal.SenderKeyRecord;
import java.security.SecureRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Messages of 200 bytes to many: to 500 devices one by one, and under a sender key whose record is
 * parsed before and serialised after each operation, as {@link Party}'s are.
 */
@State(Scope.Thread)
public class GroupBenchmark {
  private static final int DEVICES = 500;

  private final byte[] plaintext = Payload.bytes(200);
  private final Crowd crowd = new Crowd(DEVICES);
  private final SenderKeyCipher cipher =
      new SenderKeyCipher(new SecureRandom(), new SymmetricCrypto());
  private byte[] ours;
  private final byte[] theirs;
  private final byte[] message;

  public GroupBenchmark() {
    SenderKeyCipher.Distribution distribution = cipher.distribute(SenderKeyRecord.empty());
    SenderKeyCipher.Sent sent = cipher.encrypt(distribution.next(), plaintext);
    ours = sent.next().encode();
    message = sent.ciphertext().bytes();
    SenderKeyDistribution brought = SenderKeyDistribution.parse(distribution.message().encode());
    theirs = cipher.accept(SenderKeyRecord.empty(), brought).encode();
  }

  /** Everything of a send but the wire: one change set, sealed. */
  @Benchmark
  public int fanout() {
    return crowd.send(plaintext);
  }

  /** The encryption alone. */
  @Benchmark
  public int fanoutEncryption() {
    return crowd.encrypt(plaintext);
  }

  @Benchmark
  public byte[] senderKeyEncrypt() {
    SenderKeyCipher.Sent sent = cipher.encrypt(SenderKeyRecord.decode(ours), plaintext);
    ours = sent.next().encode();
    return sent.ciphertext().bytes();
  }

  /** The same message each time, by the record before it: the work of the next one of a chain. */
  @Benchmark
  public byte[] senderKeyDecrypt() {
    return cipher
        .decrypt(SenderKeyRecord.decode(theirs), SenderKeyMessage.parse(message))
        .next()
        .encode();
  }
}
