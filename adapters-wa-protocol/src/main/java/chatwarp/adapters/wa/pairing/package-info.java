/**
 * Linking this device to an account: first keys, QR and code, and the proof that the phone means
 * us.
 *
 * <p>The session hands it the server's requests on an unpaired connection; it answers them and says
 * what was agreed.
 */
@NullMarked
package chatwarp.adapters.wa.pairing;

import org.jspecify.annotations.NullMarked;
