package chatwarp.simulator.pairing;

import chatwarp.domain.model.UserJid;

/**
 * A companion's {@code companion_hello} (03 §4.1).
 *
 * @param phone the number it wants to be linked to
 * @param wrappedEphemeral 80 bytes
 */
public record CodeHello(UserJid phone, byte[] wrappedEphemeral) {}
