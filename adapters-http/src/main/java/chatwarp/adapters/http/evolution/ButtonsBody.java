package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.application.message.SendContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.NativeFlowButton;
import chatwarp.domain.content.TextContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sendButtons}: native-flow buttons under a text, a picture above it when asked for. */
final class ButtonsBody {
  private static final int MOST_REPLIES = 3;
  private static final List<String> TYPES = List.of("reply", "copy", "url", "call", "pix");
  private static final String RANDOM_KEY = "random";
  private static final List<String> KEY_TYPES =
      List.of("phone", "email", "cpf", "cnpj", RANDOM_KEY);

  private static final Schema BUTTONS =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .optional("title", Rules.string())
              .optional("description", Rules.string())
              .optional("footer", Rules.string())
              .optional("thumbnailUrl", Rules.string())
              .optional("fallbackText", Rules.bool())
              .optional(
                  "buttons",
                  Rules.array(
                      0,
                      false,
                      Schema.object()
                          .required("type", Rules.oneOf(TYPES))
                          .optional("displayText", Rules.string())
                          .optional("id", Rules.string())
                          .optional("url", Rules.string())
                          .optional("phoneNumber", Rules.string())
                          .optional("copyCode", Rules.string())
                          .optional("currency", Rules.string())
                          .optional("name", Rules.string())
                          .optional("keyType", Rules.oneOf(KEY_TYPES))
                          .optional("key", Rules.string()))));

  private ButtonsBody() {}

  static Said read(ObjectNode body, Uploads uploads) {
    BUTTONS.require(body);
    JsonNode buttons = body.path("buttons");
    refuseMixtures(buttons);
    List<NativeFlowButton> parts = new ArrayList<>();
    buttons.forEach(button -> parts.add(button(button)));
    String text = text(body);
    if (Json.flag(body, "fallbackText")) {
      return Said.to(Members.recipient(body), TextContent.of(numbered(body, text, parts)));
    }
    InteractiveContent content =
        new InteractiveContent(
            Optional.empty(), text, Json.text(body, "footer"), Optional.empty(), parts);
    Optional<String> picture = Json.text(body, "thumbnailUrl");
    return Said.to(
        Members.recipient(body),
        picture.isEmpty()
            ? new SendContent.Ready(content)
            : new SendContent.Headed(
                content, MediaBodies.header(MediaKind.IMAGE, picture.get(), uploads)));
  }

  /** The peer's rules, in its order and words. */
  private static void refuseMixtures(JsonNode buttons) {
    if (buttons.isEmpty()) {
      throw new RefusedBodyException("At least one button is required");
    }
    long replies = count(buttons, "reply");
    if (replies > MOST_REPLIES) {
      throw new RefusedBodyException("Maximum of 3 reply buttons allowed");
    }
    if (replies > 0 && replies < buttons.size()) {
      throw new RefusedBodyException("Reply buttons cannot be mixed with other button types");
    }
    long pix = count(buttons, "pix");
    if (pix > 1) {
      throw new RefusedBodyException("Only one PIX button is allowed");
    }
    if (pix == 1 && buttons.size() > 1) {
      throw new RefusedBodyException("PIX button cannot be mixed with other button types");
    }
  }

  private static long count(JsonNode buttons, String type) {
    return buttons.valueStream().filter(b -> Members.text(b, "type").equals(type)).count();
  }

  private static NativeFlowButton button(JsonNode button) {
    String text = Members.text(button, "displayText");
    return switch (Members.text(button, "type")) {
      case "reply" -> new NativeFlowButton.Reply(need(button, "displayText"), need(button, "id"));
      case "copy" -> new NativeFlowButton.Copy(text, need(button, "copyCode"));
      case "url" -> new NativeFlowButton.Link(need(button, "displayText"), need(button, "url"));
      case "call" ->
          new NativeFlowButton.Call(need(button, "displayText"), need(button, "phoneNumber"));
      default ->
          new NativeFlowButton.Pix(
              Json.text(button, "currency").orElse("BRL"),
              need(button, "name"),
              keyType(need(button, "keyType")),
              need(button, "key"));
    };
  }

  private static String need(JsonNode button, String name) {
    return Json.text(button, name)
        .orElseThrow(() ->
            new RefusedBodyException("The button's \"" + name + "\" must be given for its type"));
  }

  /** What WhatsApp calls the kinds of PIX keys. */
  private static String keyType(String written) {
    return written.equals(RANDOM_KEY) ? "EVP" : written.toUpperCase(Locale.ROOT);
  }

  /** The peer's layout: a bold title, an empty line, the description. */
  private static String text(ObjectNode body) {
    return Stream.of(
            Json.text(body, "title").map(title -> "*" + title + "*"),
            Json.text(body, "description"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("\n\n"));
  }

  private static String numbered(ObjectNode body, String text, List<NativeFlowButton> buttons) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < buttons.size(); i++) {
      out.append(i == 0 ? "\n\n" : "\n").append(i + 1).append(". ").append(label(buttons.get(i)));
    }
    Json.text(body, "footer").ifPresent(footer -> out.append("\n\n").append(footer));
    return out.toString().strip();
  }

  private static String label(NativeFlowButton button) {
    return switch (button) {
      case NativeFlowButton.Reply reply -> reply.text();
      case NativeFlowButton.Link link -> link.text() + ": " + link.url();
      case NativeFlowButton.Call call -> call.text() + ": " + call.phoneNumber();
      case NativeFlowButton.Copy copy -> copy.text() + ": " + copy.code();
      case NativeFlowButton.Pix pix -> "PIX " + pix.keyType() + ": " + pix.key();
      case NativeFlowButton.Other other -> other.name();
    };
  }
}
