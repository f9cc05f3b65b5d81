/**
 * Messages: from content to ciphertexts for every device and back, receipts, and asking again for
 * what could not be read.
 *
 * <p>Works on steps of the device's state; what may leave, and when, is the session's business.
 */
@NullMarked
package chatwarp.adapters.wa.message;

import org.jspecify.annotations.NullMarked;
