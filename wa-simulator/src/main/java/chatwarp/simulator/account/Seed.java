package chatwarp.simulator.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * The origin of every number and key of a run: the same seed and label give the same bytes, so a
 * run can be repeated. Not for secrets of real people.
 */
public record Seed(long value) {

  /** Deterministic bytes for a label; labels do not influence each other. */
  public byte[] bytes(String label, int length) {
    byte[] out = new byte[length];
    byte[] name = label.getBytes(StandardCharsets.UTF_8);
    for (int offset = 0, block = 0; offset < length; offset += 32, block++) {
      byte[] input =
          ByteBuffer.allocate(12 + name.length).putLong(value).putInt(block).put(name).array();
      byte[] digest = sha256(input);
      System.arraycopy(digest, 0, out, offset, Math.min(32, length - offset));
    }
    return out;
  }

  /** A number in 0..bound-1 for a label. */
  public long number(String label, long bound) {
    long raw = ByteBuffer.wrap(bytes(label, 8)).getLong();
    return Math.floorMod(raw, bound);
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
