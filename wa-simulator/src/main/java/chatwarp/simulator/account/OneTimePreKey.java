package chatwarp.simulator.account;

import chatwarp.adapters.wa.crypto.PublicKey;

/**
 * The public half of a prekey that is handed out once.
 *
 * @param id 24 bits, not 0
 */
public record OneTimePreKey(int id, PublicKey key) {}
