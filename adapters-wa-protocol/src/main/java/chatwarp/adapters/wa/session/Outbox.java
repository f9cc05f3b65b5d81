package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.contact.Introductions;
import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.group.GroupCache;
import chatwarp.adapters.wa.message.Outgoing;
import chatwarp.adapters.wa.message.SentMessages;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages between being durable and being acknowledged: they leave in order, and again, unchanged,
 * on every connection until the server has answered.
 *
 * <p>{@link #depart} and {@link #resend} run as effects of steps, hence one after another; the
 * reader calls {@link #acknowledged}, the end of a connection {@link #accused}. Outlives
 * connections.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** The recipient takes no messages from whom it has not issued a token to (05 §11). */
  private static final int NO_TOKEN = 463;

  /** The group names its members the other way by now (05 §11). */
  private static final int STALE_ADDRESSING = 421;

  /**
   * A message that the server has not answered.
   *
   * @param people whose device lists are out of date when the server answers another hash
   * @param readdressed whether it was refused once already, for how it named people
   */
  record Waiting(
      Jid chat,
      CompletableFuture<Sending.Outcome> outcome,
      Set<UserJid> people,
      Set<String> hashes,
      boolean readdressed) {
    Waiting readdressed(Outgoing.Readdressed again) {
      return new Waiting(chat, outcome, again.people(), again.hashes(), true);
    }
  }

  /** Encrypts a group's message anew; see {@link Outgoing#readdress}. */
  interface Readdressing {
    Optional<StagedState.Commit<Outgoing.Readdressed>> readdress(
        MessageId id,
        GroupJid group,
        Connection connection,
        Function<Outgoing.Readdressed, Runnable> departure);
  }

  private final InstanceId instance;
  private final StagedState state;
  private final StateStore store;
  private final DeviceLists devices;
  private final InstantSource clock;
  private final Lane chores;
  private final Introductions introductions;
  private final Readdressing readdressing;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<MessageId, Waiting> waiting = new HashMap<>(2);
  private final Suspects suspects = new Suspects();

  // Of the effects alone:
  private @Nullable Connection live;
  private Set<MessageId> resent = Set.of();
  private boolean oneAtATime;
  private final ArrayDeque<Stanza> held = new ArrayDeque<>(2);

  Outbox(
      InstanceId instance,
      StagedState state,
      StateStore store,
      DeviceLists devices,
      InstantSource clock,
      Lane chores,
      Introductions introductions,
      Readdressing readdressing) {
    this.instance = instance;
    this.state = state;
    this.store = store;
    this.devices = devices;
    this.clock = clock;
    this.chores = chores;
    this.introductions = introductions;
    this.readdressing = readdressing;
  }

  /** Waits for the server's answer to a message that is about to be staged. */
  void expect(Outgoing.Prepared message, CompletableFuture<Sending.Outcome> outcome) {
    Stanza stanza = message.stanza();
    await(
        stanza.id(),
        new Waiting(stanza.chat(), outcome, message.people(), message.hashes(), false));
  }

  private void await(MessageId id, Waiting message) {
    lock.lock();
    try {
      waiting.put(id, message);
    } finally {
      lock.unlock();
    }
  }

  /** Waits no more, because the message was not kept. */
  void forget(MessageId id) {
    lock.lock();
    try {
      waiting.remove(id);
      suspects.answered(id);
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
      leave(connection, stanza);
    }
  }

  /**
   * Sends everything again that was not answered, oldest first; from now on messages leave here.
   */
  void resend(Connection connection) {
    List<Stanza> unanswered = store.stanzas(instance);
    Set<MessageId> ids = unanswered.stream().map(Stanza::id).collect(Collectors.toSet());
    held.clear();
    lock.lock();
    try {
      for (Stanza stanza : unanswered) {
        waiting.computeIfAbsent(
            stanza.id(),
            _ -> new Waiting(stanza.chat(), new CompletableFuture<>(), Set.of(), Set.of(), false));
      }
      suspects.begin(ids);
      oneAtATime = suspects.any();
    } finally {
      lock.unlock();
    }
    if (oneAtATime) {
      LOG.info("{}: sending one at a time, one of {} ends the stream", instance, ids.size());
      held.addAll(unanswered);
      leaveNext(connection);
    } else {
      unanswered.forEach(stanza -> write(connection, stanza));
    }
    resent = ids;
    live = connection;
  }

  private void leave(Connection connection, Stanza stanza) {
    if (oneAtATime) {
      held.add(stanza);
    } else {
      write(connection, stanza);
    }
  }

  private void leaveNext(Connection connection) {
    Stanza next = held.poll();
    if (next == null) {
      oneAtATime = false;
    } else {
      write(connection, next);
    }
  }

  private void write(Connection connection, Stanza stanza) {
    lock.lock();
    try {
      suspects.left(stanza.id());
    } finally {
      lock.unlock();
    }
    try {
      connection.send(stanza.bytes());
    } catch (SessionException.NotConnected e) {
      LOG.debug("a message waits for the next connection", e);
    }
  }

  /** The server answers a message. Never blocks. */
  void acknowledged(Node ack) {
    MessageId id = new MessageId(ack.requireAttr("id"));
    Waiting found = take(id);
    if (found == null) {
      return;
    }
    var error = ack.attrLong("error");
    int code = (int) error.orElse(0);
    var seconds = ack.attrLong("t");
    Instant at = seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : clock.instant();
    boolean toOthers =
        ack.attr("phash")
            .filter(hash -> !found.hashes().isEmpty() && !found.hashes().contains(hash))
            .isPresent();
    if (code == STALE_ADDRESSING
        && found.chat() instanceof GroupJid group
        && !found.readdressed()) {
      // A login meanwhile must find who waits for it.
      await(id, found);
      if (chores.offer(() -> readdress(id, group, found))) {
        return;
      }
      take(id);
    }
    if (error.isPresent()) {
      refused(id, found, code);
    } else {
      acked(id, found, at, toOthers);
    }
    if (toOthers) {
      forgetRecipients(found);
    }
    if (error.isPresent() && found.chat() instanceof GroupJid) {
      // Not a member, or addressed the wrong way: what is known of the group is out of date.
      forgetRecipients(found);
    }
  }

  /**
   * Sends a message once more that named people the wrong way, in a new stanza under the same id:
   * the server has told nobody of the refused one. Blocks.
   */
  private void readdress(MessageId id, GroupJid group, Waiting refused) {
    Connection connection = live;
    try {
      if (connection == null) {
        throw new SessionException.NotConnected();
      }
      Optional<StagedState.Commit<Outgoing.Readdressed>> again =
          readdressing.readdress(
              id,
              group,
              connection,
              next -> {
                await(id, refused.readdressed(next));
                return () -> leaveAgain(next.stanza());
              });
      if (again.isPresent()) {
        again.get().durable().join();
        return;
      }
    } catch (SessionException.NotConnected | CompletionException | StoreException e) {
      // The next login sends the old stanza, which is refused, and is tried again.
      LOG.info("{}: message {} is addressed anew later", instance, id, e);
      await(id, refused);
      return;
    } catch (SessionException e) {
      LOG.info("{}: message {} cannot be addressed anew", instance, id, e);
    }
    Waiting found = take(id);
    if (found != null) {
      refused(id, found, STALE_ADDRESSING);
    }
  }

  /** Past those that are sent one at a time: its turn has been. */
  private void leaveAgain(Stanza stanza) {
    Connection connection = live;
    if (connection != null && connection.open()) {
      write(connection, stanza);
    }
  }

  private @Nullable Waiting take(MessageId id) {
    lock.lock();
    try {
      suspects.answered(id);
      return waiting.remove(id);
    } finally {
      lock.unlock();
    }
  }

  private void acked(MessageId id, Waiting found, Instant at, boolean toOthers) {
    settle(
        id,
        found,
        new SessionFact.SendAcked(found.chat(), id, at),
        new Sending.Outcome.Acked(at),
        step -> {
          if (toOthers && found.chat() instanceof GroupJid) {
            // Before any device of theirs can ask for it.
            SentMessages.reachedOthers(step, id, at);
          }
        });
  }

  private void refused(MessageId id, Waiting found, int code) {
    settle(
        id,
        found,
        new SessionFact.SendRefused(found.chat(), id, code),
        new Sending.Outcome.Refused(code),
        step -> {
          if (code == NO_TOKEN && found.chat() instanceof UserJid stranger) {
            // Never sent again by itself: each try counts against the account (05 §10).
            step.afterwards(() -> introduce(stranger));
          }
        });
  }

  private void introduce(UserJid stranger) {
    Connection connection = live;
    if (connection != null) {
      introductions.to(stranger, connection);
    }
  }

  private void settle(
      MessageId id, Waiting found, SessionFact fact, Sending.Outcome outcome, Consumer<Step> more) {
    state.step(step -> {
      step.drop(id);
      more.accept(step);
      step.fact(fact);
      step.afterwards(() -> {
        found.outcome().complete(outcome);
        Connection connection = live;
        if (oneAtATime && connection != null) {
          leaveNext(connection);
        }
      });
      return id;
    });
  }

  /**
   * The connection ended because the server could not read something of ours. A message for which
   * that happens again is given up: sent again after each login, it would keep the others from ever
   * leaving.
   */
  void accused() {
    Set<MessageId> guilty;
    lock.lock();
    try {
      guilty = suspects.accuse();
    } finally {
      lock.unlock();
    }
    for (MessageId id : guilty) {
      Waiting found = take(id);
      if (found != null) {
        LOG.error("{}: message {} is given up, the server ends the stream over it", instance, id);
        giveUp(id, found);
      }
    }
  }

  private void giveUp(MessageId id, Waiting found) {
    try {
      refused(id, found, SessionFact.SendRefused.ENDED_THE_STREAM);
    } catch (StoreException e) {
      LOG.warn("{}: giving up {} could not be kept, it is sent again", instance, id, e);
    }
  }

  private void forgetRecipients(Waiting message) {
    boolean taken =
        chores.offer(() ->
            state.step(step -> {
              devices.forget(step, message.people());
              if (message.chat() instanceof GroupJid group) {
                GroupCache.forget(step, group);
              }
              return message;
            }));
    if (!taken) {
      LOG.info("too many chores: device lists are kept although they are out of date");
    }
  }
}
