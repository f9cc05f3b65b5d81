package chatwarp.adapters.wa.signal;

/** What to do when a device shows another identity than the one known (protocol/04 §6). */
public enum TrustPolicy {
  /** Take the new one, drop the sessions under the old one, and tell. What WhatsApp clients do. */
  ACCEPT_CHANGES,
  /** Refuse with {@link UntrustedIdentityException}. */
  REFUSE_CHANGES
}
