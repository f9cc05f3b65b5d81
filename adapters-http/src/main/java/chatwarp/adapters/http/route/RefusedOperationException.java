package chatwarp.adapters.http.route;

import chatwarp.domain.port.SessionException;

/** WhatsApp refused what an operation asked for; clients expect a status that depends on which. */
final class RefusedOperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  RefusedOperationException(int status, String summary, SessionException.Refused cause) {
    super(summary, cause);
    this.status = status;
    this.reason = "WhatsApp refused with code " + cause.code();
  }

  int status() {
    return status;
  }

  String summary() {
    return String.valueOf(getMessage());
  }

  String reason() {
    return reason;
  }
}
