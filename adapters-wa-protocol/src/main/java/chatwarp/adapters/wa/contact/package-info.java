/**
 * People: who is on WhatsApp, and under which addresses.
 *
 * <p>Asks the server through the stream and notes what it learns in the device's state.
 */
@NullMarked
package chatwarp.adapters.wa.contact;

import org.jspecify.annotations.NullMarked;
