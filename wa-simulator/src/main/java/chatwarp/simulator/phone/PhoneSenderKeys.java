package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.signal.DuplicateMessageException;
import chatwarp.adapters.wa.signal.NoSenderKeyException;
import chatwarp.adapters.wa.signal.SenderKeyCipher;
import chatwarp.adapters.wa.signal.SenderKeyDistribution;
import chatwarp.adapters.wa.signal.SenderKeyMessage;
import chatwarp.adapters.wa.signal.SenderKeyRecord;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The sender keys of one phone: its own for each group, and those that other devices gave it, each
 * device under its LID (04 §8). Belongs to the phone's executor.
 */
final class PhoneSenderKeys {
  private static final SenderKeyRecord NONE = SenderKeyRecord.empty();

  private final RandomGenerator random;
  private final Map<Jid, SenderKeyRecord> own = new HashMap<>(4);
  private final Map<Name, SenderKeyRecord> others = new HashMap<>(4);
  private @Nullable SenderKeyCipher cipher;

  private record Name(Jid group, DeviceJid sender) {}

  PhoneSenderKeys(RandomGenerator random) {
    this.random = random;
  }

  /** The own key for a group as it stands; made when there is none. */
  byte[] distribute(Jid group) {
    SenderKeyCipher.Distribution distribution = cipher().distribute(own.getOrDefault(group, NONE));
    own.put(group, distribution.next());
    return distribution.message().encode();
  }

  /** Gives the own key up: the next message to the group will have a new one. */
  void renounce(Jid group) {
    own.remove(group);
  }

  /** Encrypts under the own key, which must have been given to somebody. */
  SignalCiphertext encrypt(Jid group, byte[] padded) {
    SenderKeyCipher.Sent sent = cipher().encrypt(own.getOrDefault(group, NONE), padded);
    own.put(group, sent.next());
    return sent.ciphertext();
  }

  /** Encrypts without taking the step: the next message will use the same key. For tests of it. */
  SignalCiphertext encryptKeepingKeys(Jid group, byte[] padded) {
    return cipher().encrypt(own.getOrDefault(group, NONE), padded).ciphertext();
  }

  /** Takes another device's key. */
  void accept(Jid group, DeviceJid sender, byte[] distribution) {
    Name name = new Name(group, sender);
    try {
      others.put(
          name,
          cipher()
              .accept(others.getOrDefault(name, NONE), SenderKeyDistribution.parse(distribution)));
    } catch (SignalException | CryptoException e) {
      throw new UnreadableException(Unreadable.BAD_CONTENT, "a sender key that is none", e);
    }
  }

  /** Loses another device's key, as after a restored backup. */
  void forget(Jid group, DeviceJid sender) {
    others.remove(new Name(group, sender));
  }

  /**
   * Decrypts what a device sent to a group; the result still has its padding.
   *
   * @throws UnreadableException when that fails, in which case nothing changed
   */
  byte[] decrypt(Jid group, DeviceJid sender, byte[] ciphertext) {
    Name name = new Name(group, sender);
    try {
      SenderKeyCipher.Received received =
          cipher().decrypt(others.getOrDefault(name, NONE), SenderKeyMessage.parse(ciphertext));
      others.put(name, received.next());
      return received.plaintext();
    } catch (SignalException e) {
      throw new UnreadableException(reason(e), e.getClass().getSimpleName(), e);
    }
  }

  private static Unreadable reason(SignalException failure) {
    return switch (failure) {
      case DuplicateMessageException _ -> Unreadable.DUPLICATE;
      case NoSenderKeyException _ -> Unreadable.NO_SENDER_KEY;
      default -> Unreadable.INVALID_MESSAGE;
    };
  }

  /** Made when first needed: most phones of a big run are in no group. */
  private SenderKeyCipher cipher() {
    SenderKeyCipher made = cipher;
    if (made == null) {
      made = new SenderKeyCipher(random, new SymmetricCrypto());
      cipher = made;
    }
    return made;
  }
}
