package chatwarp.domain.event;

import java.util.Optional;

/**
 * What a user shows to their phone to link it.
 *
 * @param qr the QR text
 * @param pairingCode eight characters to type instead, when a number was given
 * @param count how many QRs this attempt has shown, first is 1
 */
public record PairingOffer(String qr, Optional<String> pairingCode, int count) {
  /** The QR carries a secret; it is never logged. */
  @Override
  public String toString() {
    return "PairingOffer[" + count + "]";
  }
}
