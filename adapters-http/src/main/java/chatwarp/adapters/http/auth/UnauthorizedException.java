package chatwarp.adapters.http.auth;

/** The caller has no key, a wrong one, or one for something else; which of these is not told. */
public final class UnauthorizedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnauthorizedException() {
    super("the key is missing or wrong");
  }
}
