package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.time.Deadline;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what the account is doing: typing before a message (evolution-v2 §5), being there. */
public final class Typing {
  private static final Logger LOG = LoggerFactory.getLogger(Typing.class);

  /** WhatsApp lets typing fade; it is shown again so often. */
  private static final Duration SLICE = Duration.ofSeconds(20);

  private final Deadline deadline;
  private final Duration limit;

  public Typing(Deadline deadline, Duration limit) {
    this.deadline = deadline;
    this.limit = limit;
  }

  /**
   * Blocks for the time something is shown, at most the limit; that somebody paused is told once.
   */
  public void show(InstanceHandle instance, Jid chat, ChatState state, Duration wanted) {
    watch(instance, chat);
    Duration left = limited(wanted);
    while (left.isPositive() && state != ChatState.PAUSED) {
      Duration slice = left.compareTo(SLICE) > 0 ? SLICE : left;
      attempt(() -> instance.chatState(chat, state));
      deadline.pass(slice);
      left = left.minus(slice);
    }
    attempt(() -> instance.chatState(chat, ChatState.PAUSED));
  }

  /**
   * Shows everybody whether the account is there, then waits, at most the limit; in between the
   * other side's presence is told.
   *
   * @throws SessionException.NotConnected when nobody can be shown it
   */
  public void showAccount(InstanceHandle instance, Jid chat, boolean available, Duration wanted) {
    watch(instance, chat);
    instance.available(available);
    Duration time = limited(wanted);
    if (time.isPositive()) {
      deadline.pass(time);
    }
  }

  private static void watch(InstanceHandle instance, Jid chat) {
    if (chat instanceof UserJid) {
      attempt(() -> instance.contacts().subscribePresence(chat));
    }
  }

  private Duration limited(Duration wanted) {
    return wanted.compareTo(limit) > 0 ? limit : wanted;
  }

  /** Typing is an ornament: if it cannot be shown, the send that follows says why. */
  private static void attempt(Runnable ornament) {
    try {
      ornament.run();
    } catch (SessionException e) {
      LOG.debug("typing could not be shown", e);
    }
  }
}
