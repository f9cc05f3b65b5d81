package chatwarp.adapters.wa.signal;

/** A message made with a prekey that we do not have, or no longer. */
public final class InvalidKeyIdException extends SignalException {
  private static final long serialVersionUID = 1L;

  /** Which kind of key is missing. */
  public enum Kind {
    /** A one-time prekey. */
    ONE_TIME,
    /** A signed prekey. */
    SIGNED
  }

  private final Kind kind;
  private final int id;

  InvalidKeyIdException(Kind kind, int id) {
    super(RetryReason.INVALID_KEY_ID, "no " + kind + " prekey " + id);
    this.kind = kind;
    this.id = id;
  }

  /** Which kind of key is missing. */
  public Kind kind() {
    return kind;
  }

  /** The id that was asked for. */
  public int id() {
    return id;
  }
}
