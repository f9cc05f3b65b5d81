package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.ServerJid;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * How the owner of a phone changes a picture, the own one or a group's (06 §9). Any thread may
 * call; the futures fail with {@link RequestRefusedException} when the server refuses, or the phone
 * is offline.
 */
public final class PictureActions {
  private final Function<NodeBuilder, CompletableFuture<Node>> ask;

  /**
   * @param ask sends a request and gives its result
   */
  PictureActions(Function<NodeBuilder, CompletableFuture<Node>> ask) {
    this.ask = ask;
  }

  /**
   * Shows a picture, or none any more.
   *
   * @param group absent for the own one
   * @param jpeg as the server takes it; absent to take the picture away
   * @return the id of the new one
   */
  public CompletableFuture<Optional<String>> show(Optional<GroupJid> group, Optional<byte[]> jpeg) {
    NodeBuilder iq =
        Node.builder("iq")
            .attr("to", ServerJid.WHATSAPP)
            .attrJid("target", group)
            .attr("type", "set")
            .attr("xmlns", "w:profile:picture");
    jpeg.ifPresent(bytes ->
        iq.children(Node.builder("picture").attr("type", "image").bytes(bytes.clone()).build()));
    return ask.apply(iq)
        .thenApply(result -> result.child("picture").map(picture -> picture.requireAttr("id")));
  }
}
