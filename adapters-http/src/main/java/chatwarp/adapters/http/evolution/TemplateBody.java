package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.domain.content.InteractiveContent;
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

/**
 * {@code sendTemplate}: the Cloud API's templates live at Meta, so what the request itself says is
 * rendered: header, body and footer as a text, with native-flow buttons when there are some.
 */
final class TemplateBody {
  private static final Schema COMPONENT =
      Schema.object()
          .requiredNotEmpty("type", Rules.string())
          .optional("sub_type", Rules.string())
          .optional("text", Rules.string())
          .optional(
              "parameters",
              Rules.array(
                  0,
                  false,
                  Schema.object()
                      .optional("text", Rules.string())
                      .optional("payload", Rules.string())
                      .optional("url", Rules.string())));

  private static final Schema TEMPLATE =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .requiredNotEmpty("name", Rules.string())
              .requiredNotEmpty("language", Rules.string())
              .optional("components", Rules.array(0, false, COMPONENT)));

  private TemplateBody() {}

  static Said read(ObjectNode body) {
    TEMPLATE.require(body);
    JsonNode components = body.path("components");
    Optional<String> header = said(components, "header");
    Optional<String> footer = said(components, "footer");
    String text =
        Stream.of(header.map(title -> "*" + title + "*"), said(components, "body"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n\n"));
    List<NativeFlowButton> buttons = buttons(components);
    String spoken = text.isEmpty() ? Members.text(body, "name") : text;
    return Said.to(
        Members.recipient(body),
        buttons.isEmpty()
            ? TextContent.of(footer.map(last -> spoken + "\n\n" + last).orElse(spoken))
            : new InteractiveContent(Optional.empty(), spoken, footer, Optional.empty(), buttons));
  }

  /** A component's own text, else its parameters' texts. */
  private static Optional<String> said(JsonNode components, String type) {
    return components
        .valueStream()
        .filter(component -> isOf(component, type))
        .map(component ->
            Json.text(component, "text")
                .orElseGet(() ->
                    component
                        .path("parameters")
                        .valueStream()
                        .map(parameter -> Members.text(parameter, "text"))
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining("\n"))))
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static List<NativeFlowButton> buttons(JsonNode components) {
    List<NativeFlowButton> buttons = new ArrayList<>();
    for (JsonNode component : components) {
      if (isOf(component, "button") || isOf(component, "buttons")) {
        JsonNode parameters = component.path("parameters");
        JsonNode first = parameters.isEmpty() ? component : parameters.path(0);
        String text = Json.text(first, "text").or(() -> Json.text(component, "text")).orElse("");
        if (Members.text(component, "sub_type").toLowerCase(Locale.ROOT).equals("url")) {
          buttons.add(new NativeFlowButton.Link(text, Json.text(first, "url").orElse(text)));
        } else {
          buttons.add(
              new NativeFlowButton.Reply(
                  text.isEmpty() ? Members.text(first, "payload") : text,
                  Json.text(first, "payload").orElse(text)));
        }
      }
    }
    return buttons;
  }

  private static boolean isOf(JsonNode component, String type) {
    return Members.text(component, "type").toLowerCase(Locale.ROOT).equals(type);
  }
}
