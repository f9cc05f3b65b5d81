package chatwarp.application.instance;

import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.Secret;

/**
 * A caller's name for a send, to be kept together with the message.
 *
 * @param digest SHA-256 over the canonical request
 */
public record SendClaim(IdempotencyKey key, Secret digest) {}
