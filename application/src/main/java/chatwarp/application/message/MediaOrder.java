package chatwarp.application.message;

import chatwarp.domain.content.MediaKind;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file to be sent.
 *
 * @param kind what it is to be on WhatsApp
 * @param mimetype as the user said: it decides for a document, for other kinds where the bytes do
 *     not say otherwise
 * @param fileName what a document is called
 * @param convert whether a voice note or sticker may be converted into WhatsApp's format
 * @param backgroundArgb the colour behind a voice status, alpha in the highest byte
 */
public record MediaOrder(
    MediaKind kind,
    MediaSource source,
    Optional<String> mimetype,
    Optional<String> fileName,
    Optional<String> caption,
    boolean viewOnce,
    boolean convert,
    OptionalInt backgroundArgb) {
  /** On no colour. */
  public MediaOrder(
      MediaKind kind,
      MediaSource source,
      Optional<String> mimetype,
      Optional<String> fileName,
      Optional<String> caption,
      boolean viewOnce,
      boolean convert) {
    this(kind, source, mimetype, fileName, caption, viewOnce, convert, OptionalInt.empty());
  }
}
