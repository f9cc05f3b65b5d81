package chatwarp.domain.port;

import java.util.List;

/**
 * A page of messages, newest first.
 *
 * @param total how many match in all; with any filter at most {@link #MOST_COUNTED}, which then
 *     means that many or more
 */
public record MessagePage(long total, List<StoredMessage> messages) {
  /** How far matches of a filter are counted. */
  public static final int MOST_COUNTED = 10_000;

  public MessagePage {
    messages = List.copyOf(messages);
  }
}
