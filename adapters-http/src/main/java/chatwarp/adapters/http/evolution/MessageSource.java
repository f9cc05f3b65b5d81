package chatwarp.adapters.http.evolution;

import chatwarp.domain.model.MessageId;
import java.util.Locale;

/** The kind of device that wrote a message, as its id gives away (evolution-v2 §6). */
enum MessageSource {
  IOS,
  WEB,
  ANDROID,
  DESKTOP,
  UNKNOWN;

  static MessageSource of(MessageId id) {
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

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
