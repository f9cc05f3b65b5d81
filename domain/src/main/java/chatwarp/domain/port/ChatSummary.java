package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * A chat as it is listed.
 *
 * @param name a group's subject, or what a person calls themselves
 * @param lastMessageAt when something happened in it last
 * @param lastMessage the newest that is kept
 */
public record ChatSummary(
    Jid chat,
    Optional<String> name,
    Instant lastMessageAt,
    int unread,
    Optional<MessageRecord> lastMessage) {}
