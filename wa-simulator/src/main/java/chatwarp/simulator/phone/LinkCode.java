package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.AesCtr;
import chatwarp.adapters.wa.crypto.Pbkdf2;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The eight characters that a person types from a companion into their phone, and the wrapping of
 * ephemeral keys under them (03 §4). Every wrapping costs 131072 rounds of PBKDF2.
 */
final class LinkCode {
  /** Length of a wrapped key: salt, counter block, encrypted key. */
  static final int WRAPPED_LENGTH = 80;

  private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";
  private static final int LENGTH = 8;
  private static final int SALT_LENGTH = 32;
  private static final int IV_LENGTH = 16;
  private static final int ROUNDS = 2 << 16;

  private final String characters;

  private LinkCode(String characters) {
    this.characters = characters;
  }

  /**
   * Reads a code as it is typed: a dash in the middle and small letters are fine.
   *
   * @throws PairingRefusedException when it is no code
   */
  public static LinkCode parse(String typed) {
    String code = typed.strip().replace("-", "").toUpperCase(Locale.ROOT);
    if (code.length() != LENGTH || code.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
      throw new PairingRefusedException("link code that is not 8 characters of its alphabet");
    }
    return new LinkCode(code);
  }

  /** The key encrypted under this code, with a salt and a counter block of its own. */
  byte[] wrap(PublicKey key, RandomGenerator random) {
    byte[] wrapped = new byte[WRAPPED_LENGTH];
    byte[] fresh = new byte[SALT_LENGTH + IV_LENGTH];
    random.nextBytes(fresh);
    System.arraycopy(fresh, 0, wrapped, 0, fresh.length);
    byte[] encrypted = crypt(wrapped, key.raw());
    System.arraycopy(encrypted, 0, wrapped, fresh.length, encrypted.length);
    return wrapped;
  }

  /**
   * The key inside 80 wrapped bytes; under a wrong code some other key, because nothing
   * authenticates it.
   */
  PublicKey unwrap(byte[] wrapped) {
    if (wrapped.length != WRAPPED_LENGTH) {
      throw new PairingRefusedException("wrapped key of " + wrapped.length + " bytes, not 80");
    }
    return PublicKey.of(
        crypt(wrapped, Arrays.copyOfRange(wrapped, SALT_LENGTH + IV_LENGTH, WRAPPED_LENGTH)));
  }

  /** AES-CTR, its own inverse, under the salt and the counter block in front. */
  private byte[] crypt(byte[] wrapped, byte[] input) {
    byte[] salt = Arrays.copyOf(wrapped, SALT_LENGTH);
    byte[] iv = Arrays.copyOfRange(wrapped, SALT_LENGTH, SALT_LENGTH + IV_LENGTH);
    return AesCtr.apply(Pbkdf2.derive(characters, salt, ROUNDS, 32), iv, input);
  }

  @Override
  public String toString() {
    return "LinkCode[redacted]";
  }
}
