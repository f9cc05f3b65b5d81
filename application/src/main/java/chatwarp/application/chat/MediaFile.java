package chatwarp.application.chat;

import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.MessageKey;
import java.nio.file.Path;

/**
 * A message's file in clear.
 *
 * @param message the message it came with
 * @param wire that message's content
 * @param content the part with the file
 * @param file lies in a spool; whoever gets this deletes it
 * @param length in bytes; larger files are not given: base64 writers count in {@code int}
 * @param mimetype of the file as it is given; another than the content's when it was converted
 */
public record MediaFile(
    MessageKey message,
    WireContent wire,
    MediaContent content,
    Path file,
    int length,
    String mimetype) {}
