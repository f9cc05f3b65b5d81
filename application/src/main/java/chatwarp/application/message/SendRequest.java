package chatwarp.application.message;

import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.Secret;
import java.util.Optional;

/**
 * A message that a user wants sent.
 *
 * @param id chosen by the caller; a repeat of the same id answers the first result
 * @param key the caller's name for this request
 * @param digest SHA-256 over the canonical request, to tell a repeat from another request
 */
public record SendRequest(
    Recipient recipient,
    SendContent content,
    SendOptions options,
    Optional<MessageId> id,
    Optional<IdempotencyKey> key,
    Secret digest) {}
