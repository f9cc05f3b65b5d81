package chatwarp.domain.port;

import java.util.List;

/**
 * A page of messages, newest first.
 *
 * @param total how many match in all
 */
public record MessagePage(long total, List<StoredMessage> messages) {
  public MessagePage {
    messages = List.copyOf(messages);
  }
}
