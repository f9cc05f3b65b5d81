package chatwarp.domain.contract;

import chatwarp.domain.content.AlbumContent;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.ButtonReplyContent;
import chatwarp.domain.content.CalendarEventContent;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.ContactContent;
import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.ForwardContent;
import chatwarp.domain.content.GroupInviteContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.KeepContent;
import chatwarp.domain.content.ListContent;
import chatwarp.domain.content.ListReplyContent;
import chatwarp.domain.content.LiveLocationContent;
import chatwarp.domain.content.LocationContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.PinContent;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.port.ContentCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Contents on the in-memory WhatsApp: a bare text is written as WhatsApp does, everything else as a
 * number under which it is remembered. Any thread may call.
 */
final class InMemoryContents implements ContentCodec {
  private static final String TEXT_JSON = "{\"conversation\":\"";

  private final Map<String, ReadContent> known = new ConcurrentHashMap<>();

  @Override
  public Optional<ReadContent> read(WireContent content, Jid chat) {
    return Optional.ofNullable(known.get(content.json()));
  }

  /** Nothing is encrypted here. */
  @Override
  public Optional<ReadContent> readOwn(MessageRecord message, AuthState own, Memory memory) {
    return read(message.content(), message.key().chat());
  }

  @Override
  public WireContent wire(MessageContent content, Jid chat) {
    return wire(new ReadContent(content, MessageContext.NONE));
  }

  WireContent wire(ReadContent said) {
    if (said.content() instanceof ForwardContent(WireContent original)) {
      return original;
    }
    WireContent wire =
        said.content() instanceof TextContent text && said.context().equals(MessageContext.NONE)
            ? conversation(text.text())
            : numbered(type(said.content()), known.size());
    known.put(wire.json(), said);
    return wire;
  }

  /** Only pictures move here. */
  @Override
  public WireContent moved(WireContent content, MediaReference moved) {
    return Optional.ofNullable(known.get(content.json()))
        .filter(said -> said.content() instanceof ImageContent)
        .map(
            said -> wire(new ReadContent(at((ImageContent) said.content(), moved), said.context())))
        .orElse(content);
  }

  private static ImageContent at(ImageContent image, MediaReference moved) {
    return new ImageContent(
        moved,
        image.mimetype(),
        image.caption(),
        image.size(),
        image.thumbnail(),
        image.viewOnce());
  }

  @Override
  public WireContent ofJson(String json) {
    if (!json.startsWith("{")) {
      throw new InvalidValueException("message", "is not a message");
    }
    return new WireContent("unknown", json.getBytes(StandardCharsets.UTF_8), json);
  }

  private static WireContent numbered(String type, int number) {
    String json = "{\"" + type + "\":{\"number\":" + number + "}}";
    return new WireContent(type, json.getBytes(StandardCharsets.UTF_8), json);
  }

  /** {@code Message.conversation} (field 1) as WhatsApp writes it. */
  private static WireContent conversation(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x0A);
    int length = utf8.length;
    while (length > 0x7F) {
      out.write((length & 0x7F) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(utf8);
    return new WireContent("conversation", out.toByteArray(), TEXT_JSON + escaped(text) + "\"}");
  }

  private static String escaped(String text) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }

  /** The names of WhatsApp's fields. */
  private static String type(MessageContent content) {
    return switch (content) {
      case TextContent _ -> "extendedTextMessage";
      case ImageContent _ -> "imageMessage";
      case VideoContent video ->
          video.style() == VideoContent.Style.ROUND ? "ptvMessage" : "videoMessage";
      case AudioContent _ -> "audioMessage";
      case DocumentContent _ -> "documentMessage";
      case StickerContent _ -> "stickerMessage";
      case LocationContent _ -> "locationMessage";
      case LiveLocationContent _ -> "liveLocationMessage";
      case ContactContent contact ->
          contact.cards().size() == 1 ? "contactMessage" : "contactsArrayMessage";
      case ReactionContent _ -> "reactionMessage";
      case PollContent _ -> "pollCreationMessageV3";
      case PollVoteContent _ -> "pollUpdateMessage";
      case ListContent _ -> "listMessage";
      case ListReplyContent _ -> "listResponseMessage";
      case InteractiveContent _ -> "interactiveMessage";
      case ButtonReplyContent _ -> "buttonsResponseMessage";
      case CalendarEventContent _ -> "eventMessage";
      case EventReplyContent _ -> "encEventResponseMessage";
      case EditContent _, RevokeContent _, DisappearingContent _ -> "protocolMessage";
      case PinContent _ -> "pinInChatMessage";
      case KeepContent _ -> "keepInChatMessage";
      case AlbumContent _ -> "albumMessage";
      case GroupInviteContent _ -> "groupInviteMessage";
      case ForwardContent forward -> forward.original().type();
      case CommentContent _ -> "commentMessage";
    };
  }
}
