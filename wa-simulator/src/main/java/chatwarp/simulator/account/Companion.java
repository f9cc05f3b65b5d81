package chatwarp.simulator.account;

import chatwarp.adapters.wa.crypto.PublicKey;

/**
 * What the server knows of a linked device since its pairing.
 *
 * @param noiseKey the static key it logs in with
 * @param identity its Signal identity
 * @param deviceIdentity serialized ADVSignedDeviceIdentity with all four fields
 */
public record Companion(PublicKey noiseKey, PublicKey identity, byte[] deviceIdentity) {}
