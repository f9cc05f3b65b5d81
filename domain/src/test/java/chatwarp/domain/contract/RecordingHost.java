package chatwarp.domain.contract;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionHost;
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.SessionStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A host that keeps what a session tells it, in a store and in lists that a test can wait on. */
public final class RecordingHost implements SessionHost {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final StoragePorts stores;
  private final Lease lease;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<SessionFact> facts = new ArrayList<>();
  private final List<List<SessionFact>> steps = new ArrayList<>();
  private final List<SessionSignal> signals = new ArrayList<>();
  private volatile boolean following = true;

  public RecordingHost(StoragePorts stores, Lease lease) {
    this.stores = stores;
    this.lease = lease;
  }

  @Override
  public CompletableFuture<Void> commit(SessionStep step) {
    List<RowChange> rows = new ArrayList<>();
    Optional<AuthChange> auth = Optional.empty();
    for (SessionFact fact : step.facts()) {
      switch (fact) {
        case SessionFact.Received received ->
            rows.add(new RowChange.AddMessage(received.message()));
        case SessionFact.Prepared prepared ->
            rows.add(new RowChange.AddMessage(prepared.message()));
        case SessionFact.AuthChanged authChanged ->
            auth = Optional.of(new AuthChange.Save(authChanged.auth()));
        case SessionFact.Paired paired -> auth = Optional.of(new AuthChange.Save(paired.auth()));
        default -> {
          // Only remembered.
        }
      }
    }
    CompletableFuture<Void> durable =
        stores
            .state()
            .commit(
                new ChangeSet(
                    lease, auth, step.state(), step.stanzas(), rows, List.of(), Optional.empty()));
    return durable.thenRun(() -> {
      remember(steps, List.of(step.facts()));
      remember(facts, step.facts());
    });
  }

  @Override
  public void signal(SessionSignal signal) {
    remember(signals, List.of(signal));
  }

  @Override
  public boolean knows(Jid chat, UserJid sender, MessageId id) {
    return stores.conversations().exists(lease.instance(), chat, sender, id);
  }

  @Override
  public Optional<MessageRecord> message(Jid chat, MessageId id) {
    return stores.conversations().message(lease.instance(), Optional.of(chat), id);
  }

  @Override
  public boolean followsPicture(Jid of) {
    return following;
  }

  /** From now on, nobody wants to hear of pictures. */
  public void followNone() {
    following = false;
  }

  /** What is durable, in order. */
  public List<SessionFact> facts() {
    return snapshot(facts);
  }

  /** The same, step by step. */
  public List<List<SessionFact>> steps() {
    return snapshot(steps);
  }

  /** What was signalled, in order. */
  public List<SessionSignal> signals() {
    return snapshot(signals);
  }

  /** The nth durable fact of a kind, first is 1, waiting for it. */
  public <T extends SessionFact> T awaitFact(Class<T> kind, int nth) {
    return await(facts, kind, nth);
  }

  /** The nth signal of a kind, first is 1, waiting for it. */
  public <T extends SessionSignal> T awaitSignal(Class<T> kind, int nth) {
    return await(signals, kind, nth);
  }

  private <T> void remember(List<T> list, List<T> added) {
    lock.lock();
    try {
      list.addAll(added);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> List<T> snapshot(List<T> list) {
    lock.lock();
    try {
      return List.copyOf(list);
    } finally {
      lock.unlock();
    }
  }

  private <T, E> E await(List<T> list, Class<E> kind, int nth) {
    lock.lock();
    try {
      long left = DEADLINE.toNanos();
      while (true) {
        List<E> found = list.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (found.size() >= nth) {
          return found.get(nth - 1);
        }
        if (left <= 0) {
          throw new AssertionError(
              "no " + kind.getSimpleName() + " number " + nth + " in time, but " + list);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
