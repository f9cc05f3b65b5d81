/**
 * The Signal protocol, version 3, as WhatsApp uses it: X3DH, Double Ratchet, sender keys.
 *
 * <p>States are immutable values: an operation takes a record and gives the next one, and a failure
 * changes nothing, so that the floors above can stage and commit. Knows addresses, keys and bytes;
 * nothing of stanzas, padding or storage, which it meets as the narrow stores of {@link
 * chatwarp.adapters.wa.signal.SignalStore}. Called by the device and message floors and by the
 * simulator's phones. Source of every rule: protocol/04.
 */
@NullMarked
package chatwarp.adapters.wa.signal;

import org.jspecify.annotations.NullMarked;
