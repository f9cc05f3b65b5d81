/**
 * The {@code ProtocolSession}: one account for the life of its instance, over connections that come
 * and go. The top floor; puts the others together.
 *
 * <p>Bootstrap makes the factory, the application uses what it gives. Decides when something may
 * leave and who waits for what; knows neither SQL nor rows nor events.
 */
@NullMarked
package chatwarp.adapters.wa.session;

import org.jspecify.annotations.NullMarked;
