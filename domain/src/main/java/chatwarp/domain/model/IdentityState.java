package chatwarp.domain.model;

import java.util.Optional;

/**
 * The keys that make a device what it is, made before its first connection (03 §1).
 *
 * @param noiseKey static key of the Noise handshake
 * @param identityKey Signal identity
 * @param signedPreKey the current signed prekey
 * @param registrationId 1..16380
 * @param advSecret 32 bytes shared with the phone through the QR or the code
 * @param account the phone's signed device identity (ADVSignedDeviceIdentity), once paired
 */
public record IdentityState(
    StoredKeyPair noiseKey,
    StoredKeyPair identityKey,
    StoredSignedPreKey signedPreKey,
    int registrationId,
    Secret advSecret,
    Optional<Secret> account) {}
