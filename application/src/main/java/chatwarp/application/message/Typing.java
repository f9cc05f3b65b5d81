package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.time.Deadline;
import chatwarp.domain.model.Jid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows typing before a message (evolution-v2 §5). */
final class Typing {
  private static final Logger LOG = LoggerFactory.getLogger(Typing.class);

  /** WhatsApp lets typing fade; it is shown again so often. */
  private static final Duration SLICE = Duration.ofSeconds(20);

  private final Deadline deadline;
  private final Duration limit;

  Typing(Deadline deadline, Duration limit) {
    this.deadline = deadline;
    this.limit = limit;
  }

  /** Blocks for the time typing is shown, at most the limit. */
  void show(InstanceHandle instance, Jid chat, Duration wanted) {
    Duration left = wanted.compareTo(limit) > 0 ? limit : wanted;
    while (left.isPositive()) {
      Duration slice = left.compareTo(SLICE) > 0 ? SLICE : left;
      tell(instance, chat, ChatState.COMPOSING);
      deadline.pass(slice);
      left = left.minus(slice);
    }
    tell(instance, chat, ChatState.PAUSED);
  }

  /** Typing is an ornament: if it cannot be shown, the send that follows says why. */
  private static void tell(InstanceHandle instance, Jid chat, ChatState state) {
    try {
      instance.chatState(chat, state);
    } catch (SessionException e) {
      LOG.debug("typing could not be shown", e);
    }
  }
}
