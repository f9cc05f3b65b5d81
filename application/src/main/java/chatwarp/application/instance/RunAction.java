package chatwarp.application.instance;

import chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link;
import chatwarp.domain.model.DisconnectReason;
import java.time.Duration;

/** What an instance does upon an input; carried out in order. */
sealed interface RunAction {
  /** Connects the session, making it first when there is none. */
  record Dial() implements RunAction {}

  /** Ends the connection and lets the session go, once what it staged is durable. */
  record Hangup() implements RunAction {}

  /** Unlinks the device on the server, whatever that says, and lets the session go. */
  record Unlink() implements RunAction {}

  /** Lets the session go, connection or not; the next one reads what is kept. */
  record Drop() implements RunAction {}

  /** Waits about so long, then {@link RunInput.RetryDue}. */
  record RetryAfter(Duration about) implements RunAction {}

  /** Waits no more. */
  record CancelRetry() implements RunAction {}

  /** Takes the lease anew and keeps what could not be kept. */
  record Recover() implements RunAction {}

  /** Shows a QR. */
  record ShowQr(String qr, int count) implements RunAction {}

  /** Asks the server for a pairing code. */
  record RequestCode(String number) implements RunAction {}

  /** Shows a pairing code beside the QR. */
  record ShowCode(String code) implements RunAction {}

  /** Nothing can be shown to the phone any more. */
  record ClearOffer() implements RunAction {}

  /** Event: the connection changed. */
  record Tell(Link link, int statusReason) implements RunAction {}

  /** Event: too many QRs went unscanned. */
  record TellQrLimit() implements RunAction {}

  /** Event: logged out. */
  record TellLoggedOut() implements RunAction {}

  /** Event: a final disconnect. */
  record TellStopped(DisconnectReason reason) implements RunAction {}

  /** Keeps that it is connected, and is to be connected at the next start. */
  record RememberOpen() implements RunAction {}

  /** Keeps why it is disconnected, and that it stays so. */
  record RememberStop(DisconnectReason reason) implements RunAction {}

  /** Deletes the account's keys. */
  record Forget() implements RunAction {}
}
