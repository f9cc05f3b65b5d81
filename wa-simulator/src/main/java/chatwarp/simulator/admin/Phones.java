package chatwarp.simulator.admin;

import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the admin API asks of the simulated phones. Every method may be called from any thread and
 * throws {@link RefusedException} when the request cannot be met.
 */
public interface Phones {

  /**
   * Scans a QR; once this returns, {@code pair-success} is on its way.
   *
   * @param phone who scans; empty chooses the account by the companion's push name
   */
  Account scan(String qr, Optional<UserJid> phone);

  /** Types a link code; returns once the phone's hello is on its way. */
  Account typeCode(UserJid phone, String code);

  /**
   * Makes an active phone: it answers messages with delivery receipts while it has no companion.
   *
   * @param number digits; empty derives one from the name
   */
  Account create(Optional<String> number, String name);

  /** Sends a text from a phone to a bare person; answers the message id. */
  String send(UserJid phone, UserJid to, String text);

  void online(UserJid phone);

  void offline(UserJid phone);

  /** Every message stanza that reached the phone, in order. */
  List<Received> inbox(UserJid phone);

  /**
   * One message as a phone got it.
   *
   * @param from the sending device's address
   * @param chat the conversation's address
   * @param text empty when it was no text
   * @param error why it could not be decrypted; empty when it could
   */
  record Received(
      String id,
      String from,
      String chat,
      Instant at,
      Optional<String> text,
      Optional<String> error) {

    /** Without the message, which does not belong in logs. */
    @Override
    public String toString() {
      return "Received[redacted]";
    }
  }
}
