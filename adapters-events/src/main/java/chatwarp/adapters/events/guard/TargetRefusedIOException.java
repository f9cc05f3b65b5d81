package chatwarp.adapters.events.guard;

import java.io.IOException;

/** A connection to an address that the policy does not allow; nothing was sent there. */
final class TargetRefusedIOException extends IOException {
  private static final long serialVersionUID = 1L;

  TargetRefusedIOException() {
    super("the address is not allowed");
  }
}
