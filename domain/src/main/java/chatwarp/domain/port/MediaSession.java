package chatwarp.domain.port;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.model.MessageKey;
import java.nio.file.Path;

/**
 * The media hosts, as one account sees them (protocol/06). Every method blocks; files are streamed,
 * never held in memory.
 */
public interface MediaSession {
  /**
   * Encrypts a file under a fresh key and uploads it.
   *
   * @throws SessionException.MediaFailed when no host takes it
   */
  MediaReference upload(MediaKind kind, Path file);

  /**
   * Downloads and decrypts; every hash is checked. Nothing is left at the target when it fails.
   *
   * @throws SessionException.MediaGone when it has expired: ask for it with {@link #renew}
   * @throws SessionException.MediaFailed when no host gives it, or it is not what was promised
   */
  void download(MediaKind kind, MediaReference reference, Path target);

  /**
   * Asks the sender's phone to upload a file again.
   *
   * @param message the message it came with
   * @throws SessionException.MediaGone when the phone does not have it either
   */
  MediaReference renew(MessageKey message, MediaReference expired);
}
