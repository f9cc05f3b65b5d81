package chatwarp.application.instance;

import chatwarp.application.time.Deadline;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.Lease;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionStep;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which a running instance writes: orders its change sets, renders their events, and
 * tells listeners once they are durable.
 *
 * <p>Any thread may call. Its lock is short: nothing blocks under it. After a failure nothing is
 * taken any more until {@link #recover}: what a session staged on top of it would have a hole.
 */
final class InstanceJournal {
  /** Who wants to know that nothing can be kept any more. */
  interface FailureListener {
    void failed(StoreException failure);
  }

  /** Something the runner wants kept, over failures. */
  private record Owed(Draft draft, List<NewEvent> events) {}

  private static final Logger LOG = LoggerFactory.getLogger(InstanceJournal.class);
  private static final int MOST_OWED = 256;

  private final InstanceParts parts;
  private final FactTranslation translation;
  private final FailureListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentLinkedQueue<Owed> owed = new ConcurrentLinkedQueue<>();
  private final List<EventSubscription> subscribers = new CopyOnWriteArrayList<>();
  private volatile Instance instance;
  private volatile Optional<Lease> lease = Optional.empty();
  private volatile Optional<StoreException> broken = Optional.empty();
  private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);

  InstanceJournal(
      InstanceParts parts,
      Instance instance,
      FactTranslation translation,
      FailureListener listener) {
    this.parts = parts;
    this.instance = instance;
    this.translation = translation;
    this.listener = listener;
  }

  /** The instance as it will be once everything handed over is durable. */
  Instance instance() {
    return instance;
  }

  /** Whether the lease must be taken (again) before anything can be kept. */
  boolean needsLease() {
    return lease.isEmpty() || broken.isPresent();
  }

  /** Keeps a step of the session; its failure is the session's too. */
  CompletableFuture<Void> step(SessionStep step) {
    lock.lock();
    try {
      Optional<StoreException> refusal = refusal();
      if (refusal.isPresent()) {
        return CompletableFuture.failedFuture(refusal.get());
      }
      Draft draft = translation.translate(instance, step.facts());
      return commit(draft, rendered(draft), step.state(), step.stanzas());
    } finally {
      lock.unlock();
    }
  }

  /** Keeps something now; fails when that cannot be done now. */
  CompletableFuture<Void> writeNow(Draft draft) {
    lock.lock();
    try {
      Optional<StoreException> refusal = refusal();
      return refusal.isPresent()
          ? CompletableFuture.failedFuture(refusal.get())
          : commit(draft, rendered(draft), List.of(), List.of());
    } finally {
      lock.unlock();
    }
  }

  /** Keeps something, if need be after the next {@link #recover}. */
  void write(Draft draft) {
    // Outside the lock: drawing a QR takes longer than a session should wait.
    Owed entry = new Owed(draft, rendered(draft));
    lock.lock();
    try {
      owed.add(entry);
      if (owed.size() > MOST_OWED) {
        owed.poll();
        LOG.warn("{}: too much waits for the store, dropping the oldest", instance.name());
      }
      if (refusal().isEmpty()) {
        pay(entry);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Goes on under a new lease, first with what could not be kept before. */
  void recover(Lease next, Instance stored) {
    lock.lock();
    try {
      lease = Optional.of(next);
      broken = Optional.empty();
      instance = stored;
      owed.forEach(this::pay);
    } finally {
      lock.unlock();
    }
  }

  /** Gives the instance up to its new owner. */
  void resign() {
    lock.lock();
    try {
      lease = Optional.empty();
      owed.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Blocks until all that was handed over is durable, or has failed. */
  void awaitQuiet() {
    CompletableFuture<Void> last;
    lock.lock();
    try {
      last = tail;
    } finally {
      lock.unlock();
    }
    Deadline.join(last.handle((_, _) -> true));
  }

  /** Whether anybody would hear an event of this kind. */
  boolean heard(EventKind kind) {
    return !subscribers.isEmpty() || parts.dispatcher().carries(instance.config().webhook(), kind);
  }

  EventSubscription subscribe(int capacity) {
    EventSubscription subscription = new EventSubscription(capacity, subscribers::remove);
    subscribers.add(subscription);
    return subscription;
  }

  void endSubscriptions(String reason) {
    subscribers.forEach(subscriber -> subscriber.end(reason));
  }

  private Optional<StoreException> refusal() {
    return broken.or(
        () -> lease.isEmpty() ? Optional.of(new StoreException.StaleLease()) : Optional.empty());
  }

  private void pay(Owed entry) {
    CompletableFuture<Void> _ =
        commit(entry.draft(), entry.events(), List.of(), List.of())
            .whenComplete((_, failure) -> {
              if (failure == null) {
                owed.remove(entry);
              } else if (failure instanceof StoreException.Rejected) {
                owed.remove(entry);
                LOG.error("{}: a change was refused and is lost", instance.name(), failure);
              }
            });
  }

  private List<NewEvent> rendered(Draft draft) {
    return draft.events().stream().map(this::rendered).toList();
  }

  private NewEvent rendered(InstanceEvent event) {
    return new NewEvent(
        parts.ids().next(),
        event.kind(),
        instance.name(),
        instance.profile().owner(),
        parts.clock().instant(),
        parts.renderer().data(instance.id(), instance.name(), event));
  }

  private CompletableFuture<Void> commit(
      Draft draft, List<NewEvent> events, List<StateChange> state, List<StanzaChange> stanzas) {
    Lease under = lease.orElseThrow(StoreException.StaleLease::new);
    ChangeSet changes =
        new ChangeSet(
            under, draft.auth(), state, stanzas, draft.rows(), events, draft.idempotency());
    for (RowChange row : draft.rows()) {
      instance = StagedRows.after(instance, row, parts.clock().instant());
    }
    CompletableFuture<Void> told = new CompletableFuture<>();
    tail = told;
    CompletableFuture<Void> _ =
        parts
            .state()
            .commit(changes)
            .whenComplete((_, failure) -> {
              Optional<StoreException> reason =
                  Optional.ofNullable(failure).map(InstanceJournal::reason);
              settled(under, draft.events(), reason);
              reason.ifPresentOrElse(told::completeExceptionally, () -> told.complete(null));
            });
    return told;
  }

  private void settled(Lease under, List<InstanceEvent> events, Optional<StoreException> failure) {
    if (failure.isEmpty()) {
      for (EventSubscription subscriber : subscribers) {
        events.forEach(subscriber::offer);
      }
      if (!events.isEmpty()) {
        parts.dispatcher().wake(under.instance());
      }
    } else if (lease.filter(under::equals).isPresent() && broken.isEmpty()) {
      broken = failure;
      parts.known().forget(under.instance());
      parts.statuses().forget(under.instance());
      parts.targets().forget(under.instance());
      listener.failed(failure.get());
    }
  }

  private static StoreException reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof StoreException known ? known : new StoreException.Unavailable(cause);
  }
}
