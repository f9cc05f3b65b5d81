package chatwarp.domain.model;

/** The kind of client that made a message, as its id gives away (evolution-v2 §6). */
public enum MessageClient {
  IOS,
  WEB,
  ANDROID,
  DESKTOP,
  UNKNOWN;

  /** The first kind that this id looks like. */
  public static MessageClient of(MessageId id) {
    String text = id.value();
    int length = text.length();
    if (text.startsWith("3A") && length == 20) {
      return IOS;
    }
    if (text.startsWith("3E") && length == 22) {
      return WEB;
    }
    if (length == 21 || length == 32) {
      return ANDROID;
    }
    return text.startsWith("3F") || length == 18 ? DESKTOP : UNKNOWN;
  }
}
