package chatwarp.adapters.wa.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Random random = new Random(0x5eed_5e55L);
  private final Party alice = new Party("alice", random);
  private final Party bob = new Party("bob", random);

  @Test
  void sendsPreKeyMessagesUntilTheFirstAnswer() {
    alice.begin(bob);
    SignalCiphertext first = alice.encrypt(bob, bytes("one"));
    SignalCiphertext second = alice.encrypt(bob, bytes("two"));
    assertEquals(CiphertextType.PRE_KEY_MESSAGE, first.type());
    assertEquals(CiphertextType.PRE_KEY_MESSAGE, second.type());
    assertReads(bob, alice, first, "one");
    assertReads(bob, alice, second, "two");
    assertEquals(0, bob.record(alice).archivedCount());

    SignalCiphertext answer = bob.encrypt(alice, bytes("three"));
    assertEquals(CiphertextType.MESSAGE, answer.type());
    assertReads(alice, bob, answer, "three");
    SignalCiphertext third = alice.encrypt(bob, bytes("four"));
    assertEquals(CiphertextType.MESSAGE, third.type());
    assertReads(bob, alice, third, "four");
  }

  @Test
  void worksWithoutAOneTimePreKey() {
    alice.sessions.begin(bob.address, bob.bundleWithoutOneTimePreKey());
    SignalCiphertext first = alice.encrypt(bob, bytes("hello"));
    assertTrue(PreKeySignalMessage.parse(first.bytes()).preKeyId().isEmpty());
    assertReads(bob, alice, first, "hello");
    assertReads(alice, bob, bob.encrypt(alice, bytes("hi")), "hi");
  }

  @Test
  void usesAOneTimePreKeyOnceAndOnlyOnSuccess() {
    alice.begin(bob);
    SignalCiphertext first = alice.encrypt(bob, bytes("hello"));
    byte[] broken = first.bytes().clone();
    // The MAC ends before registration id (3 bytes) and signed prekey id (2 bytes).
    broken[broken.length - 6] ^= 1;
    assertThrows(
        BadMacException.class,
        () -> bob.sessions.decrypt(alice.address, CiphertextType.PRE_KEY_MESSAGE, broken));
    assertTrue(bob.store.preKey(1).isPresent());
    Decryption read =
        bob.sessions.decrypt(alice.address, CiphertextType.PRE_KEY_MESSAGE, first.bytes());
    assertEquals(1, read.usedPreKey().orElseThrow());
    assertFalse(bob.store.preKey(1).isPresent());
  }

  @Test
  void readsFurtherPreKeyMessagesOfASessionAfterItsPreKeyIsGone() {
    alice.begin(bob);
    SignalCiphertext first = alice.encrypt(bob, bytes("one"));
    SignalCiphertext second = alice.encrypt(bob, bytes("two"));
    assertReads(bob, alice, second, "two");
    assertFalse(bob.store.preKey(1).isPresent());
    Decryption late =
        bob.sessions.decrypt(alice.address, CiphertextType.PRE_KEY_MESSAGE, first.bytes());
    assertArrayEquals(bytes("one"), late.plaintext());
    assertTrue(late.usedPreKey().isEmpty());
  }

  @Test
  void refusesAPreKeyMessageWhoseOneTimePreKeyIsGone() {
    PreKeyBundle bundle = bob.bundle();
    alice.sessions.begin(bob.address, bundle);
    bob.store.deletePreKey(1);
    SignalCiphertext first = alice.encrypt(bob, bytes("one"));
    InvalidKeyIdException failure =
        assertThrows(InvalidKeyIdException.class, () -> bob.decrypt(alice, first));
    assertEquals(InvalidKeyIdException.Kind.ONE_TIME, failure.kind());
    assertEquals(1, failure.id());
    assertEquals(3, failure.reason().code());
    assertTrue(bob.record(alice).isEmpty());
  }

  @Test
  void refusesAPreKeyMessageForAnUnknownSignedPreKey() {
    SignedPreKey other = SignedPreKey.generate(2, bob.local.identity(), random);
    alice.sessions.begin(
        bob.address,
        new PreKeyBundle(
            1,
            bob.local.identity().publicKey(),
            2,
            other.keys().publicKey(),
            other.signature(),
            Optional.empty()));
    SignalCiphertext first = alice.encrypt(bob, bytes("one"));
    InvalidKeyIdException failure =
        assertThrows(InvalidKeyIdException.class, () -> bob.decrypt(alice, first));
    assertEquals(InvalidKeyIdException.Kind.SIGNED, failure.kind());
  }

  @Test
  void refusesABundleThatItsIdentityDidNotSign() {
    PreKeyBundle good = bob.bundle();
    byte[] signature = good.signature();
    signature[10] ^= 1;
    PreKeyBundle forged =
        new PreKeyBundle(
            good.registrationId(),
            good.identity(),
            good.signedPreKeyId(),
            good.signedPreKey(),
            signature,
            good.oneTime());
    InvalidSignatureException failure =
        assertThrows(
            InvalidSignatureException.class, () -> alice.sessions.begin(bob.address, forged));
    assertEquals(5, failure.reason().code());
    assertTrue(alice.record(bob).isEmpty());
    assertTrue(alice.store.identity(bob.address).isEmpty());
  }

  @Test
  void refusesABundleWithAKeyOfSmallOrder() {
    PreKeyBundle good = bob.bundleWithoutOneTimePreKey();
    PreKeyBundle weak =
        new PreKeyBundle(
            good.registrationId(),
            good.identity(),
            good.signedPreKeyId(),
            good.signedPreKey(),
            good.signature(),
            Optional.of(new PreKeyBundle.OneTime(3, PublicKey.of(new byte[32]))));
    InvalidMessageException failure =
        assertThrows(InvalidMessageException.class, () -> alice.sessions.begin(bob.address, weak));
    assertEquals(RetryReason.INVALID_KEY, failure.reason());
  }

  @Test
  void readsMessagesInAnyOrderAndEachOnce() {
    established();
    List<SignalCiphertext> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sent.add(alice.encrypt(bob, bytes("message " + i)));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    for (int i : order) {
      assertReads(bob, alice, sent.get(i), "message " + i);
      bob.reload(alice);
    }
    for (SignalCiphertext message : sent) {
      DuplicateMessageException failure =
          assertThrows(DuplicateMessageException.class, () -> bob.decrypt(alice, message));
      assertEquals(0, failure.reason().code());
    }
  }

  @Test
  void readsALateMessageOfAnEarlierChain() {
    established();
    SignalCiphertext late = alice.encrypt(bob, bytes("late"));
    for (int turn = 0; turn < 2; turn++) {
      assertReads(bob, alice, alice.encrypt(bob, bytes("a" + turn)), "a" + turn);
      assertReads(alice, bob, bob.encrypt(alice, bytes("b" + turn)), "b" + turn);
    }
    assertReads(bob, alice, late, "late");
  }

  @Test
  void keepsFiveReceiverChains() {
    established();
    List<SignalCiphertext> late = new ArrayList<>();
    for (int turn = 0; turn < 7; turn++) {
      late.add(alice.encrypt(bob, bytes("late " + turn)));
      assertReads(bob, alice, alice.encrypt(bob, bytes("a")), "a");
      assertReads(alice, bob, bob.encrypt(alice, bytes("b")), "b");
    }
    assertThrows(SignalException.class, () -> bob.decrypt(alice, late.get(1)));
    for (int turn = 2; turn < 7; turn++) {
      assertReads(bob, alice, late.get(turn), "late " + turn);
    }
  }

  @Test
  void keepsTheLatestTwoThousandSkippedKeys() {
    established();
    List<SignalCiphertext> sent = new ArrayList<>();
    for (int i = 0; i <= 2001; i++) {
      sent.add(alice.encrypt(bob, bytes("m")));
    }
    assertReads(bob, alice, sent.get(2001), "m");
    bob.reload(alice);
    assertThrows(DuplicateMessageException.class, () -> bob.decrypt(alice, sent.get(0)));
    assertReads(bob, alice, sent.get(1), "m");
    assertReads(bob, alice, sent.get(2000), "m");
  }

  @Test
  void jumpsTwentyFiveThousandMessagesButNoMore() {
    established();
    for (int i = 0; i < 25_000; i++) {
      alice.encrypt(bob, bytes("lost"));
    }
    SignalCiphertext reachable = alice.encrypt(bob, bytes("reachable"));
    SignalCiphertext tooFar = alice.encrypt(bob, bytes("too far"));
    InvalidMessageException failure =
        assertThrows(InvalidMessageException.class, () -> bob.decrypt(alice, tooFar));
    assertEquals(RetryReason.FUTURE_MESSAGE, failure.reason());
    assertReads(bob, alice, reachable, "reachable");
    assertReads(bob, alice, tooFar, "too far");
  }

  @Test
  void tellsThePeerTheLastCounterOfTheChainBefore() {
    established();
    alice.encrypt(bob, bytes("1"));
    alice.encrypt(bob, bytes("2"));
    SignalCiphertext third = alice.encrypt(bob, bytes("3"));
    assertReads(bob, alice, third, "3");
    assertReads(alice, bob, bob.encrypt(alice, bytes("x")), "x");
    SessionState state = alice.record(bob).current().orElseThrow();
    assertEquals(SignalMessage.parse(third.bytes()).counter(), state.previousCounter());
    assertEquals(0, state.sender().chainKey().index());
  }

  @Test
  void refusesEveryFlippedBitOfAMessageAndThenReadsIt() {
    established();
    SignalCiphertext message = alice.encrypt(bob, bytes("hello"));
    byte[] before = bob.record(alice).encode();
    for (int bit = 0; bit < message.bytes().length * 8; bit++) {
      byte[] wrong = message.bytes().clone();
      wrong[bit >> 3] ^= (byte) (1 << (bit & 7));
      assertThrows(
          SignalException.class,
          () -> bob.sessions.decrypt(alice.address, CiphertextType.MESSAGE, wrong),
          "bit " + bit);
    }
    assertArrayEquals(before, bob.record(alice).encode());
    assertReads(bob, alice, message, "hello");
  }

  @Test
  void knowsNoSessionWhenThereIsNone() {
    established();
    SignalCiphertext message = alice.encrypt(bob, bytes("hello"));
    bob.store.deleteSession(alice.address);
    NoSessionException failure =
        assertThrows(NoSessionException.class, () -> bob.decrypt(alice, message));
    assertEquals(1, failure.reason().code());
    assertThrows(NoSessionException.class, () -> bob.encrypt(alice, bytes("x")));
    assertFalse(bob.sessions.canSendTo(alice.address));
  }

  @Test
  void reportsABadMacWhenASessionExists() {
    established();
    SignalCiphertext message = alice.encrypt(bob, bytes("hello"));
    Party carol = new Party("carol", random);
    carol.begin(alice);
    alice.decrypt(carol, carol.encrypt(alice, bytes("x")));
    BadMacException failure =
        assertThrows(
            BadMacException.class,
            () -> alice.sessions.decrypt(carol.address, CiphertextType.MESSAGE, message.bytes()));
    assertEquals(7, failure.reason().code());
  }

  @Test
  void archivesTheSessionBeforeAndReadsItsLateMessages() {
    established();
    SignalCiphertext late = alice.encrypt(bob, bytes("late"));
    PublicKey old = alice.record(bob).baseKey().orElseThrow();
    alice.begin(bob);
    assertNotEquals(old, alice.record(bob).baseKey().orElseThrow());
    assertReads(bob, alice, alice.encrypt(bob, bytes("new")), "new");
    assertEquals(1, bob.record(alice).archivedCount());
    assertReads(bob, alice, late, "late");
    assertEquals(old, bob.record(alice).baseKey().orElseThrow(), "promoted");
    assertEquals(1, bob.record(alice).archivedCount());
  }

  @Test
  void promotesAFormerSessionWhenAPreKeyMessageRepeatsIt() {
    alice.begin(bob);
    SignalCiphertext first = alice.encrypt(bob, bytes("one"));
    SignalCiphertext second = alice.encrypt(bob, bytes("two"));
    assertReads(bob, alice, first, "one");
    PublicKey base = bob.record(alice).baseKey().orElseThrow();
    alice.begin(bob);
    assertReads(bob, alice, alice.encrypt(bob, bytes("three")), "three");
    assertNotEquals(base, bob.record(alice).baseKey().orElseThrow());
    assertReads(bob, alice, second, "two");
    assertEquals(base, bob.record(alice).baseKey().orElseThrow());
    assertEquals(1, bob.record(alice).archivedCount());
  }

  @Test
  void staysInASessionItBeganUntilThePeerAnswersInIt() {
    alice.begin(bob);
    SignalCiphertext first = alice.encrypt(bob, bytes("one"));
    SignalCiphertext second = alice.encrypt(bob, bytes("two"));
    assertReads(bob, alice, first, "one");
    assertReads(alice, bob, bob.encrypt(alice, bytes("answer")), "answer");
    SignalCiphertext third = alice.encrypt(bob, bytes("three"));
    bob.begin(alice);
    PublicKey base = bob.record(alice).baseKey().orElseThrow();
    assertReads(bob, alice, second, "two");
    bob.reload(alice);
    assertReads(bob, alice, third, "three");
    assertEquals(base, bob.record(alice).baseKey().orElseThrow());
    assertThrows(DuplicateMessageException.class, () -> bob.decrypt(alice, second));

    assertReads(alice, bob, bob.encrypt(alice, bytes("new")), "new");
    assertReads(bob, alice, alice.encrypt(bob, bytes("newer")), "newer");
    assertEquals(alice.record(bob).baseKey(), bob.record(alice).baseKey());
  }

  @Test
  void forgetsThePendingPreKeyOfAnArchivedSession() {
    alice.begin(bob);
    SessionRecord record = alice.record(bob).archive();
    assertFalse(record.canSend());
    assertTrue(record.archived(0).pending().isEmpty());
  }

  @Test
  void keepsFortyFormerSessions() {
    for (int i = 0; i < 45; i++) {
      alice.begin(bob);
    }
    assertEquals(40, alice.record(bob).archivedCount());
    alice.reload(bob);
    assertEquals(40, alice.record(bob).archivedCount());
  }

  @Test
  void convergesAfterBothBeganAtOnce() {
    alice.begin(bob);
    bob.begin(alice);
    SignalCiphertext fromAlice = alice.encrypt(bob, bytes("a"));
    SignalCiphertext fromBob = bob.encrypt(alice, bytes("b"));
    assertReads(bob, alice, fromAlice, "a");
    assertReads(alice, bob, fromBob, "b");
    assertNotEquals(alice.record(bob).baseKey(), bob.record(alice).baseKey());

    SignalCiphertext second = alice.encrypt(bob, bytes("a2"));
    SignalCiphertext crossing = bob.encrypt(alice, bytes("b2"));
    assertReads(bob, alice, second, "a2");
    assertReads(alice, bob, crossing, "b2");
    assertReads(bob, alice, alice.encrypt(bob, bytes("a3")), "a3");
    assertReads(alice, bob, bob.encrypt(alice, bytes("b3")), "b3");
    assertEquals(alice.record(bob).baseKey(), bob.record(alice).baseKey());
  }

  @Test
  void acceptsANewIdentityAndTells() {
    established();
    Party reinstalled = new Party("alice", random);
    reinstalled.begin(bob);
    SignalCiphertext first = reinstalled.encrypt(bob, bytes("new phone"));
    Decryption read =
        bob.sessions.decrypt(alice.address, CiphertextType.PRE_KEY_MESSAGE, first.bytes());
    IdentityChange.Changed change = assertInstanceOf(IdentityChange.Changed.class, read.identity());
    assertEquals(alice.local.identity().publicKey(), change.previous());
    assertEquals(reinstalled.local.identity().publicKey(), change.identity());
    assertEquals(change.identity(), bob.store.identity(alice.address).orElseThrow());
    assertEquals(0, bob.record(alice).archivedCount(), "sessions under the old identity are gone");
  }

  @Test
  void keepsEverythingWhenANewIdentityIsNotProved() {
    established();
    byte[] before = bob.record(alice).encode();
    Party mallory = new Party("alice", random);
    mallory.begin(bob);
    byte[] forged = mallory.encrypt(bob, bytes("evil")).bytes();
    forged[forged.length - 6] ^= 1;
    assertThrows(
        BadMacException.class,
        () -> bob.sessions.decrypt(alice.address, CiphertextType.PRE_KEY_MESSAGE, forged));
    assertArrayEquals(before, bob.record(alice).encode());
    assertEquals(
        alice.local.identity().publicKey(), bob.store.identity(alice.address).orElseThrow());
  }

  @Test
  void refusesANewIdentityWhenThePolicySaysSo() {
    Party strict =
        new Party("bob", random, Curve25519.generate(random), TrustPolicy.REFUSE_CHANGES);
    alice.begin(strict);
    strict.decrypt(alice, alice.encrypt(strict, bytes("x")));
    Party reinstalled = new Party("alice", random);
    reinstalled.begin(strict);
    SignalCiphertext first = reinstalled.encrypt(strict, bytes("new phone"));
    UntrustedIdentityException failure =
        assertThrows(UntrustedIdentityException.class, () -> strict.decrypt(alice, first));
    assertEquals(reinstalled.local.identity().publicKey(), failure.identity());
    PreKeyBundle bundle = reinstalled.bundle();
    assertThrows(
        UntrustedIdentityException.class, () -> strict.sessions.begin(alice.address, bundle));
  }

  @Test
  void tellsTheFirstIdentityFromAKnownOne() {
    assertInstanceOf(
        IdentityChange.FirstSeen.class, alice.sessions.begin(bob.address, bob.bundle()));
    assertInstanceOf(
        IdentityChange.Unchanged.class, alice.sessions.begin(bob.address, bob.bundle()));
    Party reinstalled = new Party("bob", random);
    assertInstanceOf(
        IdentityChange.Changed.class, alice.sessions.begin(bob.address, reinstalled.bundle()));
    assertEquals(0, alice.record(bob).archivedCount());
  }

  @Test
  void sendsNothingUnderAnIdentityThatIsNoLongerTheKnownOne() {
    established();
    PublicKey other = Curve25519.generate(random).publicKey();
    alice.store.saveIdentity(bob.address, other);
    assertFalse(alice.sessions.canSendTo(bob.address));
    assertThrows(UntrustedIdentityException.class, () -> alice.encrypt(bob, bytes("x")));
  }

  @Test
  void encryptsNothingTwiceFromOneRecordUnlessAsked() {
    established();
    SessionRecord record = alice.record(bob);
    Encryption first = alice.cipher.encrypt(record, Optional.empty(), bytes("x"));
    Encryption again = alice.cipher.encrypt(record, Optional.empty(), bytes("x"));
    assertArrayEquals(first.ciphertext().bytes(), again.ciphertext().bytes(), "records are values");
    Encryption next = alice.cipher.encrypt(first.next(), Optional.empty(), bytes("x"));
    assertFalse(Arrays.equals(first.ciphertext().bytes(), next.ciphertext().bytes()));
  }

  private void established() {
    alice.begin(bob);
    bob.decrypt(alice, alice.encrypt(bob, bytes("hello")));
    alice.decrypt(bob, bob.encrypt(alice, bytes("hi")));
  }

  private static void assertReads(
      Party reader, Party writer, SignalCiphertext message, String expected) {
    assertEquals(expected, new String(reader.decrypt(writer, message), UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
