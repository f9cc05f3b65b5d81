package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.KeyPair;

/**
 * Our own side of every session.
 *
 * @param registrationId opaque 32 bits, sent with every first message
 */
public record LocalIdentity(KeyPair identity, int registrationId) {}
