package chatwarp.application.instance;

import chatwarp.application.chat.AnnouncedStatuses;
import chatwarp.application.chat.KnownConversations;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns what a session says happened into rows and events. Reads memories only, never the store, so
 * it may run under a session's lock.
 */
final class FactTranslation {
  /** Contents that change or complete another message instead of being one (events §3). */
  private static final Set<String> NOT_A_MESSAGE =
      Set.of(
          "unknown",
          "protocolMessage",
          "editedMessage",
          "pollUpdateMessage",
          "senderKeyDistributionMessage");

  private final KnownConversations known;
  private final AnnouncedStatuses statuses;
  private final Map<MessageId, SendClaim> claims = new ConcurrentHashMap<>();

  FactTranslation(KnownConversations known, AnnouncedStatuses statuses) {
    this.known = known;
    this.statuses = statuses;
  }

  /** Keeps a claim for the message of this id, to be stored with it. */
  void claim(MessageId id, SendClaim claim) {
    claims.put(id, claim);
  }

  /** Forgets a claim. */
  void unclaim(MessageId id) {
    claims.remove(id);
  }

  Draft translate(Instance instance, List<SessionFact> facts) {
    Draft draft = new Draft();
    for (SessionFact fact : facts) {
      switch (fact) {
        case SessionFact.AuthChanged changed -> auth(draft, instance, changed.auth());
        case SessionFact.Paired paired -> {
          auth(draft, instance, paired.auth());
          // Kept with the keys: a process that dies before the login must come back by itself.
          draft.row(new RowChange.SetConnection(Optional.empty(), true));
        }
        case SessionFact.Received received -> received(draft, instance, received.message());
        case SessionFact.Prepared prepared -> prepared(draft, instance, prepared.message());
        case SessionFact.SendAcked acked ->
            status(
                draft,
                instance,
                MessageKey.of(acked.chat(), true, acked.id()),
                Optional.empty(),
                MessageStatus.SERVER_ACK,
                OptionalInt.empty());
        case SessionFact.SendRefused refused ->
            status(
                draft,
                instance,
                MessageKey.of(refused.chat(), true, refused.id()),
                Optional.empty(),
                MessageStatus.ERROR,
                OptionalInt.of(refused.code()));
        case SessionFact.ReceiptReceived receipt -> receipt(draft, instance, receipt);
        case SessionFact.NameLearned learned ->
            contact(
                draft,
                instance,
                learned.person(),
                Optional.of(learned.pushName()),
                Optional.empty());
        case SessionFact.LidLearned learned -> lid(draft, instance, learned);
      }
    }
    return draft;
  }

  private static void auth(Draft draft, Instance instance, AuthState auth) {
    draft.auth(new AuthChange.Save(auth));
    if (auth.metadata().paired()) {
      Optional<UserJid> owner = auth.metadata().device().map(DeviceJid::owner);
      Profile profile = new Profile(owner, auth.metadata().pushName());
      if (!profile.equals(instance.profile()) || instance.network().isEmpty()) {
        draft.row(new RowChange.SetProfile(profile, auth.metadata().network()));
      }
    }
  }

  private void received(Draft draft, Instance instance, MessageRecord message) {
    if (!wanted(instance.config().settings(), message)) {
      return;
    }
    MessageKey key = message.key();
    Optional<String> chatName =
        key.fromMe() || !(key.chat() instanceof UserJid) ? Optional.empty() : message.pushName();
    draft.row(new RowChange.AddMessage(message));
    chat(draft, instance, key.chat(), chatName, message.timestamp(), key.fromMe() ? 0 : 1);
    if (!key.fromMe()) {
      contact(draft, instance, message.sender(), message.pushName(), alternative(message));
    }
    draft.event(new InstanceEvent.MessageReceived(message));
  }

  /** What events.md §3 keeps from users: they did not ask for it, or it is no message. */
  private static boolean wanted(InstanceSettings settings, MessageRecord message) {
    Jid chat = message.key().chat();
    boolean ignored =
        (chat instanceof GroupJid && settings.groupsIgnore())
            || (chat.equals(BroadcastJid.STATUS) && !settings.readStatus())
            || chat instanceof NewsletterJid;
    return !ignored && !NOT_A_MESSAGE.contains(message.content().type());
  }

  private static Optional<UserJid> alternative(MessageRecord message) {
    MessageKey key = message.key();
    return key.participant().isPresent() ? key.participantAlt() : key.chatAlt();
  }

  private void prepared(Draft draft, Instance instance, MessageRecord message) {
    MessageKey key = message.key();
    draft.row(new RowChange.AddMessage(message));
    chat(draft, instance, key.chat(), Optional.empty(), message.timestamp(), 0);
    draft.event(new InstanceEvent.MessageSent(message));
    Optional.ofNullable(claims.get(key.id()))
        .map(claim -> new IdempotentSend(claim.key(), claim.digest(), key.chat(), key.id()))
        .ifPresent(draft::idempotency);
  }

  private void chat(
      Draft draft, Instance instance, Jid chat, Optional<String> name, Instant at, int unread) {
    draft.row(new RowChange.TouchChat(chat, name, at, unread));
    draft.event(
        known.addChat(instance.id(), chat)
            ? new InstanceEvent.ChatAdded(chat, name, unread)
            : new InstanceEvent.ChatChanged(chat));
  }

  private void contact(
      Draft draft,
      Instance instance,
      UserJid person,
      Optional<String> pushName,
      Optional<UserJid> alternative) {
    switch (known.addContact(instance.id(), person, pushName)) {
      case NEW ->
          draft
              .row(new RowChange.SaveContact(person, pushName, alternative))
              .event(new InstanceEvent.ContactAdded(person, pushName));
      case RENAMED ->
          draft
              .row(new RowChange.SaveContact(person, pushName, alternative))
              .event(new InstanceEvent.ContactChanged(person, pushName));
      case SAME -> {
        // Nothing of this contact changed.
      }
    }
  }

  /** People we never wrote with do not become contacts because their device was looked up. */
  private void lid(Draft draft, Instance instance, SessionFact.LidLearned learned) {
    if (known.remembersContact(instance.id(), learned.phone())) {
      draft.row(
          new RowChange.SaveContact(learned.phone(), Optional.empty(), Optional.of(learned.lid())));
    }
  }

  private void receipt(Draft draft, Instance instance, SessionFact.ReceiptReceived receipt) {
    for (MessageId id : receipt.ids()) {
      status(
          draft,
          instance,
          MessageKey.of(receipt.chat(), receipt.fromMe(), id),
          Optional.of(receipt.participant()),
          receipt.status(),
          OptionalInt.empty());
    }
  }

  /** One event per message and status, and none that goes back (invariant of MessageStatus). */
  private void status(
      Draft draft,
      Instance instance,
      MessageKey key,
      Optional<UserJid> participant,
      MessageStatus status,
      OptionalInt errorCode) {
    if (statuses.announce(instance.id(), key.chat(), key.fromMe(), key.id(), status)) {
      draft
          .row(new RowChange.SetStatus(key.chat(), key.fromMe(), key.id(), status))
          .event(new InstanceEvent.MessageStatusChanged(key, participant, status, errorCode));
    }
  }
}
