package chatwarp.domain.content;

import java.util.Optional;

/** The row somebody chose from a list. */
public record ListReplyContent(String rowId, String title, Optional<String> description)
    implements MessageContent {
  /** Never shows what was chosen. */
  @Override
  public String toString() {
    return "ListReplyContent[redacted]";
  }
}
