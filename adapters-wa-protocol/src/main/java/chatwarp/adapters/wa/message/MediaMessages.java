package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.AudioMessage;
import chatwarp.adapters.wa.proto.DocumentMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.StickerMessage;
import chatwarp.adapters.wa.proto.VideoMessage;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.content.Waveform;
import chatwarp.domain.model.InvalidValueException;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Pictures, videos, sounds, documents and stickers (05 §19). */
final class MediaMessages {
  private MediaMessages() {}

  /**
   * The content alone; {@link #wrapped} comes after what surrounds it was put on it.
   *
   * @param now when it is sent; {@link Instant#EPOCH} when it is not
   */
  static Message.Builder write(MediaContent media, Instant now) {
    Message.Builder message = Message.newBuilder();
    return switch (media) {
      case ImageContent image -> message.setImageMessage(image(image));
      case VideoContent video ->
          video.style() == VideoContent.Style.ROUND
              ? message.setPtvMessage(video(video))
              : message.setVideoMessage(video(video));
      case AudioContent audio -> message.setAudioMessage(audio(audio));
      case DocumentContent document -> message.setDocumentMessage(document(document));
      case StickerContent sticker -> message.setStickerMessage(sticker(sticker, now));
    };
  }

  /** Put into the wrapper that its kind asks for (05 §18). */
  static Message.Builder wrapped(MediaContent media, Message.Builder message) {
    FutureProofMessage.Builder wrapper = FutureProofMessage.newBuilder().setMessage(message);
    Message.Builder outer = Message.newBuilder();
    return switch (media) {
      case ImageContent image when image.viewOnce() -> outer.setViewOnceMessageV2(wrapper);
      case VideoContent video when video.viewOnce() -> outer.setViewOnceMessageV2(wrapper);
      case AudioContent audio when audio.viewOnce() -> outer.setViewOnceMessageV2Extension(wrapper);
      case DocumentContent document when document.caption().isPresent() ->
          outer.setDocumentWithCaptionMessage(wrapper);
      case StickerContent sticker when sticker.lottie() -> outer.setLottieStickerMessage(wrapper);
      case ImageContent _, VideoContent _, AudioContent _, DocumentContent _, StickerContent _ ->
          message;
    };
  }

  static ImageMessage.Builder image(ImageContent image) {
    MediaReference file = image.media();
    ImageMessage.Builder message =
        ImageMessage.newBuilder()
            .setMimetype(image.mimetype())
            .setFileSha256(WireValues.bytes(file.sha256().bytes()))
            .setFileLength(file.length())
            .setMediaKey(WireValues.bytes(file.mediaKey().reveal()))
            .setFileEncSha256(WireValues.bytes(file.encryptedSha256().bytes()))
            .setDirectPath(file.directPath())
            .setMediaKeyTimestamp(file.keyTimestamp().getEpochSecond());
    file.url().ifPresent(url -> message.setUrl(url.toString()));
    image.caption().ifPresent(message::setCaption);
    image.size().ifPresent(size -> message.setWidth(size.width()).setHeight(size.height()));
    image.thumbnail().ifPresent(t -> message.setJpegThumbnail(WireValues.bytes(t.jpeg())));
    if (image.viewOnce()) {
      message.setViewOnce(true);
    }
    return message;
  }

  static VideoMessage.Builder video(VideoContent video) {
    MediaReference file = video.media();
    VideoMessage.Builder message =
        VideoMessage.newBuilder()
            .setMimetype(video.mimetype())
            .setFileSha256(WireValues.bytes(file.sha256().bytes()))
            .setFileLength(file.length())
            .setMediaKey(WireValues.bytes(file.mediaKey().reveal()))
            .setFileEncSha256(WireValues.bytes(file.encryptedSha256().bytes()))
            .setDirectPath(file.directPath())
            .setMediaKeyTimestamp(file.keyTimestamp().getEpochSecond());
    file.url().ifPresent(url -> message.setUrl(url.toString()));
    file.sidecar().ifPresent(s -> message.setStreamingSidecar(WireValues.bytes(s.codes())));
    video.caption().ifPresent(message::setCaption);
    video.size().ifPresent(size -> message.setWidth(size.width()).setHeight(size.height()));
    video.duration().ifPresent(time -> message.setSeconds(WireValues.seconds(time)));
    video.thumbnail().ifPresent(t -> message.setJpegThumbnail(WireValues.bytes(t.jpeg())));
    if (video.style() == VideoContent.Style.GIF) {
      message.setGifPlayback(true).setGifAttribution(VideoMessage.Attribution.NONE);
    }
    if (video.viewOnce()) {
      message.setViewOnce(true);
    }
    return message;
  }

  private static AudioMessage.Builder audio(AudioContent audio) {
    MediaReference file = audio.media();
    AudioMessage.Builder message =
        AudioMessage.newBuilder()
            .setMimetype(audio.mimetype())
            .setFileSha256(WireValues.bytes(file.sha256().bytes()))
            .setFileLength(file.length())
            .setPtt(audio.voice())
            .setMediaKey(WireValues.bytes(file.mediaKey().reveal()))
            .setFileEncSha256(WireValues.bytes(file.encryptedSha256().bytes()))
            .setDirectPath(file.directPath())
            .setMediaKeyTimestamp(file.keyTimestamp().getEpochSecond());
    file.url().ifPresent(url -> message.setUrl(url.toString()));
    file.sidecar().ifPresent(s -> message.setStreamingSidecar(WireValues.bytes(s.codes())));
    audio.duration().ifPresent(time -> message.setSeconds(WireValues.seconds(time)));
    audio.waveform().ifPresent(w -> message.setWaveform(WireValues.bytes(w.levels())));
    audio.backgroundArgb().ifPresent(message::setBackgroundArgb);
    if (audio.viewOnce()) {
      message.setViewOnce(true);
    }
    return message;
  }

  static DocumentMessage.Builder document(DocumentContent document) {
    MediaReference file = document.media();
    DocumentMessage.Builder message =
        DocumentMessage.newBuilder()
            .setMimetype(document.mimetype())
            .setTitle(document.fileName())
            .setFileSha256(WireValues.bytes(file.sha256().bytes()))
            .setFileLength(file.length())
            .setMediaKey(WireValues.bytes(file.mediaKey().reveal()))
            .setFileName(document.fileName())
            .setFileEncSha256(WireValues.bytes(file.encryptedSha256().bytes()))
            .setDirectPath(file.directPath())
            .setMediaKeyTimestamp(file.keyTimestamp().getEpochSecond());
    file.url().ifPresent(url -> message.setUrl(url.toString()));
    document.caption().ifPresent(message::setCaption);
    document.pages().ifPresent(message::setPageCount);
    document.thumbnail().ifPresent(t -> message.setJpegThumbnail(WireValues.bytes(t.jpeg())));
    return message;
  }

  private static StickerMessage.Builder sticker(StickerContent sticker, Instant now) {
    MediaReference file = sticker.media();
    StickerMessage.Builder message =
        StickerMessage.newBuilder()
            .setFileSha256(WireValues.bytes(file.sha256().bytes()))
            .setFileEncSha256(WireValues.bytes(file.encryptedSha256().bytes()))
            .setMediaKey(WireValues.bytes(file.mediaKey().reveal()))
            .setMimetype(sticker.mimetype())
            .setDirectPath(file.directPath())
            .setFileLength(file.length())
            .setMediaKeyTimestamp(file.keyTimestamp().getEpochSecond());
    file.url().ifPresent(url -> message.setUrl(url.toString()));
    sticker.size().ifPresent(size -> message.setWidth(size.width()).setHeight(size.height()));
    if (now.isAfter(Instant.EPOCH)) {
      message.setStickerSentTs(now.toEpochMilli());
    }
    // Phones say both of every sticker.
    return message.setIsAnimated(sticker.animated()).setIsLottie(sticker.lottie());
  }

  /**
   * The media of a message without wrapper, if it is one.
   *
   * @param once whether a view-once wrapper was around it; older clients say it only there
   */
  static Optional<MediaContent> read(Message message, boolean once) {
    if (message.hasImageMessage()) {
      return Optional.of(image(message.getImageMessage(), once));
    }
    if (message.hasVideoMessage()) {
      VideoMessage video = message.getVideoMessage();
      return Optional.of(
          video(
              video,
              video.getGifPlayback() ? VideoContent.Style.GIF : VideoContent.Style.PLAIN,
              once));
    }
    if (message.hasPtvMessage()) {
      return Optional.of(video(message.getPtvMessage(), VideoContent.Style.ROUND, once));
    }
    if (message.hasAudioMessage()) {
      return Optional.of(audio(message.getAudioMessage(), once));
    }
    if (message.hasDocumentMessage()) {
      return Optional.of(document(message.getDocumentMessage()));
    }
    if (message.hasStickerMessage()) {
      return Optional.of(sticker(message.getStickerMessage()));
    }
    return Optional.empty();
  }

  static ImageContent image(ImageMessage image, boolean once) {
    return new ImageContent(
        MediaFiles.reference(
            image.getUrl(),
            image.getDirectPath(),
            image.getMediaKey(),
            image.getFileSha256(),
            image.getFileEncSha256(),
            image.getFileLength(),
            image.getMediaKeyTimestamp(),
            ByteString.EMPTY),
        image.getMimetype(),
        WireValues.text(image.getCaption()),
        WireValues.size(image.getWidth(), image.getHeight()),
        WireValues.thumbnail(image.getJpegThumbnail()),
        once || image.getViewOnce());
  }

  static VideoContent video(VideoMessage video, VideoContent.Style style, boolean once) {
    return new VideoContent(
        MediaFiles.reference(
            video.getUrl(),
            video.getDirectPath(),
            video.getMediaKey(),
            video.getFileSha256(),
            video.getFileEncSha256(),
            video.getFileLength(),
            video.getMediaKeyTimestamp(),
            video.getStreamingSidecar()),
        video.getMimetype(),
        style,
        WireValues.text(video.getCaption()),
        WireValues.size(video.getWidth(), video.getHeight()),
        WireValues.seconds(video.getSeconds()),
        WireValues.thumbnail(video.getJpegThumbnail()),
        once || video.getViewOnce());
  }

  private static AudioContent audio(AudioMessage audio, boolean once) {
    return new AudioContent(
        MediaFiles.reference(
            audio.getUrl(),
            audio.getDirectPath(),
            audio.getMediaKey(),
            audio.getFileSha256(),
            audio.getFileEncSha256(),
            audio.getFileLength(),
            audio.getMediaKeyTimestamp(),
            audio.getStreamingSidecar()),
        audio.getMimetype(),
        audio.getPtt(),
        WireValues.seconds(audio.getSeconds()),
        waveform(audio.getWaveform()),
        once || audio.getViewOnce(),
        audio.hasBackgroundArgb()
            ? OptionalInt.of(audio.getBackgroundArgb())
            : OptionalInt.empty());
  }

  private static Optional<Waveform> waveform(ByteString levels) {
    try {
      return levels.isEmpty() ? Optional.empty() : Optional.of(Waveform.of(levels.toByteArray()));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  static DocumentContent document(DocumentMessage document) {
    return new DocumentContent(
        MediaFiles.reference(
            document.getUrl(),
            document.getDirectPath(),
            document.getMediaKey(),
            document.getFileSha256(),
            document.getFileEncSha256(),
            document.getFileLength(),
            document.getMediaKeyTimestamp(),
            ByteString.EMPTY),
        document.getMimetype(),
        document.getFileName().isEmpty() ? document.getTitle() : document.getFileName(),
        WireValues.text(document.getCaption()),
        WireValues.positive(document.getPageCount()),
        WireValues.thumbnail(document.getJpegThumbnail()));
  }

  private static StickerContent sticker(StickerMessage sticker) {
    return new StickerContent(
        MediaFiles.reference(
            sticker.getUrl(),
            sticker.getDirectPath(),
            sticker.getMediaKey(),
            sticker.getFileSha256(),
            sticker.getFileEncSha256(),
            sticker.getFileLength(),
            sticker.getMediaKeyTimestamp(),
            ByteString.EMPTY),
        sticker.getMimetype(),
        WireValues.size(sticker.getWidth(), sticker.getHeight()),
        sticker.getIsAnimated(),
        isLottie(sticker));
  }

  /** A vector sticker; not every sender says so. */
  static boolean isLottie(StickerMessage sticker) {
    return sticker.getIsLottie() || sticker.getMimetype().equals(StickerContent.LOTTIE);
  }
}
