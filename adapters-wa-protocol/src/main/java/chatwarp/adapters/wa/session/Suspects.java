package chatwarp.adapters.wa.session;

import chatwarp.domain.model.MessageId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the message over which the server ends the stream (03 §5.4: an identical failure twice).
 *
 * <p>The first time, everything under way is suspect. While there are suspects, messages are to
 * leave one at a time; so the suspect that is under way the second time is the one, and those that
 * merely travelled with it are not blamed. Not thread-safe.
 */
final class Suspects {
  private final Set<MessageId> underWay = new LinkedHashSet<>(2);
  private final Set<MessageId> suspects = new HashSet<>(2);

  /** A new connection, on which these are sent again. */
  void begin(Set<MessageId> unanswered) {
    underWay.clear();
    suspects.retainAll(unanswered);
  }

  /** Whether messages must leave one at a time. */
  boolean any() {
    return !suspects.isEmpty();
  }

  void left(MessageId id) {
    underWay.add(id);
  }

  void answered(MessageId id) {
    underWay.remove(id);
    suspects.remove(id);
  }

  /** The server ended the stream over something; the messages that it does so for again. */
  Set<MessageId> accuse() {
    Set<MessageId> guilty = new LinkedHashSet<>(underWay);
    guilty.retainAll(suspects);
    if (guilty.isEmpty()) {
      suspects.addAll(underWay);
    } else {
      suspects.clear();
    }
    return guilty;
  }
}
