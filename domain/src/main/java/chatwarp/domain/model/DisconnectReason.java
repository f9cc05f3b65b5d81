package chatwarp.domain.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an instance is not connected (03 §5.4).
 *
 * <p>{@link #code()} is the number Evolution clients know. A terminal reason is never retried by
 * itself; the others are, with back-off.
 */
public enum DisconnectReason {
  /** Never connected, or closed by the user. */
  CLOSED_BY_USER(428, true, false),
  /** The QR codes ran out without a scan. */
  QR_TIMEOUT(408, true, false),
  /** The device was removed on the phone, or the server does not know the key. */
  LOGGED_OUT(401, true, true),
  /** The user logged this device out through the API. */
  LOGGED_OUT_BY_USER(401, true, true),
  /** Temporarily banned. */
  TEMPORARILY_BANNED(402, true, false),
  /** The account is locked or the phone is gone. */
  ACCOUNT_LOCKED(403, true, true),
  /** The web version is too old. */
  CLIENT_TOO_OLD(405, true, false),
  /** Banned. */
  BANNED(406, true, true),
  /** The user agent was refused. */
  USER_AGENT_REFUSED(409, true, false),
  /** The phone cannot do multi-device. */
  MULTI_DEVICE_MISMATCH(411, true, false),
  /** Another connection with the same keys took over. */
  REPLACED(440, true, false),
  /** Refused at login with a code that is not retried: 400, 415, 418, 501 and unknown ones. */
  REFUSED(400, true, false),
  /** The account belongs to another network than the one configured. */
  OTHER_NETWORK(428, true, false),
  /** The server's certificate chain was refused. */
  UNTRUSTED_SERVER(495, true, false),
  /** Another node runs this instance. */
  NOT_OWNER(428, true, false),
  /** The account signature or HMAC of a pairing was wrong. */
  PAIRING_REFUSED(401, true, false),
  /** The connection was lost or not answered in time. */
  CONNECTION_LOST(408, false, false),
  /** The server asked for a restart, as it does after pairing. */
  RESTART_REQUIRED(515, false, false),
  /** Too many connections; the next attempt waits long. */
  RATE_LIMITED(429, false, false),
  /** The server had a fault of its own. */
  SERVER_ERROR(500, false, false),
  /** The server is unavailable for now. */
  SERVICE_UNAVAILABLE(503, false, false),
  /** What should have been kept could not be; state is read again before the next attempt. */
  STORE_FAILED(500, false, false);

  private final int code;
  private final boolean terminal;
  private final boolean credentialsGone;

  DisconnectReason(int code, boolean terminal, boolean credentialsGone) {
    this.code = code;
    this.terminal = terminal;
    this.credentialsGone = credentialsGone;
  }

  /** The status number of Evolution's events. */
  public int code() {
    return code;
  }

  /** Whether only a user's action connects again. */
  public boolean terminal() {
    return terminal;
  }

  /** Whether the account must be paired again, so that its keys are deleted. */
  public boolean credentialsGone() {
    return credentialsGone;
  }

  /** The name in logs, answers and the database: lower case with underscores. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason with this {@link #text()}. */
  public static Optional<DisconnectReason> ofText(String text) {
    return Arrays.stream(values()).filter(reason -> reason.text().equals(text)).findFirst();
  }
}
