package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.application.message.MediaOrder;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.SendContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.model.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies with files: media, round videos, voice notes, stickers, albums (evolution-v2 §8.2). */
final class MediaBodies {
  private static final String NOT_MEDIA = "Owned media must be a url or base64";
  private static final String NOT_A_FILE =
      "Owned media must be a url, base64, or valid file with buffer";

  private static final List<String> TYPES = List.of("image", "document", "video", "audio");

  private static final Schema MEDIA =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required("mediatype", Rules.oneOf(TYPES))
              .optional("media", Rules.string())
              .optional("mimetype", Rules.string())
              .optional("fileName", Rules.string())
              .optional("caption", Rules.string())
              .optional("viewOnce", Rules.bool())
              .optional("gifPlayback", Rules.bool()));

  private static final Schema PTV =
      SendSchemas.withOptions(SendSchemas.numbered().optional("video", Rules.string()));

  private static final Schema AUDIO =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .optional("audio", Rules.string())
              .optional("encoding", Rules.bool())
              .optional("viewOnce", Rules.bool()));

  private static final Schema STICKER =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .optional("sticker", Rules.string())
              .optional("notConvertSticker", Rules.bool()));

  private static final Schema ALBUM =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required(
                  "items",
                  Rules.array(
                      2,
                      false,
                      Schema.object()
                          .required("mediatype", Rules.oneOf(List.of("image", "video")))
                          .required("media", Rules.string())
                          .optional("mimetype", Rules.string())
                          .optional("caption", Rules.string()))));

  private MediaBodies() {}

  /** {@code sendMedia}. */
  static Said media(ObjectNode body, Uploads uploads) {
    MEDIA.require(body);
    String type = Members.text(body, "mediatype");
    MediaSource source = source(body, "media", uploads, NOT_MEDIA);
    Optional<String> name = fileName(body, uploads);
    if (type.equals("document") && name.isEmpty()) {
      if (!(source instanceof MediaSource.Remote(var url))) {
        throw new RefusedBodyException("For base64 the file name must be informed.");
      }
      name = lastSegment(url.getPath());
    }
    return Said.to(
        Members.recipient(body),
        new SendContent.Media(
            new MediaOrder(
                kind(type, Json.flag(body, "gifPlayback")),
                source,
                Json.text(body, "mimetype"),
                name,
                Json.text(body, "caption"),
                Json.flag(body, "viewOnce"),
                false)));
  }

  /** {@code sendPtv}. */
  static Said ptv(ObjectNode body, Uploads uploads) {
    PTV.require(body);
    return plain(body, MediaKind.PTV, source(body, "video", uploads, NOT_MEDIA), false);
  }

  /** {@code sendWhatsAppAudio}. */
  static Said audio(ObjectNode body, Uploads uploads) {
    AUDIO.require(body);
    boolean convert = body.path("encoding").booleanValue(true);
    return plain(body, MediaKind.VOICE, source(body, "audio", uploads, NOT_A_FILE), convert);
  }

  /** {@code sendSticker}. */
  static Said sticker(ObjectNode body, Uploads uploads) {
    STICKER.require(body);
    boolean convert = !Json.flag(body, "notConvertSticker");
    return plain(body, MediaKind.STICKER, source(body, "sticker", uploads, NOT_MEDIA), convert);
  }

  /** An album of pictures and videos. */
  static Said album(ObjectNode body, Uploads uploads) {
    ALBUM.require(body);
    List<MediaOrder> items = new ArrayList<>();
    for (JsonNode item : body.path("items")) {
      items.add(
          new MediaOrder(
              kind(Members.text(item, "mediatype"), false),
              new MediaText(uploads, NOT_MEDIA).source(Members.text(item, "media")),
              Json.text(item, "mimetype"),
              Optional.empty(),
              Json.text(item, "caption"),
              false,
              false));
    }
    return Said.to(Members.recipient(body), new SendContent.Album(items));
  }

  /** A picture or video above buttons. */
  static MediaOrder header(MediaKind kind, String text, Uploads uploads) {
    return new MediaOrder(
        kind,
        new MediaText(uploads, "thumbnailUrl must be a url or base64").source(text),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  private static Said plain(ObjectNode body, MediaKind kind, MediaSource source, boolean convert) {
    return Said.to(
        Members.recipient(body),
        new SendContent.Media(
            new MediaOrder(
                kind,
                source,
                Json.text(body, "mimetype"),
                Optional.empty(),
                Optional.empty(),
                Json.flag(body, "viewOnce"),
                convert)));
  }

  /** The uploaded part, else the member; one of both must be there. */
  private static MediaSource source(
      ObjectNode body, String member, Uploads uploads, String refusal) {
    String text = Members.text(body, member);
    if (text.isEmpty() && uploads.part().isEmpty()) {
      throw new RefusedBodyException(refusal);
    }
    return new MediaText(uploads, refusal).source(text);
  }

  private static Optional<String> fileName(ObjectNode body, Uploads uploads) {
    return Json.text(body, "fileName").or(() -> uploads.part().flatMap(Uploads.Part::name));
  }

  private static Optional<String> lastSegment(String path) {
    String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    return Optional.of(name.isEmpty() ? "document" : name);
  }

  private static MediaKind kind(String type, boolean gif) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "image" -> MediaKind.IMAGE;
      case "video" -> gif ? MediaKind.GIF : MediaKind.VIDEO;
      case "audio" -> MediaKind.AUDIO;
      case "document" -> MediaKind.DOCUMENT;
      default -> throw new InvalidValueException("mediatype", "is not known");
    };
  }
}
