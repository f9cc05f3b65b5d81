package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.message.Outgoing;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StateStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages between being durable and being acknowledged: they leave in order, and again, unchanged,
 * on every connection until the server has answered.
 *
 * <p>{@link #depart} and {@link #resend} run as effects of steps, hence one after another; the
 * reader calls {@link #acknowledged}. Outlives connections.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /**
   * A message that the server has not answered.
   *
   * @param people whose device lists are out of date when the server answers another hash
   */
  record Waiting(
      Jid chat,
      CompletableFuture<Sending.Outcome> outcome,
      Set<UserJid> people,
      Set<String> hashes) {}

  private final InstanceId instance;
  private final StagedState state;
  private final StateStore store;
  private final DeviceLists devices;
  private final InstantSource clock;
  private final Lane chores;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<MessageId, Waiting> waiting = new HashMap<>(2);

  // Of the effects alone:
  private @Nullable Connection live;
  private Set<MessageId> resent = Set.of();

  Outbox(
      InstanceId instance,
      StagedState state,
      StateStore store,
      DeviceLists devices,
      InstantSource clock,
      Lane chores) {
    this.instance = instance;
    this.state = state;
    this.store = store;
    this.devices = devices;
    this.clock = clock;
    this.chores = chores;
  }

  /** Waits for the server's answer to a message that is about to be staged. */
  void expect(Outgoing.Prepared message, CompletableFuture<Sending.Outcome> outcome) {
    Stanza stanza = message.stanza();
    lock.lock();
    try {
      waiting.put(
          stanza.id(), new Waiting(stanza.chat(), outcome, message.people(), message.hashes()));
    } finally {
      lock.unlock();
    }
  }

  /** Waits no more, because the message was not kept. */
  void forget(MessageId id) {
    lock.lock();
    try {
      waiting.remove(id);
    } finally {
      lock.unlock();
    }
  }

  /** Nobody is told an outcome any more. */
  void close() {
    List<Waiting> all;
    lock.lock();
    try {
      all = List.copyOf(waiting.values());
      waiting.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(w -> w.outcome().completeExceptionally(new SessionException.NotConnected()));
  }

  /** A message is durable: it leaves now, or with the next login. */
  void depart(Stanza stanza) {
    Connection connection = live;
    // One that became durable just before a login has left with what was sent again.
    if (connection != null && connection.open() && !resent.contains(stanza.id())) {
      write(connection, stanza);
    }
  }

  /**
   * Sends everything again that was not answered, oldest first; from now on messages leave here.
   */
  void resend(Connection connection) {
    Set<MessageId> sent = new HashSet<>();
    for (Stanza stanza : store.stanzas(instance)) {
      lock.lock();
      try {
        waiting.computeIfAbsent(
            stanza.id(),
            _ -> new Waiting(stanza.chat(), new CompletableFuture<>(), Set.of(), Set.of()));
      } finally {
        lock.unlock();
      }
      sent.add(stanza.id());
      write(connection, stanza);
    }
    resent = sent;
    live = connection;
  }

  private static void write(Connection connection, Stanza stanza) {
    try {
      connection.send(stanza.bytes());
    } catch (SessionException.NotConnected e) {
      LOG.debug("a message waits for the next connection", e);
    }
  }

  /** The server answers a message. Never blocks. */
  void acknowledged(Node ack) {
    MessageId id = new MessageId(ack.requireAttr("id"));
    Waiting found;
    lock.lock();
    try {
      found = waiting.remove(id);
    } finally {
      lock.unlock();
    }
    if (found == null) {
      return;
    }
    var error = ack.attrLong("error");
    int code = (int) error.orElse(0);
    var seconds = ack.attrLong("t");
    Instant at = seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : clock.instant();
    state.step(step -> {
      step.drop(id);
      step.fact(
          error.isPresent()
              ? new SessionFact.SendRefused(found.chat(), id, code)
              : new SessionFact.SendAcked(found.chat(), id, at));
      step.afterwards(() ->
          found
              .outcome()
              .complete(
                  error.isPresent()
                      ? new Sending.Outcome.Refused(code)
                      : new Sending.Outcome.Acked(at)));
      return id;
    });
    ack.attr("phash")
        .filter(hash -> !found.hashes().isEmpty() && !found.hashes().contains(hash))
        .ifPresent(_ -> forgetDevices(found.people()));
  }

  private void forgetDevices(Set<UserJid> people) {
    boolean taken =
        chores.offer(() ->
            state.step(step -> {
              devices.forget(step, people);
              return people;
            }));
    if (!taken) {
      LOG.info("too many chores: device lists are kept although they are out of date");
    }
  }
}
