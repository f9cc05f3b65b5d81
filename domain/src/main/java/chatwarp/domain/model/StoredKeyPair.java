package chatwarp.domain.model;

/** A Curve25519 key pair as it is kept: raw 32 bytes each. */
public record StoredKeyPair(Secret publicKey, Secret privateKey) {}
