package chatwarp.simulator.phone;

/** What a phone does wrong while it links a companion, to see whether the companion refuses. */
public enum ScanFault {
  /** Nothing. */
  NONE,
  /** Signs the companion with another key than the account's. */
  WRONG_ACCOUNT_SIGNATURE,
  /** Seals the answer with another secret than the one in the QR. */
  WRONG_HMAC
}
