package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.application.message.Audience;
import chatwarp.application.message.MediaOrder;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.TextStyle;
import chatwarp.domain.model.BroadcastJid;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code sendStatus}: a text, picture, video or sound for the people named, or for all. */
final class StatusBody {
  private static final int MOST_FONT = 5;
  private static final int WHITE = 0xFFFFFFFF;
  private static final int OPAQUE = 0xFF000000;
  private static final Pattern COLOR = Pattern.compile("#?([0-9A-Fa-f]{6})");
  private static final Pattern NUMERIC = Pattern.compile("^\\d+");

  private static final Schema STATUS =
      SendSchemas.withOptions(
          Schema.object()
              .required("type", Rules.oneOf(List.of("text", "image", "audio", "video")))
              .optional("content", Rules.string())
              .optional("caption", Rules.string())
              .optional("backgroundColor", Rules.string())
              .optional("font", Rules.between(0, MOST_FONT))
              .optional(
                  "statusJidList",
                  Rules.array(
                      1,
                      true,
                      Rules.matching(
                          NUMERIC, "\"statusJidList\" must be an array of numeric strings")))
              .optional("allContacts", Rules.bool()));

  private StatusBody() {}

  static Said read(ObjectNode body, Uploads uploads) {
    STATUS.require(body);
    String type = Members.text(body, "type");
    if (Members.text(body, "content").isBlank() && uploads.part().isEmpty()) {
      throw new RefusedBodyException("Content is required");
    }
    SendContent content =
        type.equals("text")
            ? new SendContent.Ready(text(body, uploads))
            : new SendContent.Media(media(body, type, uploads));
    return new Said(new Recipient.Address(BroadcastJid.STATUS), content, audience(body));
  }

  private static TextContent text(ObjectNode body, Uploads uploads) {
    String text = Members.text(body, "content");
    if (uploads.spooled(text).isPresent() || text.length() > TextContent.MAX_LENGTH) {
      throw new RefusedBodyException("Content is too long");
    }
    int background =
        background(body)
            .orElseThrow(() -> new RefusedBodyException("Background color is required"));
    if (!body.path("font").isNumber()) {
      throw new RefusedBodyException("Font is required");
    }
    return new TextContent(
        text,
        Optional.empty(),
        Optional.of(new TextStyle(background, WHITE, body.path("font").intValue())));
  }

  private static OptionalInt background(ObjectNode body) {
    return Json.text(body, "backgroundColor").stream().mapToInt(StatusBody::color).findFirst();
  }

  private static int color(String written) {
    var matcher = COLOR.matcher(written);
    if (!matcher.matches()) {
      throw new RefusedBodyException("Background color is not a color like #25D366");
    }
    return OPAQUE | HexFormat.fromHexDigits(matcher.group(1));
  }

  private static MediaOrder media(ObjectNode body, String type, Uploads uploads) {
    MediaSource source =
        new MediaText(uploads, "Owned media must be a url or base64")
            .source(Members.text(body, "content"));
    MediaKind kind =
        switch (type) {
          case "image" -> MediaKind.IMAGE;
          case "video" -> MediaKind.VIDEO;
          default -> MediaKind.VOICE;
        };
    return new MediaOrder(
        kind,
        source,
        Optional.empty(),
        Optional.empty(),
        Json.text(body, "caption"),
        false,
        kind == MediaKind.VOICE,
        kind == MediaKind.VOICE ? background(body) : OptionalInt.empty());
  }

  private static Audience audience(ObjectNode body) {
    if (Json.flag(body, "allContacts")) {
      return new Audience.AllContacts();
    }
    List<Recipient> people = Members.people(body, "statusJidList");
    if (people.isEmpty()) {
      throw new RefusedBodyException("StatusJidList is required");
    }
    return new Audience.People(people);
  }
}
