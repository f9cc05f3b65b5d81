package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.KeyPair;

/** The chain we send on, and the ratchet key pair that it belongs to. */
record SenderChain(KeyPair ratchetKeys, ChainKey chainKey) {
  SenderChain with(ChainKey next) {
    return new SenderChain(ratchetKeys, next);
  }
}
