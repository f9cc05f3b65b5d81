/**
 * Makes files fit for sending: looks into them and converts them where WhatsApp wants another
 * format (06 §7).
 *
 * <p>Knows files, pictures and sounds, and neither the server nor messages. Reads everything as
 * bytes of a stranger: sizes are checked before anything is decoded. Bootstrap makes the workshop,
 * the application calls it through its port.
 */
@NullMarked
package chatwarp.adapters.wa.media.workshop;

import org.jspecify.annotations.NullMarked;
