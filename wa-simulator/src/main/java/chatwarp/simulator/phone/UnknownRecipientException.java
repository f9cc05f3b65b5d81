package chatwarp.simulator.phone;

/** A message to an address that no account has. */
public final class UnknownRecipientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownRecipientException() {
    super("nobody has this address");
  }
}
