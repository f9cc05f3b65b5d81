package chatwarp.adapters.wa.message;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Kept messages for a step, which may not read the store: a step that asks for one that was not
 * fetched is given up, the message is fetched without the lock, and the step runs again.
 */
final class Recollection implements KeptMessages {
  private record Name(Jid chat, MessageId id) {}

  /** A step asked for a message that was not fetched yet. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Name name;

    private Missing(Name name) {
      super("a kept message is not in memory", null, false, false);
      this.name = name;
    }
  }

  private final KeptMessages store;
  private final Map<Name, Optional<MessageRecord>> fetched = new HashMap<>(2);

  /** Nothing fetched. */
  Recollection(KeptMessages store) {
    this.store = store;
  }

  @Override
  public Optional<MessageRecord> find(Jid chat, MessageId id) {
    Name name = new Name(chat, id);
    Optional<MessageRecord> known = fetched.get(name);
    if (known == null) {
      throw new Missing(name);
    }
    return known;
  }

  /**
   * Fetches what a step missed. May read the store.
   *
   * @param settled waits for what is staged to be durable; runs when the message is not there yet
   */
  void fetch(Missing missing, Runnable settled) {
    Name name = missing.name;
    Optional<MessageRecord> found = store.find(name.chat(), name.id());
    if (found.isEmpty()) {
      settled.run();
      found = store.find(name.chat(), name.id());
    }
    fetched.put(name, found);
  }
}
