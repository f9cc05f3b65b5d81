package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.contact.Privacy;
import chatwarp.adapters.wa.contact.TokenTerms;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.PreKeyService;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a login (03 §6), on a thread of its own: first what the backlog waits for, then what
 * can be asked while messages already flow.
 */
final class Login {
  private static final Logger LOG = LoggerFactory.getLogger(Login.class);

  private final StagedState state;
  private final PreKeyService preKeys;
  private final Outbox outbox;
  private final Privacy privacy;
  private final TokenTerms tokenTerms;
  private final InstantSource clock;

  /**
   * @param clock the server's time
   */
  Login(
      StagedState state,
      PreKeyService preKeys,
      Outbox outbox,
      Privacy privacy,
      TokenTerms tokenTerms,
      InstantSource clock) {
    this.state = state;
    this.preKeys = preKeys;
    this.outbox = outbox;
    this.privacy = privacy;
    this.tokenTerms = tokenTerms;
    this.clock = clock;
  }

  /**
   * Goes on after {@code success}, up to the end.
   *
   * @param open runs when messages flow: what was not acknowledged has been sent again
   * @param unreadable is told when the store does not say what was not acknowledged
   */
  void run(
      Node success, Connection connection, Runnable open, Consumer<StoreException> unreadable) {
    learnLid(success);
    quietly("prekeys", () -> preKeys.topUp(connection));
    connection.request(Connection.iq("set", "passive").children(Node.of("active")));
    state.afterAll(() -> {
      try {
        outbox.resend(connection);
        open.run();
      } catch (StoreException e) {
        unreadable.accept(e);
      }
    });
    connection.trySend(
        Node.of("ib", Node.builder("unified_session").attr("id", unifiedSession()).build()));
    quietly(
        "props",
        () ->
            connection
                .request(Connection.iq("get", "abt").children(props()))
                .child("props")
                .ifPresent(tokenTerms::learn));
    ask(connection, "blocklist", Connection.iq("get", "blocklist"));
    quietly(
        "privacy",
        () ->
            connection
                .request(Connection.iq("get", "privacy").children(Node.of("privacy")))
                .child("privacy")
                .ifPresent(privacy::learn));
    quietly("digest", () -> preKeys.checkDigest(connection));
  }

  private void learnLid(Node success) {
    Optional<DeviceJid> told =
        success
            .attrJid("lid")
            .filter(DeviceJid.class::isInstance)
            .map(DeviceJid.class::cast)
            .filter(DeviceJid::isLid);
    state.step(step -> {
      AuthState auth = step.auth();
      SessionMetadata metadata = auth.metadata();
      if (told.isPresent() && !told.equals(metadata.lid())) {
        step.auth(auth.with(metadata.withLid(told.get())));
      }
      Optional<DeviceJid> lid = told.or(metadata::lid);
      if (lid.isPresent() && metadata.device().isPresent()) {
        LidMap.learn(step, metadata.device().get().owner(), lid.get().owner());
      }
      return auth;
    });
  }

  private static Node props() {
    return Node.builder("props").attr("protocol", "1").build();
  }

  private void ask(Connection connection, String what, NodeBuilder iq) {
    quietly(what, () -> connection.request(iq));
  }

  /** None of these is worth a connection. */
  private static void quietly(String what, Runnable question) {
    try {
      question.run();
    } catch (SessionException.Refused | SessionException.TimedOut | SessionException.Malformed e) {
      LOG.info("{} after login: {}", what, e.getMessage());
    }
  }

  /** Milliseconds into a week that begins three days off the epoch's (03 §6.1). */
  private long unifiedSession() {
    return (clock.millis() + Duration.ofDays(3).toMillis()) % Duration.ofDays(7).toMillis();
  }

  /** Says that we are up to date with what the server called out of date. */
  static NodeBuilder clean(Node dirty) {
    return Connection.iq("set", "urn:xmpp:whatsapp:dirty")
        .children(
            Node.builder("clean")
                .attr("type", dirty.requireAttr("type"))
                .attrText("timestamp", dirty.attr("timestamp"))
                .build());
  }
}
