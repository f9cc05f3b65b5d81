package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import java.util.OptionalInt;

/** Acks of what the server sends (03 §6.3, 05 §15): without one it is delivered again. */
public final class Acks {
  private Acks() {}

  /** The ack of a notification, receipt, call or message. */
  public static Node of(Node stanza) {
    return of(stanza, OptionalInt.empty());
  }

  /**
   * The ack that says we could not use it (05 §11: 487 parsing error, 488 unrecognised stanza, 491
   * invalid protobuf, 500 unhandled).
   */
  public static Node refusing(Node stanza, int error) {
    return of(stanza, OptionalInt.of(error));
  }

  private static Node of(Node stanza, OptionalInt error) {
    NodeBuilder ack = Node.builder("ack").attr("class", stanza.tag());
    copy(stanza, "id", "id", ack);
    copy(stanza, "from", "to", ack);
    copy(stanza, "participant", "participant", ack);
    copy(stanza, "recipient", "recipient", ack);
    // Official clients leave the type out for messages and for identity changes.
    boolean identityChange =
        stanza.is("notification")
            && stanza.attrIs("type", "encrypt")
            && stanza.child("identity").isPresent();
    if (!stanza.is("message") && !identityChange) {
      copy(stanza, "type", "type", ack);
    }
    error.ifPresent(code -> ack.attr("error", code));
    return ack.build();
  }

  private static void copy(Node from, String name, String as, NodeBuilder to) {
    var value = from.attributes().get(name);
    if (value != null) {
      to.attr(as, value);
    }
  }
}
