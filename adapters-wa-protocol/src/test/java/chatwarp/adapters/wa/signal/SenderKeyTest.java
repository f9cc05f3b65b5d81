package chatwarp.adapters.wa.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.domain.model.Jid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SenderKeyTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String SKDM =
      "3308f8acd1910110001a20000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f22"
          + "2105a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209";
  private static final String FIRST =
      "3308f8acd1910110001a10974b842100f8213856f0166bdbc63af929904236966b356e0c66c0709476fb14cf"
          + "29135c41edb63964d444d24b52ef74672ea9efa9ece37c44f42b161e97c9714af4f722bb853a4fc6e46f"
          + "1ee09dfb0d";
  private static final String THIRD =
      "3308f8acd1910110021a1019b96ce1542f63709d0a75a427e2b73ccc5a4191b18b30bc10e4fd78243f13dbe9"
          + "76a68bf26feace1122d7753b4db2eedce010ac7fe2a17acd654d3e3f361977156c9adeb1d22e2bd2aa56"
          + "fd79b7cb0b";

  private final Random random = new Random(0x5eed_94e0L);
  private final Party alice = new Party("alice", random);
  private final Party bob = new Party("bob", random);
  private final SenderKeyName name = SenderKeyName.of(Jid.parse("123-456@g.us"), alice.address);

  @Test
  void readsTheVectorsOutOfOrderAndEachOnce() {
    bob.senderKeys.accept(name, SenderKeyDistribution.parse(hex(SKDM)));
    assertHex("67726f7570020202", bob.senderKeys.decrypt(name, hex(THIRD)));
    assertHex("67726f7570000202", bob.senderKeys.decrypt(name, hex(FIRST)));
    assertThrows(DuplicateMessageException.class, () -> bob.senderKeys.decrypt(name, hex(FIRST)));
    assertThrows(DuplicateMessageException.class, () -> bob.senderKeys.decrypt(name, hex(THIRD)));
  }

  @Test
  void writesTheVectors() {
    SenderKeyCipher cipher = new SenderKeyCipher(vectorRandom(), new SymmetricCrypto());
    SenderKeyCipher.Distribution own = cipher.distribute(SenderKeyRecord.empty());
    assertHex(SKDM, own.message().encode());
    SenderKeyCipher.Sent first = cipher.encrypt(own.next(), hex("67726f7570000202"));
    assertHex(FIRST, first.ciphertext().bytes());
    SenderKeyCipher.Sent second = cipher.encrypt(first.next(), hex("67726f7570010202"));
    SenderKeyCipher.Sent third = cipher.encrypt(second.next(), hex("67726f7570020202"));
    assertHex(THIRD, third.ciphertext().bytes());
  }

  @Test
  void refusesEveryFlippedBitAndThenReadsTheMessage() {
    bob.senderKeys.accept(name, SenderKeyDistribution.parse(hex(SKDM)));
    byte[] good = hex(FIRST);
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] wrong = good.clone();
      wrong[bit >> 3] ^= (byte) (1 << (bit & 7));
      assertThrows(SignalException.class, () -> bob.senderKeys.decrypt(name, wrong), "bit " + bit);
    }
    assertHex("67726f7570000202", bob.senderKeys.decrypt(name, good));
  }

  @Test
  void readsAWholeConversationInAnyOrder() {
    give();
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sent.add(alice.senderKeys.encrypt(name, text("message " + i)).bytes());
      alice.store.saveSenderKey(name, SenderKeyRecord.decode(alice.store.senderKey(name).encode()));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    for (int i : order) {
      assertArrayEquals(text("message " + i), bob.senderKeys.decrypt(name, sent.get(i)));
      bob.store.saveSenderKey(name, SenderKeyRecord.decode(bob.store.senderKey(name).encode()));
    }
  }

  @Test
  void needsTheKeyOfAGroup() {
    alice.senderKeys.distribute(name);
    byte[] message = alice.senderKeys.encrypt(name, text("x")).bytes();
    NoSenderKeyException failure =
        assertThrows(NoSenderKeyException.class, () -> bob.senderKeys.decrypt(name, message));
    assertEquals(1, failure.reason().code());
    SenderKeyName other = SenderKeyName.of(Jid.parse("9@g.us"), alice.address);
    assertThrows(NoSenderKeyException.class, () -> alice.senderKeys.encrypt(other, text("x")));
  }

  @Test
  void givesItsKeyFromWhereItIsNow() {
    give();
    byte[] before = alice.senderKeys.encrypt(name, text("before")).bytes();
    SenderKeyDistribution later = alice.senderKeys.distribute(name);
    byte[] after = alice.senderKeys.encrypt(name, text("after")).bytes();
    Party carol = new Party("carol", random);
    carol.senderKeys.accept(name, SenderKeyDistribution.parse(later.encode()));
    assertThrows(DuplicateMessageException.class, () -> carol.senderKeys.decrypt(name, before));
    assertArrayEquals(text("after"), carol.senderKeys.decrypt(name, after));
  }

  @Test
  void isNotRewoundByAnOldDistribution() {
    SenderKeyDistribution old = give();
    byte[] first = alice.senderKeys.encrypt(name, text("1")).bytes();
    bob.senderKeys.decrypt(name, first);
    bob.senderKeys.accept(name, old);
    assertThrows(DuplicateMessageException.class, () -> bob.senderKeys.decrypt(name, first));
  }

  @Test
  void takesAnotherKeyOfTheSameIdInPlaceOfTheFirst() {
    bob.senderKeys.accept(name, SenderKeyDistribution.parse(hex(SKDM)));
    byte[] forged = hex(SKDM);
    forged[forged.length - 1] ^= 1;
    bob.senderKeys.accept(name, SenderKeyDistribution.parse(forged));
    assertThrows(InvalidSignatureException.class, () -> bob.senderKeys.decrypt(name, hex(FIRST)));
  }

  @Test
  void makesANewKeyAfterTheOldOneWasDeletedAndStillReadsTheOldOne() {
    SenderKeyDistribution old = give();
    byte[] late = alice.senderKeys.encrypt(name, text("late")).bytes();
    alice.store.deleteSenderKey(name);
    SenderKeyDistribution next = give();
    assertNotEquals(old.id(), next.id());
    byte[] fresh = alice.senderKeys.encrypt(name, text("fresh")).bytes();
    assertArrayEquals(text("fresh"), bob.senderKeys.decrypt(name, fresh));
    assertArrayEquals(text("late"), bob.senderKeys.decrypt(name, late));
  }

  @Test
  void keepsFiveKeysOfASender() {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      alice.store.deleteSenderKey(name);
      give();
      messages.add(alice.senderKeys.encrypt(name, text("" + i)).bytes());
    }
    assertThrows(NoSenderKeyException.class, () -> bob.senderKeys.decrypt(name, messages.get(0)));
    for (int i = 1; i < 6; i++) {
      assertArrayEquals(text("" + i), bob.senderKeys.decrypt(name, messages.get(i)));
    }
  }

  @Test
  void refusesAJumpBeyondTheLimit() {
    byte[] distribution = hex(SKDM);
    bob.senderKeys.accept(name, SenderKeyDistribution.parse(distribution));
    SenderKeyCipher cipher = new SenderKeyCipher(vectorRandom(), new SymmetricCrypto());
    SenderKeyRecord own = cipher.distribute(SenderKeyRecord.empty()).next();
    SenderKeyState state = own.newest().orElseThrow();
    SenderKeyRecord ahead =
        own.replaced(state.with(new ChainKey(state.chainKey().seed(), 25_001), SkippedKeys.NONE));
    byte[] tooFar = cipher.encrypt(ahead, text("x")).ciphertext().bytes();
    InvalidMessageException failure =
        assertThrows(InvalidMessageException.class, () -> bob.senderKeys.decrypt(name, tooFar));
    assertEquals(RetryReason.FUTURE_MESSAGE, failure.reason());
  }

  @Test
  void refusesEveryPrefixOfEverything() {
    for (byte[] whole : List.of(hex(SKDM))) {
      for (int length = 0; length < whole.length; length++) {
        byte[] prefix = Arrays.copyOf(whole, length);
        assertThrows(InvalidMessageException.class, () -> SenderKeyDistribution.parse(prefix));
      }
    }
    bob.senderKeys.accept(name, SenderKeyDistribution.parse(hex(SKDM)));
    for (int length = 0; length < FIRST.length() / 2; length++) {
      byte[] prefix = Arrays.copyOf(hex(FIRST), length);
      assertThrows(SignalException.class, () -> bob.senderKeys.decrypt(name, prefix));
    }
    byte[] record = bob.store.senderKey(name).encode();
    for (int length = 0; length < record.length; length++) {
      byte[] prefix = Arrays.copyOf(record, length);
      assertThrows(InvalidRecordException.class, () -> SenderKeyRecord.decode(prefix));
    }
    assertThrows(
        InvalidRecordException.class,
        () -> SenderKeyRecord.decode(Arrays.copyOf(record, record.length + 1)));
    assertTrue(SenderKeyRecord.decode(SenderKeyRecord.empty().encode()).isEmpty());
  }

  private SenderKeyDistribution give() {
    SenderKeyDistribution message = alice.senderKeys.distribute(name);
    bob.senderKeys.accept(name, SenderKeyDistribution.parse(message.encode()));
    return message;
  }

  /** Key id, seed, signing key and then the signatures' 64 bytes, as the vectors have them. */
  private static RandomGenerator vectorRandom() {
    return new RandomGenerator() {
      private int call;

      @Override
      public long nextLong() {
        return (305419896L * 2) << 32;
      }

      @Override
      public void nextBytes(byte[] bytes) {
        if (call++ == 0) {
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
          }
        } else {
          Arrays.fill(bytes, (byte) (bytes.length == 32 ? 1 : 7));
        }
      }
    };
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] hex(String text) {
    return HEX.parseHex(text);
  }

  private static void assertHex(String expected, byte[] actual) {
    assertEquals(expected, HEX.formatHex(actual));
  }
}
