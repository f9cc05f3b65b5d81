package chatwarp.simulator.admin;

/** A request cannot be met; answered as a 4xx naming field and reason. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String field;

  /**
   * @param status 400..499
   * @param field the part of the request that is at fault, as the caller spells it
   */
  public RefusedException(int status, String field, String reason) {
    super(reason);
    this.status = status;
    this.field = field;
  }

  RefusedException(int status, String field, String reason, Throwable cause) {
    super(reason, cause);
    this.status = status;
    this.field = field;
  }

  public int status() {
    return status;
  }

  public String field() {
    return field;
  }

  /** A phrase a user can act on. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
