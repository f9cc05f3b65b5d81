package chatwarp.adapters.wa.stream;

import chatwarp.domain.model.InvalidValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The WhatsApp Web version we claim to be, for example {@code 2.3000.1035194821}. WhatsApp refuses
 * one that is too old (failure 405), so it is configured and not built in.
 */
public record WebVersion(int primary, int secondary, int tertiary) {
  /** Current when this was written (03 §2). */
  public static final WebVersion DEFAULT = new WebVersion(2, 3000, 1045649367);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,10})");

  /**
   * Reads {@code a.b.c}.
   *
   * @throws InvalidValueException when it is not three numbers
   */
  public static WebVersion parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException("waWebVersion", "must be three numbers with dots between");
    }
    try {
      return new WebVersion(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)));
    } catch (NumberFormatException e) {
      InvalidValueException refused =
          new InvalidValueException("waWebVersion", "holds a number that is too large");
      refused.initCause(e);
      throw refused;
    }
  }

  @Override
  public String toString() {
    return primary + "." + secondary + "." + tertiary;
  }
}
