package chatwarp.adapters.http.evolution;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two changes the peer makes to WhatsApp's content, which flows rely on: a text with extras
 * becomes a plain {@code conversation}, a document with a caption becomes the document.
 */
final class ContentRewrite {
  private static final String EXTENDED_TEXT = "extendedTextMessage";
  private static final String CAPTIONED_DOCUMENT = "documentWithCaptionMessage";

  private ContentRewrite() {}

  /**
   * Changes the content in place.
   *
   * @param type name of the content field before
   * @return its name after
   */
  static String rewrite(ObjectNode content, String type) {
    JsonNode text = content.path(EXTENDED_TEXT);
    if (text.isObject()) {
      content.remove(EXTENDED_TEXT);
      content.put("conversation", text.path("text").stringValue(""));
      return "conversation";
    }
    JsonNode document = content.path(CAPTIONED_DOCUMENT);
    if (document.isObject()) {
      content.remove(CAPTIONED_DOCUMENT);
      JsonNode inner = document.path("message").path("documentMessage");
      if (inner.isObject()) {
        content.set("documentMessage", inner);
      }
      return "documentMessage";
    }
    return type;
  }
}
