package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;

/** A chain the peer sends on, known by the peer's ratchet key. */
record ReceiverChain(PublicKey ratchetKey, ChainKey chainKey, SkippedKeys skipped) {}
