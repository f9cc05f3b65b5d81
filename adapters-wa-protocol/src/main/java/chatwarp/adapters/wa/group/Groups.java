package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import java.util.List;
import java.util.Optional;

/**
 * What groups there are and who is in them: from what is kept, else asked. Any thread may call;
 * calls block for the server when it is asked.
 */
public final class Groups {
  private final StagedState state;

  public Groups(StagedState state) {
    this.state = state;
  }

  /** A group as it is known; asked for when it is not. */
  public GroupMetadata of(Connection connection, GroupJid group) {
    return known(group).orElseGet(() -> renew(connection, group));
  }

  /** A group as it is known. */
  public Optional<GroupMetadata> known(GroupJid group) {
    return state.view(step -> GroupCache.find(step, group));
  }

  /** A group as the server has it. */
  public GroupMetadata renew(Connection connection, GroupJid group) {
    Node query = Node.builder("query").attr("request", "interactive").build();
    GroupMetadata told =
        GroupIq.ask(
            connection,
            GroupIq.get(group, query),
            answer -> GroupNode.read(answer.requireChild("group")));
    keep(List.of(told));
    return told;
  }

  /** All groups that this account is in, as the server has them. */
  public List<GroupMetadata> all(Connection connection) {
    Node query = Node.of("participating", Node.of("participants"), Node.of("description"));
    List<GroupMetadata> told =
        GroupIq.ask(
            connection,
            GroupIq.get(GroupIq.SERVER, query),
            answer ->
                answer.requireChild("groups").children("group").stream()
                    .map(GroupNode::read)
                    .toList());
    keep(told);
    return told;
  }

  void keep(List<GroupMetadata> told) {
    state.step(step -> {
      GroupCache.renew(step, told);
      return told;
    });
  }

  /** Forgets groups; they are asked for when next needed. */
  void forget(List<GroupJid> groups) {
    state.step(step -> {
      groups.forEach(group -> GroupCache.forget(step, group));
      return groups;
    });
  }
}
