package chatwarp.adapters.wa.media;

import java.io.IOException;

/** A host that does not belong to the account's network; nothing was sent there. */
final class RefusedHostException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedHostException() {
    super("a media host does not belong to the account's network");
  }
}
