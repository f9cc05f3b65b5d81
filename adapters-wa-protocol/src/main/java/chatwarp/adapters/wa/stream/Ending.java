package chatwarp.adapters.wa.stream;

import chatwarp.domain.model.DisconnectReason;

/**
 * Why a connection ended.
 *
 * @param detail a phrase for the log and the user, without addresses or keys
 * @param overAStanza whether the server could not read something that we sent
 */
public record Ending(DisconnectReason reason, String detail, boolean overAStanza) {
  /** For any other cause than a stanza of ours. */
  public Ending(DisconnectReason reason, String detail) {
    this(reason, detail, false);
  }
}
