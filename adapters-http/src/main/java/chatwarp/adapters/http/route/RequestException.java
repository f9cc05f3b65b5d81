package chatwarp.adapters.http.route;

/** A request that never became an operation, or asked for one that is not there. */
abstract sealed class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RequestException(String message) {
    super(message);
  }

  private RequestException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The body is not what its content type says. */
  static final class Malformed extends RequestException {
    private static final long serialVersionUID = 1L;

    Malformed(String reason, Throwable cause) {
      super(reason, cause);
    }

    Malformed(String reason) {
      super(reason);
    }
  }

  /** The body is larger than allowed. */
  static final class TooLarge extends RequestException {
    private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
      super("The body is larger than " + limit + " bytes");
    }
  }

  /** The caller went away, or stopped, before the body was complete. */
  static final class Incomplete extends RequestException {
    private static final long serialVersionUID = 1L;

    Incomplete(Throwable cause) {
      super("The body is incomplete", cause);
    }
  }

  /** There is no such route, or its operation does not exist yet. */
  static final class NotImplemented extends RequestException {
    private static final long serialVersionUID = 1L;

    NotImplemented() {
      super("not implemented");
    }
  }

  /** A list was asked for one instance that is not there. */
  static final class NoSuchRow extends RequestException {
    private static final long serialVersionUID = 1L;

    NoSuchRow(String asked) {
      super("Instance \"" + asked + "\" not found");
    }
  }
}
