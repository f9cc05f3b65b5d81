/**
 * Groups and communities: what they are, who is in them, and everything one can ask of them.
 *
 * <p>Metadata is kept in the device's state and corrected by the server's notifications, so that
 * sending to a group asks nothing. Called by the session and by the messages' floor.
 */
@NullMarked
package chatwarp.adapters.wa.group;

import org.jspecify.annotations.NullMarked;
