package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Ending;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Secret;
import chatwarp.domain.port.SessionSignal;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server says about the connection itself (03 §6.2). Called by the reader. */
final class ServerWords {
  private static final Logger LOG = LoggerFactory.getLogger(ServerWords.class);

  private final SessionParts parts;

  ServerWords(SessionParts parts) {
    this.parts = parts;
  }

  /**
   * Takes one {@code ib}.
   *
   * @param inbox puts a task behind the stanzas that came before
   */
  void handle(Node ib, Connection connection, Consumer<Runnable> inbox) {
    for (Node word : ib.children()) {
      switch (word.tag()) {
        case "offline_preview" -> chore(() -> connection.trySend(offlineBatch()));
        case "offline" -> {
          int count = (int) word.attrLong("count").orElse(0);
          // Behind the backlog in the lane, and behind its last message's durability.
          inbox.accept(() -> parts.state.afterAll(() -> backlogDone(count)));
        }
        case "dirty" -> chore(() -> renew(word, connection));
        case "edge_routing" ->
            word.child("routing_info").flatMap(Node::bytes).ifPresent(this::keepRouting);
        case "downgrade_webclient" ->
            connection.close(
                new Ending(
                    DisconnectReason.MULTI_DEVICE_MISMATCH, "the phone cannot link devices"));
        default -> LOG.debug("nothing to do for {}", word);
      }
    }
  }

  /** What is kept of groups is asked anew; of the rest we keep no copy. */
  private void renew(Node dirty, Connection connection) {
    if (dirty.attrIs("type", "groups")) {
      parts.groups.all(connection);
    }
    connection.request(Login.clean(dirty));
  }

  private static Node offlineBatch() {
    return Node.of("ib", Node.builder("offline_batch").attr("count", "100").build());
  }

  private void backlogDone(int count) {
    parts.context.host().signal(new SessionSignal.BacklogDone(count));
  }

  private void chore(Runnable task) {
    if (!parts.chores.offer(task)) {
      LOG.info("{}: too many chores, one is left out", parts.context.instance());
    }
  }

  private void keepRouting(byte[] routing) {
    Secret told = Secret.copyOf(routing);
    parts.state.step(step -> {
      AuthState auth = step.auth();
      if (!auth.metadata().routingInfo().equals(Optional.of(told))) {
        step.auth(auth.with(auth.metadata().withRoutingInfo(told)));
      }
      return auth;
    });
  }
}
