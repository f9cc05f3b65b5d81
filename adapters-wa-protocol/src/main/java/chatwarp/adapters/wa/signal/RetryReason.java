package chatwarp.adapters.wa.signal;

/** Why a message could not be read, as the {@code error} of a retry receipt (protocol/05 §10). */
public enum RetryReason {
  /** Anything else. */
  UNKNOWN(0),
  /** No session, or no sender key. */
  NO_SESSION(1),
  /** A key that is none. */
  INVALID_KEY(2),
  /** A prekey we do not have. */
  INVALID_KEY_ID(3),
  /** A message that does not parse or does not fit. */
  INVALID_MESSAGE(4),
  /** A signature that does not verify. */
  INVALID_SIGNATURE(5),
  /** A counter too far ahead. */
  FUTURE_MESSAGE(6),
  /** A MAC that does not verify. */
  BAD_MAC(7),
  /** A session that cannot be used. */
  INVALID_SESSION(8),
  /** A message key that does not decrypt. */
  INVALID_MESSAGE_KEY(9);

  private final int code;

  RetryReason(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }
}
