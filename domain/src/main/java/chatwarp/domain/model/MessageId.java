package chatwarp.domain.model;

/** Identity of a message within its chat and sender; opaque, 1 to 128 characters. */
public record MessageId(String value) {
  private static final int MAX_LENGTH = 128;

  public MessageId {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new InvalidValueException("messageId", "must have 1 to 128 characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValueException("messageId", "holds a control character");
    }
    // Half a character becomes a question mark in UTF-8: two ids would be one.
    if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new InvalidValueException("messageId", "holds half a character");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
