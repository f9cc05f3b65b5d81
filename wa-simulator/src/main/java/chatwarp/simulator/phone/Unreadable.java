package chatwarp.simulator.phone;

/** Why a phone could not read a message; the code is what its retry receipt names (05 §13). */
public enum Unreadable {
  /** No session with the sending device. */
  NO_SESSION(1, true),
  /** The sending device's key for the group is not known. */
  NO_SENDER_KEY(1, true),
  /** The sender used a one-time or signed prekey that the phone does not have. */
  UNKNOWN_PREKEY(3, true),
  /** Not a Signal message, or one of a version that is not spoken here. */
  INVALID_MESSAGE(4, true),
  /** The authentication code does not fit under any session. */
  BAD_MAC(7, true),
  /** The message key was used before: a repeat, which asks for no retry (04 §3). */
  DUPLICATE(0, false),
  /** It decrypted, but to no well-padded protobuf message. */
  BAD_CONTENT(4, true),
  /** A kind of ciphertext that this phone does not know. */
  UNSUPPORTED(0, false);

  private final int code;
  private final boolean retried;

  Unreadable(int code, boolean retried) {
    this.code = code;
    this.retried = retried;
  }

  /** The {@code error} of the retry receipt. */
  int code() {
    return code;
  }

  /** Whether the phone asks the sender to send it again. */
  boolean retried() {
    return retried;
  }
}
