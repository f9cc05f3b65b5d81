package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.Optional;

/**
 * A chat as it is listed.
 *
 * @param chat a person's by the phone number, where that is linked
 * @param lid the LID beside the number, where both are known
 * @param name a group's subject, or what a person calls themselves
 * @param lastMessageAt when something happened in it last
 * @param lastMessage the newest that is kept
 */
public record ChatSummary(
    Jid chat,
    Optional<UserJid> lid,
    Optional<String> name,
    Instant lastMessageAt,
    int unread,
    Optional<MessageRecord> lastMessage) {}
