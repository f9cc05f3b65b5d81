package chatwarp.domain.model;

/**
 * The name a user gave an instance: 1 to 255 characters, case-sensitive, may hold spaces, '@' and
 * any script; never '/', a control character, or only dots.
 */
public record InstanceName(String value) {
  private static final int MAX_LENGTH = 255;

  public InstanceName {
    if (value.isBlank()) {
      throw new InvalidValueException("instanceName", "cannot be empty");
    }
    if (value.length() > MAX_LENGTH) {
      throw new InvalidValueException(
          "instanceName", "is longer than " + MAX_LENGTH + " characters");
    }
    if (value.chars().anyMatch(c -> c == '/' || Character.isISOControl(c))) {
      throw new InvalidValueException("instanceName", "holds '/' or a control character");
    }
    if (value.chars().allMatch(c -> c == '.')) {
      throw new InvalidValueException("instanceName", "is only dots");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
