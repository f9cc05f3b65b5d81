package chatwarp.application.instance;

import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.Network;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.PortException;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.SessionContext;
import chatwarp.domain.port.SessionOptions;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of an instance, when it has one: made from what is kept, used, and let go. Methods
 * block and are called by the runner only, one at a time.
 */
final class SessionSlot {
  private static final Logger LOG = LoggerFactory.getLogger(SessionSlot.class);

  private record Held(ProtocolSession session, RunnerHost host) {}

  private final InstanceParts parts;
  private final InstanceJournal journal;
  private final UnansweredChanges unanswered;
  private final BiConsumer<RunnerHost, RunInput> inputs;
  private Optional<Held> held = Optional.empty();

  SessionSlot(
      InstanceParts parts,
      InstanceJournal journal,
      UnansweredChanges unanswered,
      BiConsumer<RunnerHost, RunInput> inputs) {
    this.parts = parts;
    this.journal = journal;
    this.unanswered = unanswered;
    this.inputs = inputs;
  }

  Optional<ProtocolSession> session() {
    return held.map(Held::session);
  }

  Optional<RunnerHost> host() {
    return held.map(Held::host);
  }

  /**
   * Starts a connection, making lease and session first where they are missing.
   *
   * @return why it may not connect
   */
  Optional<DisconnectReason> dial() {
    if (!holdLease()) {
      return Optional.of(DisconnectReason.NOT_OWNER);
    }
    if (held.isEmpty()) {
      Network here = parts.sessions().network();
      Instance instance = journal.instance();
      if (instance.network().filter(network -> !network.equals(here)).isPresent()) {
        return Optional.of(DisconnectReason.OTHER_NETWORK);
      }
      // What an earlier session staged must be readable before the next one reads.
      journal.awaitQuiet();
      unanswered.recall(parts, instance.id());
      held = Optional.of(create(instance, credentials(instance, here)));
    }
    held.get().session().connect();
    return Optional.empty();
  }

  /** Takes the lease if there is none, or none that can still be written under. */
  boolean holdLease() {
    if (!journal.needsLease()) {
      return true;
    }
    Instance instance = journal.instance();
    Optional<Lease> lease = parts.instances().acquire(instance.id(), parts.settings().node());
    Optional<Instance> stored = parts.instances().find(instance.id());
    if (lease.isEmpty() || stored.isEmpty()) {
      journal.resign();
      return false;
    }
    journal.recover(lease.get(), stored.get());
    return true;
  }

  /** Keys made for another network that no phone has linked are worth nothing here. */
  private Optional<AuthState> credentials(Instance instance, Network here) {
    Optional<AuthState> auth = parts.auth().load(instance.id());
    if (auth.filter(state -> !state.metadata().network().equals(here)).isPresent()) {
      journal.write(new Draft().auth(new AuthChange.Forget()));
      journal.awaitQuiet();
      return Optional.empty();
    }
    return auth;
  }

  private Held create(Instance instance, Optional<AuthState> auth) {
    RunnerHost host = new RunnerHost(parts, journal, inputs);
    InstanceSettings settings = instance.config().settings();
    SessionOptions options =
        new SessionOptions(
            parts.settings().clientName(),
            parts.settings().browser(),
            settings.syncFullHistory(),
            settings.alwaysOnline(),
            instance.config().proxy());
    ProtocolSession session =
        parts.sessions().create(new SessionContext(instance.id(), auth, options, host));
    host.autoRead().through(session);
    return new Held(session, host);
  }

  /** Ends the connection once what was staged is durable, and lets the session go. */
  void hangup() {
    letGo(ProtocolSession::disconnect);
  }

  /** Logs out on the server, whatever it says, and lets the session go. */
  void unlink() {
    letGo(ProtocolSession::logout);
  }

  /** Lets the session go. */
  void drop() {
    letGo(_ -> {});
  }

  private void letGo(Consumer<ProtocolSession> farewell) {
    if (held.isEmpty()) {
      return;
    }
    Held old = held.get();
    held = Optional.empty();
    attempt(old.session(), farewell);
    old.host().stopListening();
    attempt(old.session(), ProtocolSession::close);
  }

  private void attempt(ProtocolSession session, Consumer<ProtocolSession> call) {
    try {
      call.accept(session);
    } catch (PortException e) {
      LOG.info("{}: the connection did not end cleanly", journal.instance().name(), e);
    }
  }
}
