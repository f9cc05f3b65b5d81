package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;

/**
 * An identity other than the one known for the device. When a send meets it, the session is out of
 * date: delete it and begin anew from a bundle.
 */
public final class UntrustedIdentityException extends SignalException {
  private static final long serialVersionUID = 1L;

  private final transient PublicKey identity;

  UntrustedIdentityException(PublicKey identity) {
    super(RetryReason.INVALID_KEY, "the device shows another identity than the one known");
    this.identity = identity;
  }

  /** The identity that was shown. */
  public PublicKey identity() {
    return identity;
  }
}
