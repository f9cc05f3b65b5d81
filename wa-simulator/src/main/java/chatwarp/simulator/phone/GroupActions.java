package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What the owner of a phone does in groups, each a question to the server. Any thread may call; the
 * futures fail with {@link RequestRefusedException} when the server refuses, or the phone is
 * offline.
 */
public final class GroupActions {
  private final Function<NodeBuilder, CompletableFuture<Node>> ask;

  /**
   * @param ask sends a request and gives its result
   */
  GroupActions(Function<NodeBuilder, CompletableFuture<Node>> ask) {
    this.ask = ask;
  }

  /**
   * Makes a group; the phone is its owner.
   *
   * @param settings children of the request, for example {@code announcement}
   * @return the group's node
   */
  public CompletableFuture<Node> create(String subject, List<UserJid> people, List<Node> settings) {
    return ask.apply(GroupQueries.create(subject, people, settings))
        .thenApply(result -> result.requireChild("group"));
  }

  /** The group's node, as the server has it now. */
  public CompletableFuture<Node> metadata(GroupJid group) {
    return ask.apply(GroupQueries.metadata(group))
        .thenApply(result -> result.requireChild("group"));
  }

  /**
   * Adds people to a group, removes, promotes or demotes them.
   *
   * @param action {@code add}, {@code remove}, {@code promote} or {@code demote}
   * @return a {@code participant} node for each, with an {@code error} where it failed
   */
  public CompletableFuture<List<Node>> participants(
      GroupJid group, String action, List<UserJid> people) {
    return ask.apply(GroupQueries.participants(group, action, people))
        .thenApply(result -> result.requireChild(action).children("participant"));
  }

  public CompletableFuture<Node> leave(GroupJid group) {
    return ask.apply(GroupQueries.leave(group));
  }

  /** Follows an invite link. */
  public CompletableFuture<Node> join(String code) {
    return ask.apply(GroupQueries.join(code));
  }

  /**
   * Asks the server anything about one group.
   *
   * @param type {@code get} or {@code set}
   * @return the result; fails with {@link RequestRefusedException}
   */
  public CompletableFuture<Node> askAbout(GroupJid group, String type, Node question) {
    return ask.apply(GroupQueries.iq(group, type, question));
  }
}
