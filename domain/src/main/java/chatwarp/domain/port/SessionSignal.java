package chatwarp.domain.port;

import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.Optional;

/** Something about a session that need not be kept. */
public sealed interface SessionSignal {
  /** A QR to show; it replaces the one before. */
  record QrOffered(String qr) implements SessionSignal {
    /** The QR carries a secret; it is never logged. */
    @Override
    public String toString() {
      return "QrOffered[redacted]";
    }
  }

  /** Logged in: messages flow. */
  record Opened() implements SessionSignal {}

  /** The backlog has been delivered. */
  record BacklogDone(int count) implements SessionSignal {}

  /**
   * The connection ended, or could not be made.
   *
   * @param detail a phrase for the log and the user, without addresses or keys
   */
  record Closed(DisconnectReason reason, String detail) implements SessionSignal {}

  /** Somebody is typing or recording, or stopped. */
  record ChatStateChanged(Jid chat, UserJid participant, ChatState state)
      implements SessionSignal {}

  /**
   * Somebody came or went. Only for people whose presence was subscribed to.
   *
   * @param lastSeen absent when hidden
   */
  record PresenceChanged(UserJid person, PresenceState state, Optional<Instant> lastSeen)
      implements SessionSignal {}
}
