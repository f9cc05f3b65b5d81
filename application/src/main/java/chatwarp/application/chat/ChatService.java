package chatwarp.application.chat;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.InstanceManager;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.Recipients;
import chatwarp.application.message.SendException;
import chatwarp.application.message.Typing;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chats over what is kept and the running instance. */
public final class ChatService implements Chats {
  private static final Logger LOG = LoggerFactory.getLogger(ChatService.class);

  private record Writer(Jid chat, UserJid sender, boolean played) {}

  private final InstanceManager instances;
  private final ConversationRepository conversations;
  private final Recipients recipients;
  private final Typing typing;
  private final ContentCodec contents;
  private final MediaFiles files;
  private final Playable playable;

  public ChatService(
      InstanceManager instances,
      ConversationRepository conversations,
      Recipients recipients,
      Typing typing,
      ContentCodec contents,
      MediaFiles files) {
    this.instances = instances;
    this.conversations = conversations;
    this.recipients = recipients;
    this.typing = typing;
    this.contents = contents;
    this.files = files;
    this.playable = new Playable(conversations, contents);
  }

  @Override
  public List<NumberCheck> lookup(InstanceName name, List<Recipient> people) {
    InstanceHandle instance = instances.handle(name);
    try {
      recipients.askForAll(instance, people);
    } catch (SessionException.NotConnected e) {
      throw new SendException.NotConnected(e);
    }
    List<NumberCheck> checks = people.stream().map(asked -> check(instance, asked)).toList();
    Map<UserJid, String> names =
        conversations.contactNames(
            instance.id(),
            checks.stream()
                .map(NumberCheck::jid)
                .filter(UserJid.class::isInstance)
                .map(UserJid.class::cast)
                .toList());
    return checks.stream().map(check -> named(check, names)).toList();
  }

  private NumberCheck check(InstanceHandle instance, Recipient asked) {
    return switch (asked) {
      case Recipient.Address(UserJid person) when !person.isLid() ->
          check(instance, asked, List.of(person), person);
      case Recipient.Address(Jid jid) ->
          new NumberCheck(
              asked,
              jid.bare(),
              true,
              jid.bare() instanceof UserJid lid ? Optional.of(lid) : Optional.empty(),
              Optional.empty());
      case Recipient.Phone phone -> check(instance, asked, phone.candidates(), phone.fallback());
    };
  }

  private NumberCheck check(
      InstanceHandle instance, Recipient asked, List<UserJid> candidates, UserJid fallback) {
    Optional<Registration> found =
        candidates.stream()
            .flatMap(candidate -> recipients.known(instance, candidate).stream())
            .filter(Registration::exists)
            .findFirst();
    return new NumberCheck(
        asked,
        found.flatMap(Registration::jid).orElse(fallback),
        found.isPresent(),
        found.flatMap(Registration::lid),
        Optional.empty());
  }

  private static NumberCheck named(NumberCheck check, Map<UserJid, String> names) {
    Optional<String> name =
        check.jid() instanceof UserJid person
            ? Optional.ofNullable(names.get(person))
            : Optional.empty();
    return new NumberCheck(check.asked(), check.jid(), check.exists(), check.lid(), name);
  }

  @Override
  public void markRead(InstanceName name, List<SeenMessage> messages) {
    InstanceHandle instance = instances.handle(name);
    Map<Writer, List<MessageId>> seen = new LinkedHashMap<>();
    for (SeenMessage message : messages) {
      writer(instance.id(), message)
          .ifPresent(writer ->
              seen.computeIfAbsent(writer, _ -> new ArrayList<>()).add(message.key().id()));
    }
    try {
      seen.forEach((writer, ids) -> {
        instance.contacts().markRead(writer.chat(), writer.sender(), ids, writer.played());
        instance.readChat(writer.chat());
      });
    } catch (SessionException.NotConnected e) {
      throw new SendException.NotConnected(e);
    }
  }

  private Optional<Writer> writer(InstanceId instance, SeenMessage message) {
    MessageKey key = message.key();
    if (message.played()) {
      MessageRecord kept = playable.message(instance, key);
      return Optional.of(new Writer(kept.key().chat(), kept.sender(), true));
    }
    return key.fromMe()
        ? Optional.empty()
        : author(instance, key).map(sender -> new Writer(key.chat().bare(), sender, false));
  }

  private Optional<UserJid> author(InstanceId instance, MessageKey key) {
    if (key.participant().isPresent()) {
      return key.participant();
    }
    return key.chat().bare() instanceof UserJid person
        ? Optional.of(person)
        : conversations
            .message(instance, Optional.of(key.chat()), key.id())
            .map(MessageRecord::sender);
  }

  @Override
  public void showPresence(
      InstanceName name, Recipient recipient, ShownPresence shown, Duration time) {
    InstanceHandle instance = instances.handle(name);
    try {
      Jid chat = recipients.resolve(instance, recipient);
      if (!instance.connected()) {
        throw new SessionException.NotConnected();
      }
      switch (shown) {
        case ShownPresence.InChat(ChatState state) -> typing.show(instance, chat, state, time);
        case ShownPresence.OfAccount(boolean available) ->
            typing.showAccount(instance, chat, available, time);
      }
    } catch (SessionException.NotConnected e) {
      throw new SendException.NotConnected(e);
    }
  }

  @Override
  public PictureAnswer picture(InstanceName name, Recipient of) {
    InstanceHandle instance = instances.handle(name);
    Jid jid =
        switch (of) {
          case Recipient.Address address -> address.jid().bare();
          case Recipient.Phone phone -> phone.fallback();
        };
    try {
      jid = recipients.resolve(instance, of);
      return new PictureAnswer(jid, instance.contacts().picture(jid, false));
    } catch (SessionException | SendException.NotOnWhatsApp e) {
      LOG.debug("a picture could not be looked up", e);
      return new PictureAnswer(jid, Optional.empty());
    }
  }

  @Override
  public MessagePage messages(InstanceName name, MessageFilter filter, int page, int size) {
    return conversations.messages(instances.handle(name).id(), filter, page, size);
  }

  @Override
  public List<ChatSummary> chats(InstanceName name, ChatFilter filter, int skip, int take) {
    return conversations.chats(instances.handle(name).id(), filter, skip, take);
  }

  @Override
  public List<MessageReceipt> receipts(InstanceName name, Jid chat, MessageId message) {
    return conversations.receipts(instances.handle(name).id(), chat, message);
  }

  @Override
  public List<PollVote> pollVotes(InstanceName name, Jid chat, MessageId poll) {
    return conversations.pollVotes(instances.handle(name).id(), chat, poll);
  }

  @Override
  public MediaFile media(InstanceName name, Optional<Jid> chat, MessageId id) {
    InstanceHandle instance = instances.handle(name);
    MessageRecord kept =
        conversations
            .message(instance.id(), chat, id)
            .orElseThrow(ChatException.MessageNotFound::new);
    return download(instance, kept.key(), kept.content());
  }

  @Override
  public MediaFile media(InstanceName name, MessageKey key, WireContent content) {
    return download(instances.handle(name), key, content);
  }

  private MediaFile download(InstanceHandle instance, MessageKey key, WireContent content) {
    try {
      return files.download(instance, key, content, Integer.MAX_VALUE);
    } catch (SessionException.NotConnected e) {
      throw new SendException.NotConnected(e);
    }
  }

  @Override
  public MediaFile mp4Sound(MediaFile file) {
    return files.mp4Sound(file);
  }

  @Override
  public WireContent content(String json) {
    return contents.ofJson(json);
  }
}
