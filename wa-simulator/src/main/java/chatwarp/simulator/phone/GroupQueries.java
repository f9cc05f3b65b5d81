package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import java.util.ArrayList;
import java.util.List;

/** How a phone asks the server about groups (08 §1). */
final class GroupQueries {
  private static final ServerJid ALL = new ServerJid(GroupJid.SERVER);

  private GroupQueries() {}

  static NodeBuilder create(String subject, List<UserJid> people, List<Node> settings) {
    List<Node> children = new ArrayList<>(participants(people));
    children.addAll(settings);
    return iq(
        ALL, "set", Node.builder("create").attr("subject", subject).children(children).build());
  }

  static NodeBuilder metadata(GroupJid group) {
    return iq(group, "get", Node.builder("query").attr("request", "interactive").build());
  }

  static NodeBuilder participants(GroupJid group, String action, List<UserJid> people) {
    return iq(group, "set", Node.builder(action).children(participants(people)).build());
  }

  static NodeBuilder leave(GroupJid group) {
    return iq(ALL, "set", Node.of("leave", Node.builder("group").attr("id", group).build()));
  }

  static NodeBuilder join(String code) {
    return iq(ALL, "set", Node.builder("invite").attr("code", code).build());
  }

  /** Any other request about one group. */
  static NodeBuilder iq(Jid to, String type, Node child) {
    return Node.builder("iq")
        .attr("to", to)
        .attr("type", type)
        .attr("xmlns", "w:g2")
        .children(child);
  }

  private static List<Node> participants(List<UserJid> people) {
    return people.stream()
        .map(person -> Node.builder("participant").attr("jid", person).build())
        .toList();
  }
}
