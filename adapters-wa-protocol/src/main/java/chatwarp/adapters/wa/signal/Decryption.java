package chatwarp.adapters.wa.signal;

import java.util.OptionalInt;

/**
 * A plaintext and everything to keep with it.
 *
 * @param plaintext still with WhatsApp's padding; not copied
 * @param next the record after the message
 * @param identity the sender's proved identity
 * @param usedPreKey the one-time prekey to delete, when one was used for the first time
 */
@SuppressWarnings("ArrayRecordComponent") // a result on its way, never compared
public record Decryption(
    byte[] plaintext, SessionRecord next, IdentityChange identity, OptionalInt usedPreKey) {
  @Override
  public String toString() {
    return "Decryption[" + plaintext.length + " bytes]";
  }
}
