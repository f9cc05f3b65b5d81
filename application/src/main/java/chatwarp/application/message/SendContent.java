package chatwarp.application.message;

import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.model.MessageKey;
import java.util.List;

/** What a user wants said: as it is, or with files that must be fetched and uploaded first. */
public sealed interface SendContent {
  /** Nothing has to be done to it. */
  record Ready(MessageContent content) implements SendContent {}

  /** A file. */
  record Media(MediaOrder order) implements SendContent {}

  /** Pictures and videos that belong together, at least two. */
  record Album(List<MediaOrder> items) implements SendContent {
    public Album {
      items = List.copyOf(items);
    }
  }

  /** Buttons under a file. */
  record Headed(InteractiveContent content, MediaOrder header) implements SendContent {}

  /** A kept message, sent on. */
  record Forward(MessageKey message) implements SendContent {}
}
