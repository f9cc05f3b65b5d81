package chatwarp.simulator.phone;

/** What a phone does wrong with one message, to see what the other side makes of it. */
public enum SendFault {
  /** Nothing. */
  NONE,
  /** The authentication code of every ciphertext has one wrong bit. */
  CORRUPT_MAC,
  /** New sessions are opened with one-time prekeys that the recipients never had. */
  UNKNOWN_PREKEY,
  /** The phone forgets that it used these message keys, so its next message uses them again. */
  REUSE_NEXT,
  /** The same bytes are handed to the server twice. */
  TWICE,
  /** Encrypted now, but handed to the server only by {@link Phone#release}. */
  HOLD
}
