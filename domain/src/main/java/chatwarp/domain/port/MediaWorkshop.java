package chatwarp.domain.port;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.Thumbnail;
import chatwarp.domain.content.Waveform;
import chatwarp.domain.model.Dimensions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes files fit for sending: looks into them and converts them where that is needed. */
public interface MediaWorkshop {
  /**
   * What is wanted of a file.
   *
   * @param mimetype as the user or the other side said: it decides for a document; what is shown or
   *     played is looked into, and told so where the bytes do not say otherwise
   * @param convert whether a voice note or sticker may be converted into WhatsApp's format
   */
  record Order(
      MediaKind kind,
      Path file,
      Optional<String> mimetype,
      Optional<String> fileName,
      boolean convert) {}

  /**
   * A file ready to be uploaded. It may be the one given or a new one beside it, which its owner
   * deletes.
   *
   * @param kind may differ: a voice note that cannot be converted is sent as audio
   */
  record Prepared(
      MediaKind kind,
      Path file,
      long length,
      String mimetype,
      Optional<Dimensions> size,
      Optional<Duration> duration,
      Optional<Thumbnail> thumbnail,
      Optional<Waveform> waveform,
      boolean animated,
      OptionalInt pages) {}

  /**
   * Looks into a file, blocking.
   *
   * @throws MediaException when it is not what was asked for and cannot be made so
   */
  Prepared prepare(Order order);

  /**
   * A sound as MP4, blocking: the file itself when it is that, else a new one beside it, which its
   * owner deletes.
   *
   * @throws MediaException when it cannot be made so
   */
  Path mp4Sound(Path file);

  /**
   * A JPEG as profile pictures need it: square, at most 640 pixels wide.
   *
   * @throws MediaException when the file is no picture that can be read
   */
  byte[] profilePicture(Path file);
}
