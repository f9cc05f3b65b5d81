package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.message.Incoming;
import chatwarp.adapters.wa.message.ReceiptReader;
import chatwarp.adapters.wa.message.RetryAnswers;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionHost;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server delivers, handled one stanza after the other. Runs in the inbox lane; never waits
 * for an answer of the server.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int PARSING_ERROR = 487;

  /** Messages that may be staged and not durable; more wait, and with them the server. */
  private static final int STAGED = 64;

  private final StagedState state;
  private final Incoming incoming;
  private final ReceiptReader receipts;
  private final RetryAnswers retries;
  private final Notifications notifications;
  private final SessionHost host;
  private final ArrayDeque<CompletableFuture<Void>> staged = new ArrayDeque<>(2);

  Inbox(
      StagedState state,
      Incoming incoming,
      ReceiptReader receipts,
      RetryAnswers retries,
      Notifications notifications,
      SessionHost host) {
    this.state = state;
    this.incoming = incoming;
    this.receipts = receipts;
    this.retries = retries;
    this.notifications = notifications;
    this.host = host;
  }

  /** Takes one stanza; one that cannot be used is answered, so that it does not come again. */
  void handle(Node stanza, Connection connection) {
    if (!connection.open()) {
      // Nothing could be answered: the server delivers it again.
      return;
    }
    try {
      route(stanza, connection);
    } catch (NodeException | InvalidValueException | SessionException.Malformed e) {
      LOG.warn("a stanza cannot be used: {}", e.getMessage());
      Node ack = stanza.is("message") ? Acks.refusing(stanza, PARSING_ERROR) : Acks.of(stanza);
      state.afterAll(() -> connection.trySend(ack));
    }
  }

  private void route(Node stanza, Connection connection) {
    switch (stanza.tag()) {
      case "message" -> bound(incoming.handle(stanza, connection));
      case "receipt" -> {
        if (stanza.attrIs("type", "retry")) {
          retries.answer(stanza, connection);
        } else {
          receipts.handle(stanza, connection);
        }
      }
      case "notification" -> notifications.handle(stanza, connection);
      case "call" -> {
        Node ack = Acks.of(stanza);
        state.afterAll(() -> connection.trySend(ack));
      }
      case "chatstate" -> PresenceNews.chatState(stanza).ifPresent(host::signal);
      case "presence" -> PresenceNews.presence(stanza).ifPresent(host::signal);
      default -> LOG.debug("nothing to do for {}", stanza);
    }
  }

  /** Waits for the oldest when too many are staged; a failure is told to the session elsewhere. */
  private void bound(CompletableFuture<Void> durable) {
    staged.add(durable);
    while (staged.size() > STAGED) {
      try {
        staged.remove().join();
      } catch (CompletionException e) {
        LOG.debug("a message was not kept", e);
      }
    }
  }
}
