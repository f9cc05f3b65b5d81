package chatwarp.domain.model;

/**
 * A signed prekey as it is kept.
 *
 * @param id 1..0xFFFFFF
 * @param signature 64 bytes, XEdDSA by the identity key over the 33-byte public key
 */
public record StoredSignedPreKey(int id, StoredKeyPair keys, Secret signature) {}
