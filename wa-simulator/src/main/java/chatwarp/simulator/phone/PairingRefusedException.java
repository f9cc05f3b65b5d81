package chatwarp.simulator.phone;

/** A phone that will not link a companion. The message says why and holds no key. */
public final class PairingRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PairingRefusedException(String reason) {
    super(reason);
  }

  public PairingRefusedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
