/**
 * Curve25519, XEdDSA, HKDF and the ciphers: the lowest floor of the protocol.
 *
 * <p>Knows keys and bytes only, no message and no peer. Every floor above calls it, in the client
 * and in the simulator's server. Curve operations are stateless and may be called from any thread;
 * the symmetric primitives are reusable objects that belong to one thread at a time.
 */
@NullMarked
package chatwarp.adapters.wa.crypto;

import org.jspecify.annotations.NullMarked;
