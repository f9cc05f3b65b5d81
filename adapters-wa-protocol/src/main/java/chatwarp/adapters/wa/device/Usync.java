package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.port.SessionException;
import java.util.List;

/** The form of a question about people (05 §2): what to ask, about whom, and the answers. */
public final class Usync {
  private Usync() {}

  /**
   * The question.
   *
   * @param sid a fresh id
   * @param context why it is asked: {@code message}, {@code interactive} or {@code background}
   * @param protocols what is asked, one element each
   * @param users about whom, one element each
   */
  public static NodeBuilder query(
      String sid, String context, List<Node> protocols, List<Node> users) {
    return Connection.iq("get", "usync")
        .children(
            Node.builder("usync")
                .attr("sid", sid)
                .attr("mode", "query")
                .attr("last", "true")
                .attr("index", "0")
                .attr("context", context)
                .children(
                    Node.builder("query").children(protocols).build(),
                    Node.builder("list").children(users).build())
                .build());
  }

  /**
   * The {@code user} elements of an answer.
   *
   * @throws SessionException.Malformed when it is not one
   */
  public static List<Node> users(Node answer) {
    return answer
        .child("usync")
        .flatMap(usync -> usync.child("list"))
        .map(list -> list.children("user"))
        .orElseThrow(() -> new SessionException.Malformed("a usync answer has no list"));
  }
}
