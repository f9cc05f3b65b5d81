package chatwarp.domain.model;

/**
 * A send that was accepted under a key.
 *
 * @param requestDigest SHA-256 of the canonical request, 32 bytes
 * @param chat where the message went
 */
public record IdempotentSend(
    IdempotencyKey key, Secret requestDigest, Jid chat, MessageId message) {}
