package chatwarp.adapters.persistence.seal;

/**
 * The master key is missing, malformed or not the one of this database; a line for the operator.
 */
public final class SealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealException(String message) {
    super(message);
  }

  SealException(String message, Throwable cause) {
    super(message, cause);
  }
}
