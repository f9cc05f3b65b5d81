package chatwarp.adapters.wa.signal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.Random;

/** Bytes of anybody are read or refused with a {@link SignalException}, nothing else. */
class SignalFuzzTest {

  @FuzzTest(maxDuration = "20s")
  void readsOrRefusesMessages(byte[] bytes) {
    attempt(() -> SignalMessage.parse(bytes));
    attempt(() -> PreKeySignalMessage.parse(bytes));
    attempt(() -> SenderKeyMessage.parse(bytes));
    attempt(() -> SenderKeyDistribution.parse(bytes).encode());
  }

  @FuzzTest(maxDuration = "20s")
  void readsOrRefusesRecords(byte[] bytes) {
    attempt(() -> {
      SessionRecord record = SessionRecord.decode(bytes);
      for (int place = 0; place < record.archivedCount(); place++) {
        record.archived(place);
      }
      SessionRecord.decode(record.encode());
    });
    attempt(() -> SenderKeyRecord.decode(SenderKeyRecord.decode(bytes).encode()));
  }

  @FuzzTest(maxDuration = "20s")
  void readsOrRefusesMessagesInASession(byte[] bytes) {
    Party bob = new Party("bob", new Random(1));
    Party alice = new Party("alice", new Random(2));
    alice.begin(bob);
    bob.decrypt(alice, alice.encrypt(bob, new byte[1]));
    SessionRecord record = bob.record(alice);
    attempt(() -> bob.cipher.decrypt(record, Optional.empty(), SignalMessage.parse(bytes)));
    attempt(() ->
        bob.cipher.decrypt(record, Optional.empty(), PreKeySignalMessage.parse(bytes), bob.store));
  }

  private static void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (SignalException e) {
      // Refused, as it may be.
    }
  }
}
