package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.util.Optional;

/**
 * A text.
 *
 * @param preview of a link in it
 * @param style of a text status
 */
public record TextContent(String text, Optional<LinkPreview> preview, Optional<TextStyle> style)
    implements MessageContent {
  /** WhatsApp refuses longer texts. */
  public static final int MAX_LENGTH = 65_536;

  public TextContent {
    if (text.isBlank()) {
      throw new InvalidValueException("text", "Text is required");
    }
    if (text.length() > MAX_LENGTH) {
      throw new InvalidValueException("text", "is longer than " + MAX_LENGTH + " characters");
    }
  }

  /** A text and nothing else. */
  public static TextContent of(String text) {
    return new TextContent(text, Optional.empty(), Optional.empty());
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "TextContent[" + text.length() + " characters]";
  }
}
