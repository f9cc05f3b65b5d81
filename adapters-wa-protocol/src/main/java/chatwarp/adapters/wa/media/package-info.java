/**
 * Files: their keys and ciphers, the media hosts, and asking a phone to upload again (06).
 *
 * <p>Asks the server through the stream which hosts there are and speaks HTTPS to them, over the
 * transport's sockets; a host that has no business with the account's network is never dialled.
 * Called by the session.
 */
@NullMarked
package chatwarp.adapters.wa.media;

import org.jspecify.annotations.NullMarked;
