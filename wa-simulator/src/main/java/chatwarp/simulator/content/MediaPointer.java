package chatwarp.simulator.content;

import chatwarp.adapters.wa.proto.AudioMessage;
import chatwarp.adapters.wa.proto.DocumentMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.StickerMessage;
import chatwarp.adapters.wa.proto.VideoMessage;
import com.google.protobuf.ByteString;
import java.util.Optional;

/**
 * Where a file is and what opens it, as every media message says (05 §19).
 *
 * @param url may be empty
 * @param key 32 bytes
 * @param timestamp when the key was made, in seconds
 */
public record MediaPointer(
    MediaType type,
    String url,
    String directPath,
    ByteString key,
    ByteString sha256,
    ByteString encryptedSha256,
    long length,
    long timestamp) {

  /** The file of a message, however it is wrapped; empty when it carries none. */
  public static Optional<MediaPointer> of(Message wrapped) {
    Message message = Wrapping.innermost(wrapped);
    if (message.hasImageMessage()) {
      return Optional.of(of(message.getImageMessage()));
    }
    if (message.hasVideoMessage()) {
      return Optional.of(of(message.getVideoMessage()));
    }
    if (message.hasPtvMessage()) {
      return Optional.of(of(message.getPtvMessage()));
    }
    if (message.hasAudioMessage()) {
      return Optional.of(of(message.getAudioMessage()));
    }
    if (message.hasDocumentMessage()) {
      return Optional.of(of(message.getDocumentMessage()));
    }
    if (message.hasStickerMessage()) {
      return Optional.of(of(message.getStickerMessage()));
    }
    return Optional.empty();
  }

  private static MediaPointer of(ImageMessage image) {
    return new MediaPointer(
        MediaType.IMAGE,
        image.getUrl(),
        image.getDirectPath(),
        image.getMediaKey(),
        image.getFileSha256(),
        image.getFileEncSha256(),
        image.getFileLength(),
        image.getMediaKeyTimestamp());
  }

  private static MediaPointer of(VideoMessage video) {
    return new MediaPointer(
        MediaType.VIDEO,
        video.getUrl(),
        video.getDirectPath(),
        video.getMediaKey(),
        video.getFileSha256(),
        video.getFileEncSha256(),
        video.getFileLength(),
        video.getMediaKeyTimestamp());
  }

  private static MediaPointer of(AudioMessage audio) {
    return new MediaPointer(
        MediaType.AUDIO,
        audio.getUrl(),
        audio.getDirectPath(),
        audio.getMediaKey(),
        audio.getFileSha256(),
        audio.getFileEncSha256(),
        audio.getFileLength(),
        audio.getMediaKeyTimestamp());
  }

  private static MediaPointer of(DocumentMessage document) {
    return new MediaPointer(
        MediaType.DOCUMENT,
        document.getUrl(),
        document.getDirectPath(),
        document.getMediaKey(),
        document.getFileSha256(),
        document.getFileEncSha256(),
        document.getFileLength(),
        document.getMediaKeyTimestamp());
  }

  private static MediaPointer of(StickerMessage sticker) {
    return new MediaPointer(
        MediaType.STICKER,
        sticker.getUrl(),
        sticker.getDirectPath(),
        sticker.getMediaKey(),
        sticker.getFileSha256(),
        sticker.getFileEncSha256(),
        sticker.getFileLength(),
        sticker.getMediaKeyTimestamp());
  }

  @Override
  public String toString() {
    return "MediaPointer[redacted]";
  }
}
