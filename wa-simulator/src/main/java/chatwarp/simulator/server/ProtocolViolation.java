package chatwarp.simulator.server;

/** A client sent what the real server refuses; the connection is closed without a word (01 §7). */
final class ProtocolViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProtocolViolation(String message) {
    super(message);
  }

  ProtocolViolation(String message, Throwable cause) {
    super(message, cause);
  }
}
