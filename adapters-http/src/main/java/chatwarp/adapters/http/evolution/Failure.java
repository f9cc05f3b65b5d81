package chatwarp.adapters.http.evolution;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A failed request as its caller sees it (evolution-v2 §3).
 *
 * @param status the HTTP status
 * @param message a string, or an array of strings, arrays or objects, as clients expect per case
 * @param code a stable word for programs, additive to the peer's envelope
 */
public record Failure(int status, JsonNode message, FailureCode code) {
  private static final Pattern QUOTED_MEMBER = Pattern.compile("^(?:The )?\"([^\"]+)\"");

  /** The usual case: an array of sentences. */
  public static Failure of(int status, FailureCode code, String... sentences) {
    return new Failure(status, array(List.of(sentences)), code);
  }

  /** A bare string, as the peer has it for keys and for its own faults. */
  public static Failure bare(int status, FailureCode code, String sentence) {
    return new Failure(status, StringNode.valueOf(sentence), code);
  }

  /** What a broken schema gives: an array in an array. */
  public static Failure invalid(List<String> violations) {
    return new Failure(
        400, JsonNodeFactory.instance.arrayNode().add(array(violations)), FailureCode.INVALID_BODY);
  }

  /** What a broken schema of a group operation gives: an array of objects. */
  public static Failure invalidGroup(List<String> violations) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (String text : violations) {
      rows.addObject().put("property", member(text)).put("message", text);
    }
    return new Failure(400, rows, FailureCode.INVALID_BODY);
  }

  /** A number without an account; flows read {@code message[0].exists}. */
  public static Failure notOnWhatsApp(String number, String jid) {
    ObjectNode row = Json.object().put("jid", jid).put("exists", false).put("number", number);
    return new Failure(
        400, JsonNodeFactory.instance.arrayNode().add(row), FailureCode.NOT_ON_WHATSAPP);
  }

  /**
   * The body of the answer.
   *
   * @param requestId told for faults of ours, so that a report leads to the log line
   */
  public ObjectNode envelope(Optional<String> requestId) {
    ObjectNode envelope = Json.object().put("status", status).put("error", phrase(status));
    envelope.putObject("response").set("message", message);
    envelope.put("code", code.text());
    requestId.ifPresent(id -> envelope.put("requestId", id));
    return envelope;
  }

  /** The member that a sentence is about: its first word, or the one that it quotes. */
  private static String member(String sentence) {
    Matcher quoted = QUOTED_MEMBER.matcher(sentence);
    return quoted.find() ? quoted.group(1) : sentence.split(" ", 2)[0];
  }

  /** The envelope with the message at its top as well. */
  public ObjectNode flatEnvelope(Optional<String> requestId) {
    ObjectNode envelope = envelope(requestId);
    envelope.set("message", message.deepCopy());
    return envelope;
  }

  private static ArrayNode array(List<String> sentences) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    sentences.forEach(array::add);
    return array;
  }

  private static String phrase(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 413 -> "Payload Too Large";
      case 422 -> "Unprocessable Entity";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> status < 500 ? "Bad Request" : "Internal Server Error";
    };
  }
}
