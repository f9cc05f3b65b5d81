package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import java.util.Collection;

/** The stanzas around an offline backlog (03 §6.2). */
final class Backlog {
  private Backlog() {}

  /** Announces what will come, by kind. */
  static Node preview(Collection<Node> waiting) {
    Node preview =
        Node.builder("offline_preview")
            .attr("count", waiting.size())
            .attr("message", count(waiting, "message"))
            .attr("receipt", count(waiting, "receipt"))
            .attr("notification", count(waiting, "notification"))
            .attr("appdata", 0)
            .build();
    return ib(preview);
  }

  /** Says that everything has come; also sent when nothing waited (09 §4). */
  static Node end(int count) {
    return ib(Node.builder("offline").attr("count", count).build());
  }

  private static Node ib(Node child) {
    return Node.builder("ib").attr("from", Stanzas.SERVER).children(child).build();
  }

  private static long count(Collection<Node> stanzas, String tag) {
    return stanzas.stream().filter(stanza -> stanza.is(tag)).count();
  }
}
