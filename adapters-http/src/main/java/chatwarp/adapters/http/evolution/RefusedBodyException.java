package chatwarp.adapters.http.evolution;

/** A body that keeps to its schema and still cannot be done. */
public final class RefusedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param text what the user reads
   */
  public RefusedBodyException(String text) {
    super(text);
  }

  /** What the user reads. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
