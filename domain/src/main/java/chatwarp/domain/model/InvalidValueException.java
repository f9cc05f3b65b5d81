package chatwarp.domain.model;

/**
 * A value was refused when it was made. The edge turns this into a 4xx naming the field and the
 * reason.
 */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String reason;

  public InvalidValueException(String field, String reason) {
    super(field + ": " + reason);
    this.field = field;
    this.reason = reason;
  }

  /** Name of the refused field, as the caller would spell it. */
  public String field() {
    return field;
  }

  /** Why it was refused, a phrase a user can act on; never holds the refused value. */
  public String reason() {
    return reason;
  }
}
