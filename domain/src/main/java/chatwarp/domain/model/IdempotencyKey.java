package chatwarp.domain.model;

/** A caller's name for one request, 1 to 255 characters, so that a repeat is recognised. */
public record IdempotencyKey(String value) {
  public IdempotencyKey {
    if (value.isEmpty() || value.length() > 255) {
      throw new InvalidValueException("Idempotency-Key", "must have 1 to 255 characters");
    }
  }
}
