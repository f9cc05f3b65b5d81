package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.LinkPreview;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.TextStyle;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import java.util.Optional;

/** Texts: plain ones, with a preview of a link, and styled ones for the status (05 §19). */
final class TextMessages {
  private TextMessages() {}

  /** A plain text stays plain, but a status is always an extended one. */
  static Message.Builder write(TextContent text, Jid chat) {
    if (text.preview().isEmpty() && text.style().isEmpty() && !chat.equals(BroadcastJid.STATUS)) {
      return Message.newBuilder().setConversation(text.text());
    }
    ExtendedTextMessage.Builder extended = ExtendedTextMessage.newBuilder().setText(text.text());
    text.preview().ifPresent(preview -> preview(preview, extended));
    text.style().ifPresent(style -> style(style, extended));
    return Message.newBuilder().setExtendedTextMessage(extended);
  }

  private static void preview(LinkPreview preview, ExtendedTextMessage.Builder text) {
    text.setMatchedText(preview.matchedText())
        .setTitle(preview.title())
        .setPreviewType(ExtendedTextMessage.PreviewType.NONE);
    preview.description().ifPresent(text::setDescription);
    preview.thumbnail().ifPresent(t -> text.setJpegThumbnail(WireValues.bytes(t.jpeg())));
    preview
        .image()
        .ifPresent(image ->
            text.setThumbnailDirectPath(image.directPath())
                .setThumbnailSha256(WireValues.bytes(image.sha256().bytes()))
                .setThumbnailEncSha256(WireValues.bytes(image.encryptedSha256().bytes()))
                .setMediaKey(WireValues.bytes(image.mediaKey().reveal()))
                .setMediaKeyTimestamp(image.keyTimestamp().getEpochSecond()));
    preview
        .imageSize()
        .ifPresent(size -> text.setThumbnailWidth(size.width()).setThumbnailHeight(size.height()));
  }

  private static void style(TextStyle style, ExtendedTextMessage.Builder text) {
    ExtendedTextMessage.FontType font = ExtendedTextMessage.FontType.forNumber(style.font());
    if (font == null) {
      throw new InvalidValueException("font", "is none of WhatsApp's fonts");
    }
    text.setBackgroundArgb(style.backgroundArgb()).setTextArgb(style.textArgb()).setFont(font);
  }

  static TextContent read(ExtendedTextMessage text) {
    return new TextContent(text.getText(), preview(text), style(text));
  }

  private static Optional<LinkPreview> preview(ExtendedTextMessage text) {
    if (text.getMatchedText().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LinkPreview(
            text.getMatchedText(),
            text.getTitle(),
            WireValues.text(text.getDescription()),
            WireValues.thumbnail(text.getJpegThumbnail()),
            image(text),
            WireValues.size(text.getThumbnailWidth(), text.getThumbnailHeight())));
  }

  /** The larger picture; the message does not say how long it is. */
  private static Optional<MediaReference> image(ExtendedTextMessage text) {
    if (text.getThumbnailDirectPath().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          MediaFiles.reference(
              "",
              text.getThumbnailDirectPath(),
              text.getMediaKey(),
              text.getThumbnailSha256(),
              text.getThumbnailEncSha256(),
              0,
              text.getMediaKeyTimestamp(),
              com.google.protobuf.ByteString.EMPTY));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static Optional<TextStyle> style(ExtendedTextMessage text) {
    return text.hasBackgroundArgb()
        ? Optional.of(
            new TextStyle(text.getBackgroundArgb(), text.getTextArgb(), text.getFont().getNumber()))
        : Optional.empty();
  }
}
