package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.util.List;
import java.util.Optional;

/**
 * A text with buttons.
 *
 * @param header a picture, video or document above it
 */
public record InteractiveContent(
    Optional<String> title,
    String body,
    Optional<String> footer,
    Optional<MediaContent> header,
    List<NativeFlowButton> buttons)
    implements MessageContent {
  public InteractiveContent {
    buttons = List.copyOf(buttons);
    if (buttons.isEmpty()) {
      throw new InvalidValueException("buttons", "At least one button is required");
    }
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "InteractiveContent[" + buttons.size() + " buttons]";
  }
}
