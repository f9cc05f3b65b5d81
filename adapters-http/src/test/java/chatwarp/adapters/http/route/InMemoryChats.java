package chatwarp.adapters.http.route;

import chatwarp.application.chat.ChatException;
import chatwarp.application.chat.Chats;
import chatwarp.application.chat.MediaFile;
import chatwarp.application.chat.NumberCheck;
import chatwarp.application.chat.PictureAnswer;
import chatwarp.application.chat.SeenMessage;
import chatwarp.application.chat.ShownPresence;
import chatwarp.application.message.Recipient;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.SessionException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Chats that remember what was asked; people whose number begins with 999 do not exist. */
final class InMemoryChats implements Chats {
  final List<SeenMessage> read = new CopyOnWriteArrayList<>();
  final List<String> shown = new CopyOnWriteArrayList<>();
  final List<MessageFilter> asked = new CopyOnWriteArrayList<>();
  final List<List<Integer>> askedPages = new CopyOnWriteArrayList<>();
  final List<ChatFilter> askedChats = new CopyOnWriteArrayList<>();
  MessagePage page = new MessagePage(0, List.of());
  List<ChatSummary> chats = List.of();
  Optional<MediaFile> file = Optional.empty();
  Optional<ChatException> failure = Optional.empty();
  boolean connected = true;

  private void requireConnected() {
    if (!connected) {
      throw new SessionException.NotConnected();
    }
  }

  static Jid address(Recipient recipient) {
    return switch (recipient) {
      case Recipient.Address(Jid jid) -> jid;
      case Recipient.Phone phone -> phone.fallback();
    };
  }

  @Override
  public List<NumberCheck> lookup(InstanceName instance, List<Recipient> people) {
    requireConnected();
    List<NumberCheck> answers = new ArrayList<>();
    for (Recipient person : people) {
      Jid jid = address(person);
      answers.add(
          new NumberCheck(
              person, jid, !jid.toString().startsWith("999"), Optional.empty(), Optional.empty()));
    }
    return answers;
  }

  @Override
  public void markRead(InstanceName instance, List<SeenMessage> messages) {
    requireConnected();
    read.addAll(messages);
  }

  @Override
  public void showPresence(
      InstanceName instance, Recipient recipient, ShownPresence presence, Duration time) {
    requireConnected();
    String what =
        switch (presence) {
          case ShownPresence.InChat(var state) -> state.toString();
          case ShownPresence.OfAccount(boolean available) -> available ? "THERE" : "AWAY";
        };
    shown.add(address(recipient) + " " + what + " " + time.toMillis());
  }

  @Override
  public PictureAnswer picture(InstanceName instance, Recipient of) {
    Jid jid = address(of);
    return new PictureAnswer(
        jid,
        jid.toString().startsWith("999")
            ? Optional.empty()
            : Optional.of(new ProfilePicture("1", URI.create("https://127.0.0.1/p.jpg"))));
  }

  @Override
  public MessagePage messages(InstanceName instance, MessageFilter filter, int number, int size) {
    asked.add(filter);
    askedPages.add(List.of(number, size));
    return page;
  }

  @Override
  public List<ChatSummary> chats(InstanceName instance, ChatFilter filter, int skip, int take) {
    askedChats.add(filter);
    return chats;
  }

  @Override
  public List<MessageReceipt> receipts(InstanceName instance, Jid chat, MessageId message) {
    return List.of();
  }

  @Override
  public List<PollVote> pollVotes(InstanceName instance, Jid chat, MessageId poll) {
    return List.of();
  }

  @Override
  public MediaFile media(InstanceName instance, Optional<Jid> chat, MessageId message) {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return file.orElseThrow(ChatException.MessageNotFound::new);
  }

  @Override
  public MediaFile media(InstanceName instance, MessageKey key, WireContent content) {
    return file.orElseThrow(ChatException.NotMedia::new);
  }

  @Override
  public MediaFile mp4Sound(MediaFile given) {
    return new MediaFile(
        given.message(), given.wire(), given.content(), given.file(), given.length(), "audio/mp4");
  }

  @Override
  public WireContent content(String json) {
    return new WireContent("imageMessage", new byte[0], json);
  }
}
