package chatwarp.simulator.content;

import chatwarp.adapters.wa.proto.AudioMessage;
import chatwarp.adapters.wa.proto.DocumentMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.StickerMessage;
import chatwarp.adapters.wa.proto.VideoMessage;
import com.google.protobuf.ByteString;

/** Messages with a file as protobuf. */
final class MediaBodies {
  private static final int WAVEFORM = 64;

  private MediaBodies() {}

  static ImageMessage image(PhoneContent.ImageContent image) {
    MediaPointer file = image.file();
    ImageMessage.Builder body =
        ImageMessage.newBuilder()
            .setUrl(file.url())
            .setMimetype(image.mimetype())
            .setFileSha256(file.sha256())
            .setFileLength(file.length())
            .setMediaKey(file.key())
            .setFileEncSha256(file.encryptedSha256())
            .setDirectPath(file.directPath())
            .setMediaKeyTimestamp(file.timestamp());
    image.caption().ifPresent(body::setCaption);
    return body.build();
  }

  static Message video(PhoneContent.VideoContent video) {
    MediaPointer file = video.file();
    VideoMessage.Builder body =
        VideoMessage.newBuilder()
            .setUrl(file.url())
            .setMimetype(video.mimetype())
            .setFileSha256(file.sha256())
            .setFileLength(file.length())
            .setSeconds(video.seconds())
            .setMediaKey(file.key())
            .setFileEncSha256(file.encryptedSha256())
            .setDirectPath(file.directPath())
            .setMediaKeyTimestamp(file.timestamp());
    video.caption().ifPresent(body::setCaption);
    return switch (video.playing()) {
      case PLAIN -> Message.newBuilder().setVideoMessage(body).build();
      case GIF -> Message.newBuilder().setVideoMessage(body.setGifPlayback(true)).build();
      case ROUND -> Message.newBuilder().setPtvMessage(body).build();
    };
  }

  static AudioMessage audio(PhoneContent.AudioContent audio) {
    MediaPointer file = audio.file();
    AudioMessage.Builder body =
        AudioMessage.newBuilder()
            .setUrl(file.url())
            .setMimetype(audio.mimetype())
            .setFileSha256(file.sha256())
            .setFileLength(file.length())
            .setSeconds(audio.seconds())
            .setPtt(audio.voice())
            .setMediaKey(file.key())
            .setFileEncSha256(file.encryptedSha256())
            .setDirectPath(file.directPath())
            .setMediaKeyTimestamp(file.timestamp());
    if (audio.voice()) {
      // What silence looks like; a phone of ours has no ear.
      body.setWaveform(ByteString.copyFrom(new byte[WAVEFORM]));
    }
    return body.build();
  }

  /** With a caption it is wrapped, as the apps do. */
  static Message document(PhoneContent.DocumentContent document) {
    MediaPointer file = document.file();
    DocumentMessage.Builder body =
        DocumentMessage.newBuilder()
            .setUrl(file.url())
            .setMimetype(document.mimetype())
            .setTitle(document.fileName())
            .setFileSha256(file.sha256())
            .setFileLength(file.length())
            .setMediaKey(file.key())
            .setFileName(document.fileName())
            .setFileEncSha256(file.encryptedSha256())
            .setDirectPath(file.directPath())
            .setMediaKeyTimestamp(file.timestamp());
    if (document.caption().isEmpty()) {
      return Message.newBuilder().setDocumentMessage(body).build();
    }
    body.setCaption(document.caption().get());
    return Message.newBuilder()
        .setDocumentWithCaptionMessage(
            FutureProofMessage.newBuilder()
                .setMessage(Message.newBuilder().setDocumentMessage(body)))
        .build();
  }

  static StickerMessage sticker(PhoneContent.StickerContent sticker, long now) {
    MediaPointer file = sticker.file();
    return StickerMessage.newBuilder()
        .setUrl(file.url())
        .setFileSha256(file.sha256())
        .setFileEncSha256(file.encryptedSha256())
        .setMediaKey(file.key())
        .setMimetype(sticker.mimetype())
        .setDirectPath(file.directPath())
        .setFileLength(file.length())
        .setMediaKeyTimestamp(file.timestamp())
        .setIsAnimated(sticker.animated())
        .setStickerSentTs(now)
        .build();
  }
}
