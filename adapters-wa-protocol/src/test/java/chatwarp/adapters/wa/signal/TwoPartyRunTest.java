package chatwarp.adapters.wa.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two devices on a bad line: messages are lost, doubled and overtaken, sessions are begun anew, at
 * times by both at once, and every record goes through its stored form at every step.
 */
class TwoPartyRunTest {
  private static final int STEPS = 10_000;
  private static final int LINE = 40;

  private record OnTheLine(Party from, Party to, SignalCiphertext message, byte[] plaintext) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20261122})
  void readsWhateverArrives(long seed) {
    Random random = new Random(seed);
    Party alice = new Party("alice", random);
    Party bob = new Party("bob", random);
    List<OnTheLine> line = new ArrayList<>();
    List<OnTheLine> past = new ArrayList<>();
    int read = 0;
    int duplicates = 0;
    int unreadable = 0;
    for (int step = 0; step < STEPS; step++) {
      String where = "seed " + seed + " step " + step;
      Party from = random.nextBoolean() ? alice : bob;
      Party to = from == alice ? bob : alice;
      int what = random.nextInt(1000);
      if (what < 4) {
        from.begin(to);
        if (what < 2) {
          to.begin(from);
        }
      } else if (what < 500) {
        if (!from.sessions.canSendTo(to.address)) {
          from.begin(to);
        }
        byte[] plaintext = new byte[random.nextInt(60)];
        random.nextBytes(plaintext);
        OnTheLine sent = new OnTheLine(from, to, from.encrypt(to, plaintext), plaintext);
        if (random.nextInt(20) != 0) {
          line.add(sent);
        }
        from.reload(to);
      }
      if (!line.isEmpty() && (what >= 500 || line.size() > LINE)) {
        OnTheLine next = line.remove(random.nextInt(Math.min(line.size(), 8)));
        try {
          assertArrayEquals(next.plaintext, next.to.decrypt(next.from, next.message), where);
          read++;
        } catch (InvalidKeyIdException e) {
          fail(where + ": prekeys are used by one session only", e);
        } catch (SignalException e) {
          // Only a chain that five newer ones pushed out may be lost.
          unreadable++;
        }
        next.to.reload(next.from);
        past.add(next);
      }
      if (!past.isEmpty() && random.nextInt(15) == 0) {
        OnTheLine again = past.get(random.nextInt(past.size()));
        byte[] before = again.to.record(again.from).encode();
        try {
          again.to.decrypt(again.from, again.message);
          fail(where + ": the same message was read twice");
        } catch (SignalException e) {
          duplicates += e instanceof DuplicateMessageException ? 1 : 0;
        }
        assertArrayEquals(before, again.to.record(again.from).encode(), where);
        if (past.size() > 50) {
          past.removeFirst();
        }
      }
    }
    assertTrue(read > STEPS / 3, "seed " + seed + ": read only " + read);
    assertTrue(duplicates > 20, "seed " + seed + ": only " + duplicates + " duplicates");
    assertTrue(unreadable <= read / 100, "seed " + seed + ": unreadable " + unreadable);

    for (OnTheLine rest : line) {
      try {
        rest.to.decrypt(rest.from, rest.message);
      } catch (SignalException e) {
        unreadable++;
      }
    }
    for (int turn = 0; turn < 3; turn++) {
      byte[] plaintext = {(byte) turn};
      assertArrayEquals(plaintext, bob.decrypt(alice, alice.encrypt(bob, plaintext)));
      assertArrayEquals(plaintext, alice.decrypt(bob, bob.encrypt(alice, plaintext)));
    }
    assertEquals(alice.record(bob).baseKey(), bob.record(alice).baseKey(), "seed " + seed);
  }
}
