package chatwarp.adapters.http.evolution;

import chatwarp.application.message.Audience;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendContent;
import chatwarp.domain.content.MessageContent;

/** What a body of a send operation says, besides the members that all of them share. */
record Said(Recipient recipient, SendContent content, Audience audience) {
  static Said to(Recipient recipient, SendContent content) {
    return new Said(recipient, content, new Audience.None());
  }

  static Said to(Recipient recipient, MessageContent content) {
    return to(recipient, new SendContent.Ready(content));
  }
}
