package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.util.Arrays;

/**
 * Lets receivers play a video or sound before all of it has arrived: a short code for each 64 KiB
 * of the encrypted file (protocol/06 §2).
 */
public final class Sidecar {
  /** Bytes of each code. */
  public static final int CODE_LENGTH = 10;

  private static final int MOST = 65_530;

  private final byte[] codes;

  private Sidecar(byte[] codes) {
    this.codes = codes;
  }

  /**
   * Keeps a copy of the codes, one after the other.
   *
   * @throws InvalidValueException when there are none, a part of one, or too many for a message
   */
  public static Sidecar of(byte[] codes) {
    if (codes.length == 0 || codes.length % CODE_LENGTH != 0 || codes.length > MOST) {
      throw new InvalidValueException("sidecar", "must have 1 to 6553 codes of 10 bytes");
    }
    return new Sidecar(codes.clone());
  }

  /** A copy of the codes, one after the other. */
  public byte[] codes() {
    return codes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sidecar sidecar && Arrays.equals(codes, sidecar.codes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    return "Sidecar[" + codes.length / CODE_LENGTH + " codes]";
  }
}
