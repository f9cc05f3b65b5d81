package chatwarp.domain.model;

/** How far a message got. Grows only; {@link #ERROR} replaces {@link #PENDING} alone. */
public enum MessageStatus {
  ERROR,
  PENDING,
  SERVER_ACK,
  DELIVERY_ACK,
  READ,
  PLAYED;

  /** Whether a message of this status may become the next one. */
  public boolean mayBecome(MessageStatus next) {
    if (this == ERROR) {
      return false;
    }
    return next == ERROR ? this == PENDING : next.compareTo(this) > 0;
  }
}
