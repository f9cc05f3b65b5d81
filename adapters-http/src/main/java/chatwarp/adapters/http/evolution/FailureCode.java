package chatwarp.adapters.http.evolution;

import java.util.Locale;

/**
 * What went wrong, in a word for programs: clients compare it, so none is ever renamed.
 * docs/errors.md lists every one.
 */
public enum FailureCode {
  UNAUTHORIZED,
  MALFORMED_BODY,
  INCOMPLETE_BODY,
  BODY_TOO_LARGE,
  UNREADABLE_REQUEST,
  BAD_REQUEST,
  NOT_IMPLEMENTED,
  INVALID_BODY,
  REFUSED_BODY,
  INVALID_NAME,
  INVALID_VALUE,
  INSTANCE_NOT_FOUND,
  NAME_TAKEN,
  NOT_CONNECTED,
  CONNECT_FAILED,
  STARTING,
  SHUTTING_DOWN,
  NOT_ON_WHATSAPP,
  REFUSED,
  NOT_ADMIN,
  KEY_REUSED,
  UNKNOWN_MESSAGE,
  NOT_MEDIA,
  UNUSABLE_MEDIA,
  MEDIA_GONE,
  MEDIA_FAILED,
  NO_RECIPIENT_DEVICE,
  TIMED_OUT,
  BAD_GATEWAY,
  TARGET_REFUSED,
  FILE_TOO_LARGE,
  FETCH_FAILED,
  STORE_UNAVAILABLE,
  NOT_OWNER,
  INTERNAL;

  /** As answers have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
