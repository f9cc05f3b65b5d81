package chatwarp.domain.contract;

import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageClient;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.StoredMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Messages, chats and contacts in memory. */
final class InMemoryConversations implements ConversationRepository {
  private static final Comparator<MessageRecord> NEWEST =
      Comparator.comparing(MessageRecord::timestamp)
          .thenComparing(message -> message.key().id().value())
          .reversed();

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
                .filter(message ->
                    chat.map(asked -> kept.same(asked, message.key().chat())).orElse(true))
                .max(Comparator.comparing(MessageRecord::timestamp))
                .map(message -> addressed(kept, message)));
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
  public OptionalInt refusal(InstanceId instance, Jid chat, MessageId id) {
    return find(
            instance,
            kept ->
                kept.messages.entrySet().stream()
                    .filter(entry -> entry.getValue().key().fromMe())
                    .map(Map.Entry::getKey)
                    .filter(name -> kept.same(name.chat(), chat) && name.id().equals(id))
                    .flatMap(name -> Optional.ofNullable(kept.refusals.get(name)).stream())
                    .findFirst())
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  @Override
  public boolean chatExists(InstanceId instance, Jid chat) {
    return find(instance, kept -> Optional.ofNullable(kept.chats.get(kept.named(chat))))
        .isPresent();
  }

  @Override
  public Optional<UserJid> otherAddress(InstanceId instance, UserJid person) {
    return find(
        instance,
        kept -> person.isLid() ? Optional.ofNullable(kept.phones.get(person)) : kept.lid(person));
  }

  @Override
  public Optional<Expiration> chatTimer(InstanceId instance, UserJid chat) {
    return find(
        instance,
        kept ->
            Optional.ofNullable(kept.timers.get(kept.named(chat)))
                .filter(set -> !set.timer().isZero())
                .map(set ->
                    new Expiration(
                        set.timer(),
                        Optional.of(set.setAt()).filter(at -> !at.equals(Instant.EPOCH)))));
  }

  @Override
  public Optional<Optional<String>> contactName(InstanceId instance, UserJid contact) {
    return find(
        instance,
        kept -> {
          InMemoryInstance.Contact known = kept.contacts.get(kept.named(contact));
          return known == null ? Optional.empty() : Optional.of(known.pushName());
        });
  }

  @Override
  public Map<UserJid, String> contactNames(InstanceId instance, Collection<UserJid> people) {
    Map<UserJid, String> names = new HashMap<>();
    for (UserJid person : people) {
      contactName(instance, person)
          .flatMap(name -> name)
          .ifPresent(name -> names.put(person, name));
    }
    return names;
  }

  @Override
  public Optional<IdempotentSend> idempotentSend(InstanceId instance, IdempotencyKey key) {
    return find(instance, kept -> Optional.ofNullable(kept.idempotent.get(key)));
  }

  @Override
  public MessagePage messages(InstanceId instance, MessageFilter filter, int page, int size) {
    return list(
            instance,
            kept -> {
              List<StoredMessage> all =
                  kept.messages.entrySet().stream()
                      .filter(entry -> matches(kept, filter, entry.getValue()))
                      .sorted(Map.Entry.comparingByValue(NEWEST))
                      .map(entry ->
                          new StoredMessage(
                              addressed(kept, entry.getValue()),
                              Optional.ofNullable(kept.edited.get(entry.getKey())),
                              Optional.ofNullable(kept.deleted.get(entry.getKey()))))
                      .toList();
              return List.of(
                  new MessagePage(
                      filter.equals(MessageFilter.ALL)
                          ? all.size()
                          : Math.min(all.size(), MessagePage.MOST_COUNTED),
                      all.stream().skip((long) (page - 1) * size).limit(size).toList()));
            })
        .stream()
        .findFirst()
        .orElseGet(() -> new MessagePage(0, List.of()));
  }

  private static boolean matches(
      InMemoryInstance kept, MessageFilter filter, MessageRecord message) {
    MessageKey key = message.key();
    return filter.ids().stream().allMatch(key.id()::equals)
        && (filter.chats().isEmpty()
            || filter.chats().stream()
                .anyMatch(chat ->
                    kept.same(chat, key.chat())
                        || key.chatAlt().filter(alt -> kept.same(chat, alt)).isPresent()))
        && filter.fromMe().map(fromMe -> key.fromMe() == fromMe).orElse(true)
        && filter
            .participant()
            .map(person ->
                key.participant().filter(person::equals).isPresent()
                    || key.participantAlt().filter(person::equals).isPresent())
            .orElse(true)
        && (filter.types().isEmpty()
            ? !MessageFilter.CHANGES.contains(message.content().type())
            : filter.types().contains(message.content().type()))
        && filter.client().map(client -> MessageClient.of(key.id()) == client).orElse(true)
        && filter.from().map(from -> !message.timestamp().isBefore(from)).orElse(true)
        && filter.to().map(to -> !message.timestamp().isAfter(to)).orElse(true);
  }

  @Override
  public List<ChatSummary> chats(InstanceId instance, ChatFilter filter, int skip, int take) {
    return list(
        instance,
        kept ->
            kept.chats.entrySet().stream()
                .filter(entry ->
                    filter.chat().map(kept::named).map(entry.getKey()::equals).orElse(true))
                .map(entry -> summary(kept, entry.getKey(), entry.getValue()))
                .filter(chat ->
                    filter.from().map(from -> !chat.lastMessageAt().isBefore(from)).orElse(true)
                        && filter.to().map(to -> !chat.lastMessageAt().isAfter(to)).orElse(true))
                .sorted(
                    Comparator.comparing(ChatSummary::lastMessageAt)
                        .reversed()
                        .thenComparing(chat -> chat.chat().toString()))
                .skip(skip)
                .limit(take)
                .toList());
  }

  private static ChatSummary summary(InMemoryInstance kept, Jid jid, InMemoryInstance.Chat chat) {
    Optional<String> contact =
        jid instanceof UserJid person
            ? Optional.ofNullable(kept.contacts.get(person))
                .flatMap(InMemoryInstance.Contact::pushName)
            : Optional.empty();
    return new ChatSummary(
        jid,
        kept.lid(jid),
        chat.name().or(() -> contact),
        chat.lastMessageAt(),
        chat.unread(),
        kept.messages.values().stream()
            .filter(message -> kept.same(message.key().chat(), jid))
            .filter(message -> !MessageFilter.CHANGES.contains(message.content().type()))
            .min(NEWEST)
            .map(message -> addressed(kept, message)));
  }

  private static MessageRecord addressed(InMemoryInstance kept, MessageRecord message) {
    MessageKey key = message.key();
    Optional<UserJid> phone =
        key.chatAlt().or(() -> Optional.ofNullable(kept.phones.get(key.chat())));
    return new MessageRecord(
        new MessageKey(
            key.chat(),
            key.fromMe(),
            key.id(),
            key.participant(),
            phone,
            key.participantAlt(),
            key.addressing()),
        message.sender(),
        message.pushName(),
        message.timestamp(),
        message.status(),
        message.content());
  }

  @Override
  public List<MessageReceipt> receipts(InstanceId instance, Jid chat, MessageId message) {
    return list(
        instance,
        kept ->
            kept
                .receipts
                .getOrDefault(new InMemoryInstance.MessageInChat(chat, message), Map.of())
                .values()
                .stream()
                .sorted(Comparator.comparing(receipt -> receipt.participant().toString()))
                .toList());
  }

  @Override
  public List<PollVote> pollVotes(InstanceId instance, Jid chat, MessageId poll) {
    return list(
        instance,
        kept ->
            PollVote.lastOfEach(
                kept.votes.entrySet().stream()
                    .filter(entry -> entry.getKey().id().equals(poll))
                    .filter(entry -> kept.same(entry.getKey().chat(), chat))
                    .flatMap(entry -> entry.getValue().values().stream())
                    .map(vote -> vote.of(phone(kept, vote.voter())))
                    .toList()));
  }

  private static Optional<UserJid> phone(InMemoryInstance kept, UserJid voter) {
    return Optional.ofNullable(kept.phones.get(voter));
  }

  @Override
  public List<UserJid> audience(InstanceId instance, MessageId post) {
    return list(instance, kept -> kept.audiences.getOrDefault(post, List.of()));
  }

  @Override
  public List<UserJid> contacts(InstanceId instance) {
    return list(
        instance,
        kept ->
            kept.contacts.keySet().stream()
                .sorted(Comparator.comparing(UserJid::toString))
                .toList());
  }

  private <T> List<T> list(InstanceId instance, Function<InMemoryInstance, List<T>> search) {
    return find(instance, kept -> Optional.of(search.apply(kept))).orElseGet(List::of);
  }

  private <T> Optional<T> find(
      InstanceId instance, Function<InMemoryInstance, Optional<T>> search) {
    return tables.read(() -> tables.live(instance).flatMap(search));
  }
}
