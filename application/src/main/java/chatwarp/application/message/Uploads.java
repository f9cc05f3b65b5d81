package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.port.MediaWorkshop;
import chatwarp.domain.port.MediaWorkshop.Prepared;

/** Makes a user's file a content: gets it, makes it fit, uploads it. Any thread may call. */
final class Uploads {
  private static final String UNNAMED = "file";

  private final SourceFiles files;
  private final MediaWorkshop workshop;

  Uploads(SourceFiles files, MediaWorkshop workshop) {
    this.files = files;
    this.workshop = workshop;
  }

  /**
   * Blocks until the file is on the media hosts. Nothing of it is left here, whatever happens.
   *
   * @throws chatwarp.domain.port.FetchException when it cannot be had
   * @throws chatwarp.domain.port.MediaException when it is not what was asked for
   * @throws chatwarp.domain.port.SessionException when it cannot be uploaded
   */
  MediaContent upload(InstanceHandle instance, MediaOrder order) {
    SourceFiles.SourceFile file = files.open(order.source());
    try {
      Prepared prepared =
          workshop.prepare(
              new MediaWorkshop.Order(
                  order.kind(),
                  file.path(),
                  order.mimetype().or(file::mimetype),
                  order.fileName().or(file::name),
                  order.convert()));
      try {
        MediaReference reference = instance.media().upload(prepared.kind(), prepared.file());
        String name = order.fileName().or(file::name).orElse(UNNAMED);
        return content(order, prepared, reference, name);
      } finally {
        SourceFiles.discard(prepared.file());
      }
    } finally {
      SourceFiles.discard(file.path());
    }
  }

  private static MediaContent content(
      MediaOrder order, Prepared prepared, MediaReference reference, String name) {
    return switch (prepared.kind()) {
      case IMAGE ->
          new ImageContent(
              reference,
              prepared.mimetype(),
              order.caption(),
              prepared.size(),
              prepared.thumbnail(),
              order.viewOnce());
      case VIDEO, GIF, PTV ->
          new VideoContent(
              reference,
              prepared.mimetype(),
              style(prepared.kind()),
              order.caption(),
              prepared.size(),
              prepared.duration(),
              prepared.thumbnail(),
              order.viewOnce());
      case AUDIO, VOICE ->
          new AudioContent(
              reference,
              prepared.mimetype(),
              prepared.kind() == MediaKind.VOICE,
              prepared.duration(),
              prepared.waveform(),
              order.viewOnce(),
              order.backgroundArgb());
      case DOCUMENT ->
          new DocumentContent(
              reference,
              prepared.mimetype(),
              name,
              order.caption(),
              prepared.pages(),
              prepared.thumbnail());
      case STICKER ->
          new StickerContent(
              reference,
              prepared.mimetype(),
              prepared.size(),
              prepared.animated(),
              prepared.mimetype().equals(StickerContent.LOTTIE));
      case LINK_THUMBNAIL ->
          throw new InvalidValueException("mediatype", "is not one that can be sent alone");
    };
  }

  private static VideoContent.Style style(MediaKind kind) {
    return switch (kind) {
      case GIF -> VideoContent.Style.GIF;
      case PTV -> VideoContent.Style.ROUND;
      default -> VideoContent.Style.PLAIN;
    };
  }
}
