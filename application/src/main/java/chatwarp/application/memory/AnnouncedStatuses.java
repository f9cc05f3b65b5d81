package chatwarp.application.memory;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import java.util.Optional;

/**
 * Which status of a message was told last, so that each is told once and none is taken back. One
 * for the process, bounded; any thread may call.
 */
public final class AnnouncedStatuses {
  private record Key(
      InstanceId instance, Jid chat, boolean fromMe, MessageId id, Optional<UserJid> participant) {}

  private final RecentMap<Key, MessageStatus> told;

  /**
   * @param capacity messages remembered at most
   */
  public AnnouncedStatuses(int capacity) {
    this.told = new RecentMap<>(capacity);
  }

  /**
   * Takes a status as told; answers whether it is news.
   *
   * @param participant the one of several receivers for whom it is told, none for the message as a
   *     whole
   */
  public boolean announce(
      InstanceId instance, MessageKey key, Optional<UserJid> participant, MessageStatus status) {
    boolean[] news = new boolean[1];
    told.update(
        new Key(instance, key.chat(), key.fromMe(), key.id(), participant),
        (_, before) -> {
          news[0] = before.map(last -> last.mayBecome(status)).orElse(true);
          return news[0] ? status : before.orElse(status);
        });
    return news[0];
  }

  /** Forgets an instance: what was taken as told may not have been. */
  public void forget(InstanceId instance) {
    told.forget(key -> key.instance().equals(instance));
  }
}
