package chatwarp.domain.content;

/** The button somebody pressed. */
public record ButtonReplyContent(String id, String text) implements MessageContent {
  /** Never shows what was chosen. */
  @Override
  public String toString() {
    return "ButtonReplyContent[redacted]";
  }
}
