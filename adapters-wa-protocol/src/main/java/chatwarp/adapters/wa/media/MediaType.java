package chatwarp.adapters.wa.media;

import chatwarp.domain.content.MediaKind;
import java.nio.charset.StandardCharsets;

/** What files are to the media hosts: what their keys are derived with, where they lie (06 §1). */
public enum MediaType {
  IMAGE("WhatsApp Image Keys", "image"),
  VIDEO("WhatsApp Video Keys", "video"),
  AUDIO("WhatsApp Audio Keys", "audio"),
  DOCUMENT("WhatsApp Document Keys", "document"),
  HISTORY("WhatsApp History Keys", "md-msg-hist"),
  APP_STATE("WhatsApp App State Keys", "md-app-state"),
  LINK_THUMBNAIL("WhatsApp Link Thumbnail Keys", "thumbnail-link"),
  IMAGE_THUMBNAIL("WhatsApp Image Thumbnail Keys", "thumbnail-image"),
  VIDEO_THUMBNAIL("WhatsApp Video Thumbnail Keys", "thumbnail-video"),
  DOCUMENT_THUMBNAIL("WhatsApp Document Thumbnail Keys", "thumbnail-document"),
  STICKER_PACK("WhatsApp Sticker Pack Keys", "sticker-pack"),
  STICKER_PACK_THUMBNAIL("WhatsApp Sticker Pack Thumbnail Keys", "thumbnail-sticker-pack");

  private final String info;
  private final String path;

  MediaType(String info, String path) {
    this.info = info;
    this.path = path;
  }

  /** What a content's file is. */
  public static MediaType of(MediaKind kind) {
    return switch (kind) {
      case IMAGE, STICKER -> IMAGE;
      case VIDEO, GIF, PTV -> VIDEO;
      case AUDIO, VOICE -> AUDIO;
      case DOCUMENT -> DOCUMENT;
      case LINK_THUMBNAIL -> LINK_THUMBNAIL;
    };
  }

  /** The last part of the upload path, and the {@code mms-type} of a download. */
  public String path() {
    return path;
  }

  /** Whether receivers may play it before all of it has arrived. */
  boolean streamed() {
    return this == VIDEO || this == AUDIO;
  }

  byte[] info() {
    return info.getBytes(StandardCharsets.US_ASCII);
  }
}
