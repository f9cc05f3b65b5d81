/**
 * One connection to WhatsApp after the handshake: login, requests with their answers, acks,
 * keepalive, and why it ended.
 *
 * <p>Knows stanzas but no message and no key of Signal. The session opens connections and is told
 * everything else that arrives; the floors between ask their questions through it.
 */
@NullMarked
package chatwarp.adapters.wa.stream;

import org.jspecify.annotations.NullMarked;
