package chatwarp.simulator.phone;

import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Something other than a message that reached a phone. */
public sealed interface PhoneEvent {

  /** Place in the order of arrival, from 0. */
  long order();

  /** The server took a message of this phone, or refused it with an error number. */
  record Acknowledged(long order, String id, OptionalInt error) implements PhoneEvent {}

  /**
   * Somebody's device received, read or could not read messages of this phone.
   *
   * @param chat the group they were sent to, or the sender of the receipt
   * @param type {@code delivered} where the stanza has no type, else the stanza's
   */
  record Receipt(long order, Jid chat, Jid from, String type, List<String> ids, Instant at)
      implements PhoneEvent {
    public Receipt {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Somebody types or has stopped.
   *
   * @param chat the group they do it in, or themselves
   * @param state {@code composing} or {@code paused}
   */
  record ChatState(long order, Jid chat, Jid from, String state) implements PhoneEvent {}

  /** Somebody came or went; the time when they were last seen, if the server tells it. */
  record Presence(long order, Jid from, boolean available, Optional<Instant> lastSeen)
      implements PhoneEvent {}

  /** Somebody issued their privacy token to this account. */
  record Trusted(long order, Jid from) implements PhoneEvent {}

  /**
   * Something about a group changed.
   *
   * @param actor who did it, unless it happened by itself
   * @param change the notification's child, for example {@code add} or {@code subject}
   * @param people whom it concerns, by number
   */
  record GroupChange(
      long order, GroupJid group, Optional<Jid> actor, String change, List<Jid> people)
      implements PhoneEvent {
    public GroupChange {
      people = List.copyOf(people);
    }
  }
}
