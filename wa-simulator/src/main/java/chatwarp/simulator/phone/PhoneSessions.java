package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.signal.BadMacException;
import chatwarp.adapters.wa.signal.CiphertextType;
import chatwarp.adapters.wa.signal.Decryption;
import chatwarp.adapters.wa.signal.DuplicateMessageException;
import chatwarp.adapters.wa.signal.Encryption;
import chatwarp.adapters.wa.signal.IdentityChange;
import chatwarp.adapters.wa.signal.InvalidKeyIdException;
import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.adapters.wa.signal.NoSessionException;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.signal.PreKeySignalMessage;
import chatwarp.adapters.wa.signal.SessionCipher;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SessionStart;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.adapters.wa.signal.SignalMessage;
import chatwarp.adapters.wa.signal.TrustPolicy;
import chatwarp.domain.model.DeviceJid;
import chatwarp.simulator.account.Bundle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The Signal sessions of one phone, by device, each device under its LID where it has one (04 §9).
 * A changed identity is accepted, as WhatsApp's clients do. Belongs to the phone's executor.
 */
final class PhoneSessions {
  private final LocalIdentity identity;
  private final PhonePreKeys preKeys;
  private final RandomGenerator random;
  private final Map<DeviceJid, SessionRecord> records = new HashMap<>(4);
  private final Map<DeviceJid, PublicKey> identities = new HashMap<>(4);
  private @Nullable SessionCipher cipher;

  PhoneSessions(LocalIdentity identity, PhonePreKeys preKeys, RandomGenerator random) {
    this.identity = identity;
    this.preKeys = preKeys;
    this.random = random;
  }

  /** Whether there is a session to send in. */
  boolean has(DeviceJid device) {
    return record(device).canSend();
  }

  /** Whether the device had another registration id when the session began. */
  boolean registeredOtherwise(DeviceJid device, int registrationId) {
    return record(device).remoteRegistrationId().orElse(registrationId) != registrationId;
  }

  /**
   * Begins a session from a bundle; one there is becomes a former one.
   *
   * @throws SignalException when the bundle's signature or a key in it is wrong
   */
  void start(DeviceJid device, Bundle bundle) {
    PreKeyBundle keys =
        new PreKeyBundle(
            bundle.registrationId(),
            bundle.identity(),
            bundle.signed().id(),
            bundle.signed().key(),
            bundle.signed().signature(),
            bundle.oneTime().map(key -> new PreKeyBundle.OneTime(key.id(), key.key())));
    SessionStart start = cipher().begin(record(device), known(device), keys);
    keep(device, start.next(), start.identity());
  }

  /** Loses everything about a device. */
  void forget(DeviceJid device) {
    records.remove(device);
    identities.remove(device);
  }

  /** Encrypts in the current session, which must be there. */
  SignalCiphertext encrypt(DeviceJid device, byte[] padded) {
    Encryption encryption = cipher().encrypt(record(device), known(device), padded);
    records.put(device, encryption.next());
    return encryption.ciphertext();
  }

  /** Encrypts without taking the step: the next message will use the same key. For tests of it. */
  SignalCiphertext encryptKeepingKeys(DeviceJid device, byte[] padded) {
    return cipher().encrypt(record(device), known(device), padded).ciphertext();
  }

  /**
   * Decrypts what a device sent; the result still has its padding.
   *
   * @param type the {@code type} of the enc node
   * @throws UnreadableException when that fails, in which case no session changed
   */
  byte[] decrypt(DeviceJid device, String type, byte[] ciphertext) {
    try {
      Decryption decryption =
          switch (CiphertextType.of(type).orElseThrow(() -> unsupported(type))) {
            case MESSAGE ->
                cipher().decrypt(record(device), known(device), SignalMessage.parse(ciphertext));
            case PRE_KEY_MESSAGE ->
                cipher()
                    .decrypt(
                        record(device),
                        known(device),
                        PreKeySignalMessage.parse(ciphertext),
                        preKeys);
            case SENDER_KEY_MESSAGE -> throw unsupported(type);
          };
      keep(device, decryption.next(), decryption.identity());
      decryption.usedPreKey().ifPresent(preKeys::use);
      return decryption.plaintext();
    } catch (SignalException e) {
      throw new UnreadableException(reason(e), e.getClass().getSimpleName(), e);
    } catch (CryptoException e) {
      throw new UnreadableException(Unreadable.INVALID_MESSAGE, "a key that is none", e);
    }
  }

  private static UnreadableException unsupported(String type) {
    return new UnreadableException(Unreadable.UNSUPPORTED, "ciphertext of type " + type);
  }

  private static Unreadable reason(SignalException failure) {
    return switch (failure) {
      case DuplicateMessageException _ -> Unreadable.DUPLICATE;
      case NoSessionException _ -> Unreadable.NO_SESSION;
      case InvalidKeyIdException _ -> Unreadable.UNKNOWN_PREKEY;
      case BadMacException _ -> Unreadable.BAD_MAC;
      default -> Unreadable.INVALID_MESSAGE;
    };
  }

  private void keep(DeviceJid device, SessionRecord next, IdentityChange proved) {
    records.put(device, next);
    identities.put(device, proved.identity());
  }

  private SessionRecord record(DeviceJid device) {
    return records.getOrDefault(device, SessionRecord.empty());
  }

  private Optional<PublicKey> known(DeviceJid device) {
    return Optional.ofNullable(identities.get(device));
  }

  /** Made when first needed: most phones of a big run never speak. */
  private SessionCipher cipher() {
    SessionCipher made = cipher;
    if (made == null) {
      made = new SessionCipher(identity, random, new SymmetricCrypto(), TrustPolicy.ACCEPT_CHANGES);
      cipher = made;
    }
    return made;
  }
}
