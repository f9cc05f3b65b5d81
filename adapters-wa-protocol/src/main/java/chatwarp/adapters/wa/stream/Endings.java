package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.model.DisconnectReason;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the server's last words mean: the table of 03 §5.4, the only place that knows it. */
public final class Endings {
  // The first is WhatsApp's; the others are what RFC 6120 §4.9.3 calls the same.
  private static final Set<String> OVER_A_STANZA =
      Set.of("xml-not-well-formed", "not-well-formed", "bad-format", "invalid-xml");

  private Endings() {}

  /** What a {@code failure} at login means; the code is in {@code reason}. */
  public static Ending ofFailure(Node failure) {
    int code = number(failure, "reason");
    return switch (code) {
      case 401 -> new Ending(DisconnectReason.LOGGED_OUT, "logged out");
      case 402 -> new Ending(DisconnectReason.TEMPORARILY_BANNED, ban(failure));
      case 403 -> new Ending(DisconnectReason.ACCOUNT_LOCKED, header(failure, "account locked"));
      case 405 -> new Ending(DisconnectReason.CLIENT_TOO_OLD, "the web version is too old");
      case 406 -> new Ending(DisconnectReason.BANNED, header(failure, "banned"));
      case 409 -> new Ending(DisconnectReason.USER_AGENT_REFUSED, "the user agent was refused");
      case 429 -> new Ending(DisconnectReason.RATE_LIMITED, "too many connections");
      case 500 -> new Ending(DisconnectReason.SERVER_ERROR, "server error");
      case 503 -> new Ending(DisconnectReason.SERVICE_UNAVAILABLE, "service unavailable");
      default -> new Ending(DisconnectReason.REFUSED, "login refused with code " + code);
    };
  }

  /** What a {@code stream:error} means; the code is an attribute, or the first child says it. */
  public static Ending ofStreamError(Node error) {
    Optional<Node> conflict = error.child("conflict");
    if (conflict.isPresent()) {
      return conflict.get().attrIs("type", "device_removed")
          ? new Ending(DisconnectReason.LOGGED_OUT, "the device was removed on the phone")
          : replaced();
    }
    int code = number(error, "code");
    return switch (code) {
      case 401 -> new Ending(DisconnectReason.LOGGED_OUT, "logged out");
      case 409 -> replaced();
      case 429 -> new Ending(DisconnectReason.RATE_LIMITED, "too many connections");
      case 503 -> new Ending(DisconnectReason.SERVICE_UNAVAILABLE, "service unavailable");
      case 515 -> new Ending(DisconnectReason.RESTART_REQUIRED, "restart required");
      case 516 -> new Ending(DisconnectReason.LOGGED_OUT, "the device was removed");
      default ->
          new Ending(
              DisconnectReason.SERVER_ERROR,
              "stream error " + what(error, code),
              error.children().stream().map(Node::tag).anyMatch(OVER_A_STANZA::contains));
    };
  }

  private static Ending replaced() {
    return new Ending(DisconnectReason.REPLACED, "another connection took over");
  }

  private static String what(Node error, int code) {
    return code != 0 ? Integer.toString(code) : error.firstChild().map(Node::tag).orElse("unknown");
  }

  private static String ban(Node failure) {
    return "temporarily banned (code "
        + number(failure, "code")
        + ") for "
        + number(failure, "expire")
        + " s";
  }

  private static String header(Node failure, String otherwise) {
    return failure.attr("logout_message_header").filter(h -> !h.isBlank()).orElse(otherwise);
  }

  /**
   * The number in an attribute, 0 when there is none: a last word is never refused for its form.
   */
  private static int number(Node node, String name) {
    try {
      OptionalLong value = node.attrLong(name);
      return value.isPresent() ? Math.clamp(value.getAsLong(), 0, Integer.MAX_VALUE) : 0;
    } catch (NodeException e) {
      return 0;
    }
  }
}
