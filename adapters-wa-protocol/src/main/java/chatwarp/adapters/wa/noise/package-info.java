/**
 * The Noise handshake with WhatsApp's servers and the ciphers it leaves behind (protocol/01 §2–§8).
 * Knows keys, certificates and frames, nothing of what frames hold; called by the stream, and with
 * the roles exchanged by the simulator.
 */
@NullMarked
package chatwarp.adapters.wa.noise;

import org.jspecify.annotations.NullMarked;
