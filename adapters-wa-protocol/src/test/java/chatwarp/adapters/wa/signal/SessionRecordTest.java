package chatwarp.adapters.wa.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionRecordTest {
  private final Random random = new Random(0x5eed_4ec0L);
  private final Party alice = new Party("alice", random);
  private final Party bob = new Party("bob", random);

  @Test
  void survivesItsStoredForm() {
    byte[] encoded = eventful().encode();
    SessionRecord again = SessionRecord.decode(encoded);
    assertArrayEquals(encoded, again.encode());
    assertEquals(2, again.archivedCount());
    assertTrue(again.canSend());
    assertEquals(1234, again.remoteRegistrationId().orElseThrow());
    assertEquals(alice.local.identity().publicKey(), again.remoteIdentity().orElseThrow());
  }

  @Test
  void survivesItsStoredFormWhenEmpty() {
    assertTrue(SessionRecord.decode(SessionRecord.empty().encode()).isEmpty());
  }

  @Test
  void survivesItsStoredFormWithAPendingPreKey() {
    alice.begin(bob);
    byte[] encoded = alice.record(bob).encode();
    SessionState state = SessionRecord.decode(encoded).current().orElseThrow();
    assertEquals(1, state.pending().orElseThrow().preKeyId().orElseThrow());
    assertEquals(1, state.pending().orElseThrow().signedPreKeyId());
  }

  @Test
  void refusesEveryPrefixAndEveryExtraByte() {
    byte[] encoded = eventful().encode();
    for (int length = 0; length < encoded.length; length++) {
      byte[] prefix = Arrays.copyOf(encoded, length);
      assertThrows(
          InvalidRecordException.class, () -> SessionRecord.decode(prefix), "prefix of " + length);
    }
    assertThrows(
        InvalidRecordException.class,
        () -> SessionRecord.decode(Arrays.copyOf(encoded, encoded.length + 1)));
  }

  @Test
  void refusesANewerFormat() {
    byte[] encoded = eventful().encode();
    encoded[0] = 2;
    InvalidRecordException failure =
        assertThrows(InvalidRecordException.class, () -> SessionRecord.decode(encoded));
    assertEquals("record of format 2", failure.getMessage());
  }

  @Test
  void readsOrRefusesEveryDamagedRecord() {
    byte[] encoded = eventful().encode();
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = encoded.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        SessionRecord record = SessionRecord.decode(damaged);
        for (int place = 0; place < record.archivedCount(); place++) {
          record.archived(place);
        }
      } catch (InvalidRecordException e) {
        assertFalse(e.getMessage().isEmpty());
      }
    }
  }

  @Test
  void staysSmall() {
    established();
    assertTrue(bob.record(alice).encode().length < 400, "a session without a past");
  }

  @Test
  void printsNoKey() {
    String printed = eventful() + " " + bob.record(alice).current().orElseThrow();
    assertEquals("SessionRecord[current, 2 former] SessionState[redacted]", printed);
    String key = HexFormat.of().formatHex(alice.local.identity().publicKey().raw());
    assertFalse(printed.contains(key.substring(0, 8)));
  }

  private SessionRecord eventful() {
    alice.begin(bob);
    bob.decrypt(alice, alice.encrypt(bob, new byte[1]));
    alice.begin(bob);
    bob.decrypt(alice, alice.encrypt(bob, new byte[1]));
    established();
    for (int i = 0; i < 3; i++) {
      alice.encrypt(bob, new byte[1]);
    }
    bob.decrypt(alice, alice.encrypt(bob, new byte[1]));
    return bob.record(alice);
  }

  private void established() {
    alice.begin(bob);
    bob.decrypt(alice, alice.encrypt(bob, new byte[1]));
    alice.decrypt(bob, bob.encrypt(alice, new byte[1]));
    bob.decrypt(alice, alice.encrypt(bob, new byte[1]));
  }
}
