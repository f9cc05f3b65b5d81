package chatwarp.domain.content;

/** What a media file is to WhatsApp: it decides the keys, the upload path and the message. */
public enum MediaKind {
  IMAGE,
  VIDEO,
  /** A short silent video that repeats. */
  GIF,
  /** A round video note. */
  PTV,
  AUDIO,
  /** A voice note. */
  VOICE,
  DOCUMENT,
  STICKER,
  /** The larger picture of a link preview. */
  LINK_THUMBNAIL
}
