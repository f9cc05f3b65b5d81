package chatwarp.application.instance;

import chatwarp.application.memory.AnnouncedStatuses;
import chatwarp.application.memory.KnownConversations;
import chatwarp.application.memory.KnownTargets;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionFact;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns what a session says happened into rows and events. Reads memories only, never the store, so
 * it may run under a session's lock.
 */
final class FactTranslation {
  private final People people;
  private final AnnouncedStatuses statuses;
  private final MessageTranslation messages;
  private final GroupTranslation groups;

  FactTranslation(
      KnownConversations known,
      AnnouncedStatuses statuses,
      KnownTargets targets,
      ContentCodec contents,
      UnansweredChanges unanswered) {
    this.statuses = statuses;
    this.people = new People(known);
    this.messages = new MessageTranslation(people, targets, contents, unanswered);
    this.groups = new GroupTranslation(people);
  }

  /** Tells what is about to be sent, with the claim to be stored with it. */
  void expect(OutgoingMessage message, Optional<SendClaim> claim) {
    messages.expect(message, claim);
  }

  /** Forgets what was about to be sent. */
  void unexpect(MessageId id) {
    messages.unexpect(id);
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
        case SessionFact.Received received -> messages.received(draft, instance, received);
        case SessionFact.Prepared prepared ->
            messages.prepared(draft, instance, prepared.message());
        case SessionFact.SendAcked acked -> {
          messages.acked(draft, instance, acked.id(), acked.at());
          status(
              draft,
              instance,
              MessageKey.of(acked.chat(), true, acked.id()),
              Optional.empty(),
              MessageStatus.SERVER_ACK,
              OptionalInt.empty());
        }
        case SessionFact.SendRefused refused -> {
          messages.refused(refused.id());
          status(
              draft,
              instance,
              MessageKey.of(refused.chat(), true, refused.id()),
              Optional.empty(),
              MessageStatus.ERROR,
              OptionalInt.of(refused.code()));
        }
        case SessionFact.ReceiptReceived receipt -> receipt(draft, instance, receipt);
        case SessionFact.NameLearned learned ->
            people.contact(draft, instance, learned.person(), Optional.of(learned.pushName()));
        // People we never wrote with do not become contacts because their device was looked up.
        case SessionFact.LidLearned learned ->
            people.linked(draft, instance, learned.phone(), learned.lid());
        case SessionFact.GroupChanged changed -> groups.changed(draft, instance, changed);
        case SessionFact.PictureChanged changed -> picture(draft, instance, changed);
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

  /** Whose pictures are followed at all is the host's decision. */
  private void picture(Draft draft, Instance instance, SessionFact.PictureChanged changed) {
    switch (changed.of()) {
      case UserJid person -> people.picture(draft, instance, person, changed.now());
      case GroupJid group ->
          draft.event(
              new InstanceEvent.GroupPictureChanged(group, changed.author(), changed.now()));
      default -> {
        // Nobody else's is followed.
      }
    }
  }

  private void receipt(Draft draft, Instance instance, SessionFact.ReceiptReceived receipt) {
    boolean several = !(receipt.chat() instanceof UserJid);
    for (MessageId id : receipt.ids()) {
      if (several && receipt.fromMe()) {
        draft.row(
            new RowChange.SetReceipt(
                receipt.chat(), id, receipt.participant(), receipt.status(), receipt.at()));
      }
      status(
          draft,
          instance,
          MessageKey.of(receipt.chat(), receipt.fromMe(), id),
          Optional.of(receipt.participant()),
          receipt.status(),
          OptionalInt.empty());
    }
    // Another device of this account read what others wrote.
    if (!receipt.fromMe() && receipt.status().compareTo(MessageStatus.READ) >= 0) {
      draft.row(new RowChange.ReadChat(people.named(instance, receipt.chat())));
    }
  }

  /**
   * One event per message and status, of each participant where there are several, and none that
   * goes back (invariant of MessageStatus). The message itself has the furthest status of them all.
   */
  private void status(
      Draft draft,
      Instance instance,
      MessageKey key,
      Optional<UserJid> participant,
      MessageStatus status,
      OptionalInt errorCode) {
    boolean news = statuses.announce(instance.id(), key, Optional.empty(), status);
    if (news) {
      draft.row(new RowChange.SetStatus(key.chat(), key.fromMe(), key.id(), status, errorCode));
    }
    boolean ofOne = participant.isPresent() && !(key.chat() instanceof UserJid);
    if (ofOne ? statuses.announce(instance.id(), key, participant, status) : news) {
      draft.event(
          new InstanceEvent.MessageStatusChanged(
              people.named(instance, key), participant, status, errorCode));
    }
  }
}
