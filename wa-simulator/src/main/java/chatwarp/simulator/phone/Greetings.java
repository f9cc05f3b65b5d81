package chatwarp.simulator.phone;

import chatwarp.adapters.wa.proto.HistorySyncNotification;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a phone gives a new companion: the app state key, then the history, one message after the
 * other (09 §5). Each waits for the receipt of the one before, because Baileys reads several
 * stanzas at once and would meet the history before the key. Belongs to the phone's executor.
 */
final class Greetings {
  private final Outbox outbox;
  private final AppStateKey appStateKey;
  private final PhoneBook book;
  private final Accounts accounts;
  private final Trust trust;
  private final InstantSource clock;
  private final Map<Device, Greeting> greetings = new HashMap<>();

  /** The rest of what one companion still gets, and the id that it has to confirm first. */
  private static final class Greeting {
    private final ArrayDeque<Message> left = new ArrayDeque<>();
    private String unconfirmed = "";
  }

  Greetings(
      Outbox outbox,
      AppStateKey appStateKey,
      PhoneBook book,
      Accounts accounts,
      Trust trust,
      InstantSource clock) {
    this.outbox = outbox;
    this.appStateKey = appStateKey;
    this.book = book;
    this.accounts = accounts;
    this.trust = trust;
    this.clock = clock;
  }

  /** Begins with a companion that is online for the first time; later times change nothing. */
  void begin(Device companion) {
    if (greetings.containsKey(companion)) {
      return;
    }
    Greeting greeting = new Greeting();
    greeting.left.add(appStateKey.share(clock.instant()));
    new HistoryChunks(companion.account(), book, accounts, trust)
        .all().stream().map(Greetings::history).forEach(greeting.left::add);
    if (next(companion, greeting)) {
      greetings.put(companion, greeting);
    }
  }

  /** Goes on when the companion confirms the last message. */
  void confirmed(Device companion, String id) {
    Greeting greeting = greetings.get(companion);
    if (greeting != null && greeting.unconfirmed.equals(id)) {
      next(companion, greeting);
    }
  }

  /** Forgets a companion that is no longer linked. */
  void forget(Device companion) {
    greetings.remove(companion);
  }

  /** Sends the next message; false when the companion has left no keys yet. */
  private boolean next(Device companion, Greeting greeting) {
    Message message = greeting.left.peekFirst();
    if (message == null) {
      greeting.unconfirmed = "";
      return true;
    }
    Optional<String> id = outbox.sendPeer(companion, message);
    if (id.isEmpty()) {
      return false;
    }
    greeting.left.removeFirst();
    greeting.unconfirmed = id.get();
    return true;
  }

  private static Message history(HistorySyncNotification notification) {
    return Message.newBuilder()
        .setProtocolMessage(
            ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION)
                .setHistorySyncNotification(notification))
        .build();
  }
}
