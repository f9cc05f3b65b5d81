package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the seed's {@code content.type} asks for. */
public enum ContentKind {
  /** A text. */
  TEXT,
  /** A kind that exists on WhatsApp and that this server cannot send yet. */
  LATER;

  private static final List<String> NAMES =
      List.of(
          "text",
          "image",
          "video",
          "audio",
          "document",
          "sticker",
          "ptv",
          "voice",
          "location",
          "contact",
          "contacts",
          "reaction",
          "poll",
          "list",
          "buttons",
          "template",
          "status");

  private static final Schema SCHEMA =
      Schema.object().required("content", Schema.object().required("type", Rules.oneOf(NAMES)));

  /**
   * Reads the kind.
   *
   * @throws InvalidBodyException when there is none, or not one of those that exist
   */
  public static ContentKind of(JsonNode body) {
    SCHEMA.require(body);
    return body.path("content").path("type").stringValue().equals("text") ? TEXT : LATER;
  }
}
