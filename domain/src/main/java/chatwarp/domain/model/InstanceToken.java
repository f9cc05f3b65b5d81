package chatwarp.domain.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The API key of one instance, 1 to 255 characters. Redacted in text, compared in constant time.
 */
public final class InstanceToken {
  private static final int MAX_LENGTH = 255;

  private final String value;

  public InstanceToken(String value) {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new InvalidValueException("token", "must have 1 to 255 characters");
    }
    this.value = value;
  }

  /** The token itself, for the answer to its owner and for sealing. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InstanceToken token
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), token.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "InstanceToken[redacted]";
  }
}
