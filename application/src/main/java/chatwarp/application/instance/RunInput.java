package chatwarp.application.instance;

import chatwarp.domain.model.DisconnectReason;
import java.util.Optional;

/** What can happen to an instance. */
sealed interface RunInput {
  /** The user wants it connected; with a number, paired by code. */
  record Connect(Optional<String> number) implements RunInput {}

  /** The user wants a new connection. */
  record Restart() implements RunInput {}

  /** The user unlinks the account. */
  record Logout() implements RunInput {}

  /** The user deletes the instance. */
  record Remove() implements RunInput {}

  /** The server goes down. */
  record Stop() implements RunInput {}

  /** The session has a QR. */
  record QrOffered(String qr) implements RunInput {}

  /** The server issued a pairing code. */
  record CodeIssued(String code) implements RunInput {}

  /** The session is logged in. */
  record Opened() implements RunInput {}

  /**
   * The connection ended, or could not be made.
   *
   * @param detail a phrase for the log and the user
   */
  record Closed(DisconnectReason reason, String detail) implements RunInput {}

  /** It may not connect: another network, or another owner. */
  record Barred(DisconnectReason reason) implements RunInput {}

  /** The timer of the back-off ran out. */
  record RetryDue() implements RunInput {}

  /** Something could not be read or kept. */
  record StoreFailed() implements RunInput {}

  /** Another node has taken the instance over. */
  record LeaseLost() implements RunInput {}
}
