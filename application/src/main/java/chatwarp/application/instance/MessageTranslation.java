package chatwarp.application.instance;

import chatwarp.application.memory.KnownTargets;
import chatwarp.domain.content.AlbumContent;
import chatwarp.domain.content.ButtonReplyContent;
import chatwarp.domain.content.CalendarEventContent;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.ContactContent;
import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.ForwardContent;
import chatwarp.domain.content.GroupInviteContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.KeepContent;
import chatwarp.domain.content.ListContent;
import chatwarp.domain.content.ListReplyContent;
import chatwarp.domain.content.LiveLocationContent;
import chatwarp.domain.content.LocationContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.PinContent;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns messages into rows and events: what is said becomes a message, what changes another message
 * changes it. Reads memories only.
 */
final class MessageTranslation {
  private static final Logger LOG = LoggerFactory.getLogger(MessageTranslation.class);

  private static final Set<String> SEALED = Set.of("encReactionMessage", "encCommentMessage");

  /** Contents that say nothing to users (events §3), beside those that change a message. */
  private static final Set<String> SILENT = Set.of("unknown", "senderKeyDistributionMessage");

  /** A message about to be sent. */
  private record Expected(OutgoingMessage message, Optional<SendClaim> claim) {
    MessageContent content() {
      return message.content();
    }

    /** Whether it is a status post, for whose end its viewers must be known. */
    boolean posts() {
      return message.chat().equals(BroadcastJid.STATUS)
          && !(content() instanceof RevokeContent)
          && !(content() instanceof ReactionContent);
    }
  }

  private final People people;
  private final KnownTargets targets;
  private final ContentCodec contents;
  private final Map<MessageId, Expected> expected = new ConcurrentHashMap<>();
  private final UnansweredChanges unanswered;

  MessageTranslation(
      People people, KnownTargets targets, ContentCodec contents, UnansweredChanges unanswered) {
    this.unanswered = unanswered;
    this.people = people;
    this.targets = targets;
    this.contents = contents;
  }

  void expect(OutgoingMessage message, Optional<SendClaim> claim) {
    expected.put(message.id(), new Expected(message, claim));
  }

  void unexpect(MessageId id) {
    expected.remove(id);
  }

  void received(Draft draft, Instance instance, SessionFact.Received fact) {
    MessageRecord message = fact.message();
    if (Deliverable.ignores(instance.config().settings(), message.key().chat())) {
      return;
    }
    people.met(draft, instance, message.key());
    Optional<MessageContent> said = fact.content().map(ReadContent::content);
    if (said.isEmpty() || !changed(draft, instance, message, said.get(), false)) {
      if (isMessage(message)) {
        added(draft, instance, opened(message, said));
        fact.content()
            .flatMap(read -> read.context().expiration())
            .ifPresent(expiration -> {
              // A time to come would outlive every later setting.
              Instant setAt =
                  expiration
                      .setAt()
                      .map(at -> at.isAfter(message.timestamp()) ? message.timestamp() : at)
                      .orElse(Instant.EPOCH);
              timer(draft, instance, message.key(), expiration.time(), setAt);
            });
      }
    }
    said.ifPresent(content -> answered(draft, message, content));
  }

  private static void answered(Draft draft, MessageRecord message, MessageContent said) {
    if (said instanceof EventReplyContent reply) {
      draft.event(new InstanceEvent.EventAnswered(message.key(), reply, message.timestamp()));
    }
  }

  /** A reaction or comment that came sealed (05 §17) is shown to users as every other one. */
  private MessageRecord opened(MessageRecord message, Optional<MessageContent> said) {
    return said.filter(_ -> SEALED.contains(message.content().type()))
        .filter(content -> content instanceof ReactionContent || content instanceof CommentContent)
        .map(open ->
            new MessageRecord(
                message.key(),
                message.sender(),
                message.pushName(),
                message.timestamp(),
                message.status(),
                contents.wire(open, message.key().chat())))
        .orElse(message);
  }

  private static boolean isMessage(MessageRecord message) {
    String type = message.content().type();
    return !SILENT.contains(type) && !MessageFilter.CHANGES.contains(type);
  }

  private void added(Draft draft, Instance instance, MessageRecord message) {
    MessageKey key = message.key();
    Optional<String> chatName =
        key.fromMe() || !(key.chat() instanceof UserJid) ? Optional.empty() : message.pushName();
    draft.row(new RowChange.AddMessage(message));
    people.chat(draft, instance, key.chat(), chatName, message.timestamp(), key.fromMe() ? 0 : 1);
    if (!key.fromMe()) {
      people.contact(draft, instance, message.sender(), message.pushName());
    }
    draft.event(new InstanceEvent.MessageReceived(message));
  }

  private static Optional<UserJid> alternative(MessageRecord message) {
    MessageKey key = message.key();
    return key.participant().isPresent() ? key.participantAlt() : key.chatAlt();
  }

  /**
   * What we send is kept in any case: a repeat of the request must find it. What it does to another
   * message waits until the server has taken it.
   */
  void prepared(Draft draft, Instance instance, MessageRecord message) {
    MessageKey key = message.key();
    people.met(draft, instance, key);
    Optional<Expected> mine = Optional.ofNullable(expected.get(key.id()));
    draft.row(new RowChange.AddMessage(message));
    if (mine.filter(sent -> changing(draft, instance, message, sent.content())).isEmpty()) {
      people.chat(draft, instance, key.chat(), Optional.empty(), message.timestamp(), 0);
      draft.event(new InstanceEvent.MessageSent(message));
    }
    mine.filter(Expected::posts)
        .ifPresent(
            post -> draft.row(new RowChange.KeepAudience(key.id(), post.message().audience())));
    mine.flatMap(Expected::claim)
        .map(claim -> new IdempotentSend(claim.key(), claim.digest(), key.chat(), key.id()))
        .ifPresent(draft::idempotency);
  }

  /** Whether what we send is about another message, instead of being one. */
  private boolean changing(
      Draft draft, Instance instance, MessageRecord message, MessageContent said) {
    if (UnansweredChanges.concerns(said)) {
      unanswered.add(message, said);
      return !(said instanceof DisappearingContent);
    }
    return changed(draft, instance, message, said, true);
  }

  /**
   * The server has a message of ours: what it does to another one happens now, by the server's
   * clock, as what the other side does. Ours may be a second behind that, and a timer set within
   * that second after theirs would count as the older one.
   */
  void acked(Draft draft, Instance instance, MessageId id, Instant at) {
    unanswered
        .answered(id)
        .ifPresent(change ->
            changed(draft, instance, change.message().withTimestamp(at), change.said(), true));
  }

  /** The server refused a message of ours: it does nothing to another one. */
  void refused(MessageId id) {
    Optional<UnansweredChanges.Change> _ = unanswered.answered(id);
  }

  /** Whether this changed another message, or was not allowed to, instead of being one. */
  private boolean changed(
      Draft draft, Instance instance, MessageRecord message, MessageContent said, boolean sent) {
    return switch (said) {
      case EditContent edit -> {
        if (sent || mayEdit(message, edit.target())) {
          edited(draft, instance, message, edit, sent);
        }
        yield true;
      }
      case RevokeContent revoke -> {
        if (sent || mayRevoke(message, revoke.target())) {
          revoked(draft, instance, message, revoke.target());
        }
        yield true;
      }
      case PollVoteContent vote -> {
        voted(draft, instance, message, vote);
        yield true;
      }
      case DisappearingContent setting -> {
        if (message.key().chat() instanceof UserJid chat) {
          people.chat(draft, instance, chat, Optional.empty(), message.timestamp(), 0);
          timer(draft, instance, message.key(), setting.timer(), message.timestamp());
        }
        yield true;
      }
      case TextContent _,
          MediaContent _,
          LocationContent _,
          LiveLocationContent _,
          ContactContent _,
          ReactionContent _,
          PollContent _,
          ListContent _,
          ListReplyContent _,
          InteractiveContent _,
          ButtonReplyContent _,
          CalendarEventContent _,
          EventReplyContent _,
          PinContent _,
          KeepContent _,
          AlbumContent _,
          GroupInviteContent _,
          ForwardContent _,
          CommentContent _ ->
          false;
    };
  }

  private void timer(Draft draft, Instance instance, MessageKey key, Duration time, Instant setAt) {
    if (key.chat() instanceof UserJid chat) {
      draft.row(new RowChange.SetChatTimer(people.named(instance, chat), time, setAt));
    }
  }

  private void edited(
      Draft draft, Instance instance, MessageRecord message, EditContent edit, boolean sent) {
    WireContent content;
    try {
      content = contents.wire(edit.replacement(), message.key().chat());
    } catch (InvalidValueException e) {
      LOG.warn("message {} cannot be shown as an edit", message.key().id(), e);
      return;
    }
    draft
        .row(new RowChange.EditMessage(edit.target(), content, message.timestamp()))
        .event(
            new InstanceEvent.MessageEdited(
                people.named(instance, edit.target()), content, message.timestamp(), sent));
  }

  private void revoked(Draft draft, Instance instance, MessageRecord message, MessageKey target) {
    draft
        .row(new RowChange.DeleteMessage(target, message.timestamp()))
        .event(
            new InstanceEvent.MessageDeleted(
                people.named(instance, target),
                targets.message(instance.id(), target.chat(), target.id())));
  }

  private void voted(Draft draft, Instance instance, MessageRecord message, PollVoteContent vote) {
    Jid chat = vote.poll().chat();
    MessageId poll = vote.poll().id();
    Optional<UserJid> alternative =
        message.key().fromMe() ? instance.profile().owner() : alternative(message);
    PollVote choice =
        new PollVote(
            message.sender(),
            alternative.filter(other -> !other.equals(message.sender())),
            vote.selected(),
            message.timestamp());
    draft
        .row(new RowChange.AddPollVote(chat, poll, choice))
        .event(
            new InstanceEvent.PollVoted(
                people.named(instance, vote.poll()),
                targets.vote(
                    instance.id(), chat, poll, choice, voter -> people.other(instance, voter))));
  }

  /** Only what one wrote oneself. */
  private static boolean mayEdit(MessageRecord message, MessageKey target) {
    boolean own = message.key().fromMe() == target.fromMe() && isAuthor(message, target);
    if (!own) {
      LOG.debug("message {} changes one that its sender did not write", message.key().id());
    }
    return own;
  }

  /** Also others' messages by a group's admin; the server lets nobody else do that. */
  private static boolean mayRevoke(MessageRecord message, MessageKey target) {
    return target.chat() instanceof GroupJid || mayEdit(message, target);
  }

  private static boolean isAuthor(MessageRecord message, MessageKey target) {
    return target.fromMe()
        || target.participant().isEmpty()
        || target.participant().filter(message.sender()::equals).isPresent()
        || target.participant().equals(message.key().participantAlt())
        || target.participantAlt().filter(message.sender()::equals).isPresent();
  }
}
