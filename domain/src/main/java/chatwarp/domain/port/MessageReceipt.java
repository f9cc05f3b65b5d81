package chatwarp.domain.port;

import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import java.time.Instant;

/** How far a message of ours got with one person. */
public record MessageReceipt(UserJid participant, MessageStatus status, Instant at) {}
