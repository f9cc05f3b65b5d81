package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;
import java.util.List;

/**
 * Somebody's choice in a poll; it replaces the one before.
 *
 * @param selected the options' texts; none to withdraw
 */
public record PollVoteContent(MessageKey poll, List<String> selected) implements MessageContent {
  public PollVoteContent {
    selected = List.copyOf(selected);
  }

  /** Never shows what was chosen. */
  @Override
  public String toString() {
    return "PollVoteContent[" + selected.size() + " options]";
  }
}
