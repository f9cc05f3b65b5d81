package chatwarp.domain.content;

/** A content with a file on the media hosts. */
public sealed interface MediaContent extends MessageContent
    permits ImageContent, VideoContent, AudioContent, DocumentContent, StickerContent {

  /** The file. */
  MediaReference media();

  /** Its MIME type. */
  String mimetype();

  /** What the file is to WhatsApp. */
  MediaKind kind();
}
