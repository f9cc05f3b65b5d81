package chatwarp.simulator.phone;

import java.security.MessageDigest;
import java.util.Arrays;

/** The 32 bytes that a companion shows in its QR and that prove to it who scanned (03 §3.3). */
final class AdvSecret {
  private static final int LENGTH = 32;

  private final byte[] bytes;

  private AdvSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The secret of these 32 bytes. */
  public static AdvSecret of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new PairingRefusedException("adv secret of " + bytes.length + " bytes, not 32");
    }
    return new AdvSecret(bytes.clone());
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdvSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "AdvSecret[redacted]";
  }
}
