package chatwarp.application.message;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One message of a chat at a time, in the order they came; chats do not wait for each other. A chat
 * costs nothing while nothing is sent to it. Any thread may call.
 */
final class ChatQueues {
  private record Chat(InstanceId instance, Jid jid) {}

  /** The end of one turn; compared by identity. */
  private static final class Turn {
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  }

  private final Map<Chat, Turn> last = new ConcurrentHashMap<>();

  /** Waits for its turn, then works. */
  <T> T inTurn(InstanceId instance, Jid jid, Supplier<T> work) {
    Chat chat = new Chat(instance, jid);
    Turn mine = new Turn();
    Turn before = last.put(chat, mine);
    try {
      if (before != null) {
        before.over.join();
      }
      return work.get();
    } finally {
      mine.over.complete(true);
      last.remove(chat, mine);
    }
  }
}
