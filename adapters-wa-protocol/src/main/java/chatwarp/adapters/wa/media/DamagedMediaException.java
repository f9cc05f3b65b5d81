package chatwarp.adapters.wa.media;

/** A downloaded file is not what its message promised; nothing of it may be used. */
final class DamagedMediaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean onTheWay;

  private DamagedMediaException(String message, boolean onTheWay) {
    super(message);
    this.onTheWay = onTheWay;
  }

  /** The encrypted file itself is wrong: another host may have it right. */
  static DamagedMediaException onTheWay(String message) {
    return new DamagedMediaException(message, true);
  }

  /** The encrypted file is as promised and does not hold what it should: no host can help. */
  static DamagedMediaException bySender(String message) {
    return new DamagedMediaException(message, false);
  }

  static DamagedMediaException bySender(String message, Throwable cause) {
    DamagedMediaException exception = bySender(message);
    exception.initCause(cause);
    return exception;
  }

  /** Whether another host may have it right. */
  boolean mayBeRightElsewhere() {
    return onTheWay;
  }
}
