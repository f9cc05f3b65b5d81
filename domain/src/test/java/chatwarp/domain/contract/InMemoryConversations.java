package chatwarp.domain.contract;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ConversationRepository;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** Messages, chats and contacts in memory. */
final class InMemoryConversations implements ConversationRepository {
  private final InMemoryTables tables;

  InMemoryConversations(InMemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<MessageRecord> message(InstanceId instance, Optional<Jid> chat, MessageId id) {
    return find(
        instance,
        kept ->
            kept.messages.values().stream()
                .filter(message -> message.key().id().equals(id))
                .filter(message -> chat.map(message.key().chat()::equals).orElse(true))
                .max(Comparator.comparing(MessageRecord::timestamp)));
  }

  @Override
  public boolean exists(InstanceId instance, Jid chat, UserJid sender, MessageId id) {
    return find(
            instance,
            kept ->
                Optional.ofNullable(
                    kept.messages.get(new InMemoryInstance.MessageName(chat, sender, id))))
        .isPresent();
  }

  @Override
  public boolean chatExists(InstanceId instance, Jid chat) {
    return find(instance, kept -> Optional.ofNullable(kept.chats.get(chat))).isPresent();
  }

  @Override
  public Optional<Optional<String>> contactName(InstanceId instance, UserJid contact) {
    return find(
        instance,
        kept -> {
          InMemoryInstance.Contact known = kept.contacts.get(contact);
          return known == null ? Optional.empty() : Optional.of(known.pushName());
        });
  }

  @Override
  public Optional<IdempotentSend> idempotentSend(InstanceId instance, IdempotencyKey key) {
    return find(instance, kept -> Optional.ofNullable(kept.idempotent.get(key)));
  }

  private <T> Optional<T> find(
      InstanceId instance, Function<InMemoryInstance, Optional<T>> search) {
    return tables.read(() -> tables.live(instance).flatMap(search));
  }
}
