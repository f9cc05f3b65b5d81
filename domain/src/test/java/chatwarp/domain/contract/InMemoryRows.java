package chatwarp.domain.contract;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.RowChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a row change alters what an instance keeps. */
final class InMemoryRows {
  private InMemoryRows() {}

  static void apply(InMemoryInstance kept, RowChange change, Instant now) {
    Instance old = kept.instance;
    switch (change) {
      case RowChange.AddMessage add -> add(kept, add.message());
      case RowChange.SetStatus set -> setStatus(kept, set);
      case RowChange.EditMessage edit -> edit(kept, edit);
      case RowChange.MoveFile move -> moveFile(kept, move);
      case RowChange.DeleteMessage delete ->
          named(kept, delete.key()).forEach(name -> kept.deleted.putIfAbsent(name, delete.at()));
      case RowChange.SetReceipt set -> receipt(kept, set);
      case RowChange.AddPollVote vote -> vote(kept, vote);
      case RowChange.KeepAudience keep -> kept.audiences.putIfAbsent(keep.post(), keep.people());
      case RowChange.NameChat named ->
          kept.chats.computeIfPresent(
              kept.named(named.chat()),
              (_, chat) ->
                  new InMemoryInstance.Chat(
                      Optional.of(named.name()), chat.lastMessageAt(), chat.unread()));
      case RowChange.ReadChat read ->
          kept.chats.computeIfPresent(
              kept.named(read.chat()),
              (_, chat) -> new InMemoryInstance.Chat(chat.name(), chat.lastMessageAt(), 0));
      case RowChange.TouchChat touch -> touch(kept, touch);
      case RowChange.SetChatTimer set -> {
        if (kept.chats.containsKey(kept.named(set.chat()))) {
          kept.timers.merge(kept.named(set.chat()), set, InMemoryRows::later);
        }
      }
      case RowChange.SaveContact save ->
          kept.contacts.merge(
              kept.named(save.contact()),
              new InMemoryInstance.Contact(save.pushName()),
              InMemoryRows::joined);
      case RowChange.LinkAddresses link -> link(kept, link);
      case RowChange.SetProfile set ->
          kept.instance =
              with(
                  old,
                  old.config(),
                  Optional.of(set.network()),
                  set.profile(),
                  old.disconnection(),
                  old.autoConnect(),
                  now);
      case RowChange.SetConnection set ->
          kept.instance =
              with(
                  old,
                  old.config(),
                  old.network(),
                  old.profile(),
                  set.disconnection(),
                  set.autoConnect(),
                  now);
      case RowChange.SetSettings set ->
          kept.instance = configured(old, config(old, set.settings(), old.config().webhook()), now);
      case RowChange.SetWebhook set ->
          kept.instance = configured(old, config(old, old.config().settings(), set.webhook()), now);
    }
  }

  private static void add(InMemoryInstance kept, MessageRecord message) {
    kept.messages.putIfAbsent(
        new InMemoryInstance.MessageName(
            message.key().chat(), message.sender(), message.key().id()),
        message);
  }

  private static void setStatus(InMemoryInstance kept, RowChange.SetStatus set) {
    kept.messages.replaceAll((name, message) -> {
      if (!message.key().id().equals(set.id())
          || !message.key().chat().equals(set.chat())
          || message.key().fromMe() != set.fromMe()
          || !message.status().mayBecome(set.status())) {
        return message;
      }
      set.errorCode().ifPresent(code -> kept.refusals.put(name, code));
      return message.withStatus(set.status());
    });
  }

  private static void edit(InMemoryInstance kept, RowChange.EditMessage edit) {
    for (InMemoryInstance.MessageName name : named(kept, edit.key())) {
      Instant before = kept.edited.getOrDefault(name, Instant.MIN);
      if (!before.isAfter(edit.at())) {
        kept.edited.put(name, edit.at());
        setContent(kept, name, edit.content());
      }
    }
  }

  private static void moveFile(InMemoryInstance kept, RowChange.MoveFile move) {
    for (InMemoryInstance.MessageName name : named(kept, move.key())) {
      if (Optional.ofNullable(kept.edited.get(name)).equals(move.edited())) {
        setContent(kept, name, move.content());
      }
    }
  }

  private static void setContent(
      InMemoryInstance kept, InMemoryInstance.MessageName name, WireContent content) {
    kept.messages.computeIfPresent(
        name,
        (_, old) ->
            new MessageRecord(
                old.key(), old.sender(), old.pushName(), old.timestamp(), old.status(), content));
  }

  /** The messages that a key of another message's content names. */
  private static List<InMemoryInstance.MessageName> named(InMemoryInstance kept, MessageKey key) {
    return kept.messages.entrySet().stream()
        .filter(entry -> {
          MessageRecord message = entry.getValue();
          return message.key().chat().equals(key.chat())
              && message.key().id().equals(key.id())
              && message.key().fromMe() == key.fromMe()
              && (key.fromMe()
                  || key.participant().isEmpty()
                  || key.participant().filter(message.sender()::equals).isPresent()
                  || key.participantAlt().filter(message.sender()::equals).isPresent()
                  || key.participant().equals(message.key().participantAlt()));
        })
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void receipt(InMemoryInstance kept, RowChange.SetReceipt set) {
    MessageReceipt next = new MessageReceipt(set.participant(), set.status(), set.at());
    kept.receipts
        .computeIfAbsent(
            new InMemoryInstance.MessageInChat(set.chat(), set.id()), _ -> new LinkedHashMap<>())
        .merge(
            set.participant(),
            next,
            (old, added) -> old.status().mayBecome(added.status()) ? added : old);
  }

  private static void vote(InMemoryInstance kept, RowChange.AddPollVote add) {
    kept.votes
        .computeIfAbsent(
            new InMemoryInstance.MessageInChat(add.chat(), add.poll()), _ -> new LinkedHashMap<>())
        .merge(add.vote().voter(), add.vote(), PollVote::then);
  }

  private static void touch(InMemoryInstance kept, RowChange.TouchChat touch) {
    kept.chats.merge(
        kept.named(touch.chat()),
        new InMemoryInstance.Chat(touch.name(), touch.lastMessageAt(), touch.addUnread()),
        InMemoryRows::joined);
  }

  private static InMemoryInstance.Chat joined(
      InMemoryInstance.Chat old, InMemoryInstance.Chat added) {
    return new InMemoryInstance.Chat(
        added.name().or(old::name),
        old.lastMessageAt().isAfter(added.lastMessageAt())
            ? old.lastMessageAt()
            : added.lastMessageAt(),
        old.unread() + added.unread());
  }

  private static InMemoryInstance.Contact joined(
      InMemoryInstance.Contact old, InMemoryInstance.Contact added) {
    return new InMemoryInstance.Contact(added.pushName().or(old::pushName));
  }

  private static RowChange.SetChatTimer later(
      RowChange.SetChatTimer before, RowChange.SetChatTimer next) {
    return before.setAt().isAfter(next.setAt()) ? before : next;
  }

  private static void link(InMemoryInstance kept, RowChange.LinkAddresses link) {
    if (kept.named(link.lid()).equals(link.phone())) {
      return;
    }
    kept.phones.remove(link.lid());
    kept.phones.put(link.lid(), link.phone());
    Optional.ofNullable(kept.chats.remove(link.lid()))
        .ifPresent(
            chat -> kept.chats.merge(link.phone(), chat, (named, other) -> joined(other, named)));
    Optional.ofNullable(kept.timers.remove(link.lid()))
        .ifPresent(set -> kept.timers.merge(link.phone(), set, InMemoryRows::later));
    Optional.ofNullable(kept.contacts.remove(link.lid()))
        .ifPresent(contact ->
            kept.contacts.merge(link.phone(), contact, (named, other) -> joined(other, named)));
  }

  private static InstanceConfig config(
      Instance old, InstanceSettings settings, Optional<WebhookConfig> webhook) {
    InstanceConfig config = old.config();
    return new InstanceConfig(
        config.name(),
        config.token(),
        config.integration(),
        config.businessId(),
        config.number(),
        settings,
        config.proxy(),
        webhook);
  }

  private static Instance configured(Instance old, InstanceConfig config, Instant now) {
    return with(
        old, config, old.network(), old.profile(), old.disconnection(), old.autoConnect(), now);
  }

  private static Instance with(
      Instance old,
      InstanceConfig config,
      Optional<Network> network,
      Profile profile,
      Optional<Disconnection> disconnection,
      boolean autoConnect,
      Instant now) {
    return new Instance(
        old.id(),
        config,
        old.token(),
        network,
        profile,
        disconnection,
        autoConnect,
        old.createdAt(),
        now);
  }
}
