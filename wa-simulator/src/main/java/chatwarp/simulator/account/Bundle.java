package chatwarp.simulator.account;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Optional;

/**
 * What somebody needs to open a session with a device.
 *
 * @param oneTime empty when all are handed out
 */
public record Bundle(
    int registrationId, PublicKey identity, SignedPreKey signed, Optional<OneTimePreKey> oneTime) {}
