package chatwarp.adapters.wa.noise;

/**
 * What a handshake leaves: one cipher a direction. They count separately, so that one thread may
 * send while another receives.
 */
public record NoiseCiphers(FrameCipher sending, FrameCipher receiving) {}
