package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a phone asked the server and has no answer to yet. Belongs to the phone's executor. */
final class Inquiries {
  private final PhoneKit kit;
  private final Map<String, CompletableFuture<Node>> open = new HashMap<>(2);
  private int asked;

  Inquiries(PhoneKit kit) {
    this.kit = kit;
  }

  /**
   * Asks; the stanza gets an id.
   *
   * @param answer gets the result; fails with {@link RequestRefusedException}
   */
  void ask(NodeBuilder iq, CompletableFuture<Node> answer) {
    String id = "phone-" + ++asked;
    open.put(id, answer);
    kit.line().submit(iq.attr("id", id).build());
  }

  void answered(Node iq) {
    CompletableFuture<Node> answer = open.remove(iq.attr("id").orElse(""));
    if (answer == null) {
      return;
    }
    if (iq.attrIs("type", "result")) {
      answer.complete(iq);
    } else {
      Node error = iq.requireChild("error");
      answer.completeExceptionally(
          new RequestRefusedException(error.requireInt("code"), error.attr("text").orElse("")));
    }
  }

  /** The line is gone: no answer will come any more. */
  void giveUp() {
    Map<String, CompletableFuture<Node>> lost = Map.copyOf(open);
    open.clear();
    lost.values()
        .forEach(
            answer -> answer.completeExceptionally(new RequestRefusedException(0, "disconnected")));
  }
}
