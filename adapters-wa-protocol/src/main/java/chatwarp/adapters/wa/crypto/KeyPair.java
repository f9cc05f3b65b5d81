package chatwarp.adapters.wa.crypto;

/** A Curve25519 key pair. Both halves redact themselves. */
public record KeyPair(PublicKey publicKey, PrivateKey privateKey) {}
