package chatwarp.application.message;

import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;

/** The message that another one answers. */
public sealed interface Quoted {
  /** One that is kept; when it is not, nothing is quoted. */
  record Kept(MessageId id) implements Quoted {}

  /** One that the user gave whole. */
  record Given(MessageKey key, WireContent content) implements Quoted {}
}
