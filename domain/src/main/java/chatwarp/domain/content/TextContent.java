package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.Optional;

/**
 * A text.
 *
 * @param quoted the message this one answers
 * @param mentioned people named in the text by {@code @user}
 */
public record TextContent(String text, Optional<Quote> quoted, List<UserJid> mentioned)
    implements MessageContent {
  /** WhatsApp refuses longer texts. */
  private static final int MAX_LENGTH = 65_536;

  public TextContent {
    if (text.isBlank()) {
      throw new InvalidValueException("text", "Text is required");
    }
    if (text.length() > MAX_LENGTH) {
      throw new InvalidValueException("text", "is longer than " + MAX_LENGTH + " characters");
    }
    mentioned = List.copyOf(mentioned);
  }

  /** A text and nothing else. */
  public static TextContent of(String text) {
    return new TextContent(text, Optional.empty(), List.of());
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "TextContent[" + text.length() + " characters]";
  }
}
