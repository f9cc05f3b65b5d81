/**
 * People: who is on WhatsApp, under which addresses, and who lets whom in.
 *
 * <p>Asks the server through the stream and notes what it learns in the device's state.
 */
@NullMarked
package chatwarp.adapters.wa.contact;

import org.jspecify.annotations.NullMarked;
