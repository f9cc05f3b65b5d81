package chatwarp.simulator.account;

import chatwarp.adapters.wa.crypto.PublicKey;

/**
 * The public half of a device's signed prekey as it was uploaded; clients verify the signature, the
 * server does not need to.
 *
 * @param id 24 bits
 * @param signature 64 bytes, XEdDSA over 0x05 || key
 */
public record SignedPreKey(int id, PublicKey key, byte[] signature) {}
