package chatwarp.adapters.wa.stream;

import chatwarp.domain.model.DisconnectReason;

/**
 * Why a connection ended.
 *
 * @param detail a phrase for the log and the user, without addresses or keys
 */
public record Ending(DisconnectReason reason, String detail) {}
