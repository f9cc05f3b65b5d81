package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.PresenceState;
import chatwarp.domain.port.SessionSignal;
import java.time.Instant;
import java.util.Optional;

/** What people are doing, as the server tells it (08 §6). Neither kind is acknowledged. */
final class PresenceNews {
  private PresenceNews() {}

  /** Somebody came or went; absent when it is about a group as a whole. */
  static Optional<SessionSignal> presence(Node stanza) {
    if (!(stanza.requireJid("from").bare() instanceof UserJid person)) {
      return Optional.empty();
    }
    PresenceState state =
        stanza.attrIs("type", "unavailable") ? PresenceState.UNAVAILABLE : PresenceState.AVAILABLE;
    return Optional.of(
        new SessionSignal.PresenceChanged(
            person, state, stanza.attr("last").flatMap(PresenceNews::seconds)));
  }

  /** A time that is hidden is a word. */
  private static Optional<Instant> seconds(String last) {
    return last.matches("\\d{1,11}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(last)))
        : Optional.empty();
  }

  /** Somebody types or records, or stopped; absent when it names no person. */
  static Optional<SessionSignal> chatState(Node stanza) {
    Jid chat = stanza.requireJid("from").bare();
    Jid who = stanza.attrJid("participant").map(Jid::bare).orElse(chat);
    ChatState what =
        stanza
            .child("composing")
            .map(c -> c.attrIs("media", "audio") ? ChatState.RECORDING : ChatState.COMPOSING)
            .orElse(ChatState.PAUSED);
    return who instanceof UserJid participant
        ? Optional.of(new SessionSignal.ChatStateChanged(chat, participant, what))
        : Optional.empty();
  }
}
