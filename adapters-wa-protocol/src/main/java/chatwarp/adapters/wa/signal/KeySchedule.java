package chatwarp.adapters.wa.signal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import java.util.Arrays;

/** The key derivations of protocol/04 §2, §3 and §8. Belongs to one thread at a time. */
final class KeySchedule {
  /** Layout of {@link #messageKeys}: cipher key, MAC key, vector. */
  static final int CIPHER_KEY = 0;

  static final int MAC_KEY = 32;
  static final int IV = 64;

  /** Layout of {@link #groupKeys}: the vector comes first. */
  static final int GROUP_IV = 0;

  static final int GROUP_CIPHER_KEY = 16;

  private static final int KEY_LENGTH = 32;
  private static final byte MESSAGE_SEED = 1;
  private static final byte CHAIN_SEED = 2;
  private static final byte[] NO_SALT = new byte[0];
  private static final byte[] TEXT = "WhisperText".getBytes(US_ASCII);
  private static final byte[] RATCHET = "WhisperRatchet".getBytes(US_ASCII);
  private static final byte[] MESSAGE_KEYS = "WhisperMessageKeys".getBytes(US_ASCII);
  private static final byte[] GROUP = "WhisperGroup".getBytes(US_ASCII);

  private final SymmetricCrypto crypto;
  private final byte[] messageKeys = new byte[80];
  private final byte[] groupKeys = new byte[48];

  KeySchedule(SymmetricCrypto crypto) {
    this.crypto = crypto;
  }

  /** Root key and first chain from the X3DH master secret. */
  RootStep fromMaster(byte[] master) {
    return split(crypto.hkdf().derive(NO_SALT, master, TEXT, 2 * KEY_LENGTH));
  }

  /** Root key and new chain from a ratchet agreement. */
  RootStep step(byte[] rootKey, byte[] agreement) {
    return split(crypto.hkdf().derive(rootKey, agreement, RATCHET, 2 * KEY_LENGTH));
  }

  /** The chain's seed for the next message. */
  byte[] nextSeed(byte[] chainSeed) {
    return crypto.hmac().key(chainSeed).update(CHAIN_SEED).finish();
  }

  /** Writes the message's seed, and gives the chain's seed for the next message. */
  byte[] advance(byte[] chainSeed, byte[] messageSeed, int offset) {
    HmacSha256 hmac = crypto.hmac().keyForMany(chainSeed, 2);
    hmac.update(MESSAGE_SEED).finish(messageSeed, offset);
    return hmac.update(CHAIN_SEED).finish();
  }

  /** Cipher key, MAC key and vector, in an array that the next call writes over. */
  byte[] messageKeys(byte[] messageSeed) {
    crypto.hkdf().derive(NO_SALT, messageSeed, MESSAGE_KEYS, messageKeys);
    return messageKeys;
  }

  /** Vector and cipher key of a group message, in an array that the next call writes over. */
  byte[] groupKeys(byte[] messageSeed) {
    crypto.hkdf().derive(NO_SALT, messageSeed, GROUP, groupKeys);
    return groupKeys;
  }

  private static RootStep split(byte[] keys) {
    return new RootStep(
        Arrays.copyOf(keys, KEY_LENGTH),
        new ChainKey(Arrays.copyOfRange(keys, KEY_LENGTH, 2 * KEY_LENGTH), 0));
  }
}
