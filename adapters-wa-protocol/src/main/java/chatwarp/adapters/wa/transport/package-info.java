/**
 * From a host name to frames: dialling (directly or through a proxy), TLS, a WebSocket client (RFC
 * 6455) and the 24-bit frames inside it (protocol/01 §1–§2). Knows nothing of what frames hold;
 * called by the Noise floor and the session.
 *
 * <p>Blocking code for virtual threads. An idle connection holds one small buffer; whatever is
 * larger is made for one frame and let go.
 */
@NullMarked
package chatwarp.adapters.wa.transport;

import org.jspecify.annotations.NullMarked;
