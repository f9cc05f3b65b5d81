package chatwarp.domain.contract;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.InstanceCounts;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StoreException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything one instance keeps. */
final class InMemoryInstance {
  /** What makes a message unique within its instance. */
  record MessageName(Jid chat, UserJid sender, MessageId id) {}

  /** What receipts and votes are about. */
  record MessageInChat(Jid chat, MessageId id) {}

  /** A chat's own row. */
  record Chat(Optional<String> name, Instant lastMessageAt, int unread) {}

  /** A contact's own row. */
  record Contact(Optional<String> pushName) {}

  Instance instance;
  Optional<NodeId> owner = Optional.empty();
  long epoch;
  Optional<AuthState> auth = Optional.empty();
  final Map<StateSpace, SortedMap<String, byte[]>> state = new EnumMap<>(StateSpace.class);
  final Map<MessageId, Stanza> stanzas = new LinkedHashMap<>();
  final Map<MessageName, MessageRecord> messages = new LinkedHashMap<>();
  final Map<MessageName, Integer> refusals = new HashMap<>();
  final Map<MessageName, Instant> edited = new HashMap<>();
  final Map<MessageName, Instant> deleted = new HashMap<>();
  final Map<MessageInChat, Map<UserJid, MessageReceipt>> receipts = new HashMap<>();
  final Map<MessageInChat, Map<UserJid, PollVote>> votes = new HashMap<>();
  final Map<MessageId, List<UserJid>> audiences = new HashMap<>();
  final Map<Jid, Chat> chats = new HashMap<>();
  final Map<Jid, RowChange.SetChatTimer> timers = new HashMap<>();
  final Map<UserJid, Contact> contacts = new HashMap<>();

  /** The phone numbers of LIDs, in the order in which they were linked. */
  final Map<UserJid, UserJid> phones = new LinkedHashMap<>();

  final Map<IdempotencyKey, IdempotentSend> idempotent = new HashMap<>();

  InMemoryInstance(Instance instance) {
    this.instance = instance;
  }

  /** What a chat is kept under. */
  Jid named(Jid chat) {
    return chat instanceof UserJid person ? named(person) : chat;
  }

  /** What a contact is kept under. */
  UserJid named(UserJid person) {
    return phones.getOrDefault(person, person);
  }

  /** Whether these are one chat. */
  boolean same(Jid one, Jid other) {
    return named(one).equals(named(other));
  }

  /** The newest LID of a number. */
  Optional<UserJid> lid(Jid phone) {
    return phones.entrySet().stream()
        .filter(entry -> entry.getValue().equals(phone))
        .map(Map.Entry::getKey)
        .reduce((_, newer) -> newer);
  }

  InstanceCounts counts() {
    return new InstanceCounts(messages.size(), contacts.size(), chats.size());
  }

  boolean runsUnder(Lease lease) {
    return owner.filter(lease.owner()::equals).isPresent() && epoch == lease.epoch();
  }

  /** Applies all of it, or throws and leaves everything as it was. */
  void apply(ChangeSet changes, Instant now) {
    if (!runsUnder(changes.lease())) {
      throw new StoreException.StaleLease();
    }
    changes.idempotency().ifPresent(this::refuseKnownKey);
    changes.auth().ifPresent(this::apply);
    changes.state().forEach(this::apply);
    changes.stanzas().forEach(this::apply);
    changes.rows().forEach(row -> InMemoryRows.apply(this, row, now));
    changes.idempotency().ifPresent(send -> idempotent.put(send.key(), send));
  }

  private void refuseKnownKey(IdempotentSend send) {
    if (idempotent.containsKey(send.key())) {
      throw new StoreException.Rejected(
          new IllegalStateException("the idempotency key names another send"));
    }
  }

  private void apply(AuthChange change) {
    switch (change) {
      case AuthChange.Save save -> auth = Optional.of(save.auth());
      case AuthChange.Forget _ -> {
        auth = Optional.empty();
        state.clear();
        stanzas.clear();
      }
    }
  }

  private void apply(StateChange change) {
    SortedMap<String, byte[]> space =
        state.computeIfAbsent(change.key().space(), _ -> new TreeMap<>());
    switch (change) {
      case StateChange.Put put -> space.put(put.key().id(), put.value().clone());
      case StateChange.Delete delete -> space.remove(delete.key().id());
    }
  }

  private void apply(StanzaChange change) {
    switch (change) {
      case StanzaChange.Keep keep -> stanzas.put(keep.stanza().id(), keep.stanza());
      case StanzaChange.Drop drop -> stanzas.remove(drop.id());
    }
  }
}
