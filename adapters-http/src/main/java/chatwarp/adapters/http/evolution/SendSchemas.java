package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import java.util.regex.Pattern;

/** Schemas of the send operations, with the members they share. */
final class SendSchemas {
  private static final Pattern NUMERIC = Pattern.compile("^\\d+");
  private static final Pattern MESSAGE_ID = Pattern.compile("^([0-9A-Fa-f]{16,32})?$");

  private static final Schema QUOTED =
      Schema.object()
          .optional(
              "key",
              Schema.object()
                  .requiredNotEmpty("id", Rules.string())
                  .optional("remoteJid", Rules.string())
                  .optional("fromMe", Rules.bool()))
          .optional("message", Schema.object());

  /** A message that is referred to. */
  static final Schema KEY =
      Schema.object()
          .requiredNotEmpty("id", Rules.string())
          .optional("remoteJid", Rules.string())
          .optional("fromMe", Rules.bool())
          .optional("participant", Rules.string());

  /** A message that is referred to, wherever it is. */
  static final Schema FULL_KEY =
      Schema.object()
          .requiredNotEmpty("id", Rules.string())
          .requiredNotEmpty("remoteJid", Rules.string())
          .required("fromMe", Rules.bool())
          .optional("participant", Rules.string());

  /** {@code sendText}. */
  static final Schema TEXT =
      withOptions(
          numbered().required("text", Rules.string()).optional("linkPreview", Rules.bool()));

  private SendSchemas() {}

  /** A body that names a recipient. */
  static Schema numbered() {
    return Schema.object().requiredNotEmpty("number", Rules.string("Invalid format"));
  }

  /** With the members that every send operation has. */
  static Schema withOptions(Schema schema) {
    return schema
        .optional("delay", Rules.integer("Enter a value in milliseconds"))
        .optional("quoted", Rules.objectIfAny(QUOTED))
        .optional("mentionsEveryOne", Rules.bool())
        .optional(
            "mentioned",
            Rules.array(
                1,
                true,
                Rules.matching(NUMERIC, "\"mentioned\" must be an array of numeric strings")))
        .optional("messageId", Rules.matching(MESSAGE_ID));
  }
}
