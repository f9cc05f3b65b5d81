package chatwarp.adapters.persistence.state;

import chatwarp.domain.model.Lease;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer for the process: whatever was queued while a transaction was under way becomes the
 * next one. So a lone commit goes at once, and under load many share a transaction and its flush.
 *
 * <p>When a transaction fails, its change sets are tried one by one, so that a bad one fails alone.
 * When the database is away all of them fail. Futures complete on the writer's thread.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int PER_INSTANCE = 4_096;
  private static final int PER_BATCH = 512;
  private static final Duration CLOSING = Duration.ofSeconds(30);

  private final CommitQueue queue = new CommitQueue(PER_INSTANCE, PER_BATCH);
  private final BatchWriter writer;
  private final Thread thread;

  GroupCommit(BatchWriter writer, ThreadFactory threads) {
    this.writer = writer;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  CompletableFuture<Void> add(ChangeSet changes) {
    Pending pending = new Pending(changes, new CompletableFuture<>());
    Optional<StoreException> refusal = queue.offer(pending);
    refusal.ifPresent(pending::fail);
    return pending.durable();
  }

  private void run() {
    try {
      for (List<Pending> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        write(batch);
      }
    } catch (InterruptedException e) {
      LOG.warn("the store's writer was interrupted");
      Thread.currentThread().interrupt();
    } finally {
      abandon();
    }
  }

  private void write(List<Pending> batch) {
    try {
      complete(batch, writer.write(batch));
    } catch (StoreException.Unavailable e) {
      LOG.warn("{} commits fail, the database is unavailable", batch.size(), e);
      fail(batch, e);
    } catch (RuntimeException e) {
      writeAlone(batch, e);
    }
  }

  private void writeAlone(List<Pending> batch, RuntimeException together) {
    if (batch.size() == 1) {
      LOG.error("a commit is refused", together);
      fail(batch, refusal(together));
      return;
    }
    LOG.warn("{} commits failed together, trying each alone", batch.size(), together);
    Map<Lease, StoreException> failed = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      Pending pending = batch.get(i);
      if (failed.containsKey(pending.lease())) {
        continue;
      }
      List<Pending> rest = ofLease(batch.subList(i, batch.size()), pending.lease());
      try {
        if (writer.write(List.of(pending)).isEmpty()) {
          pending.succeed();
          continue;
        }
        failed.put(pending.lease(), new StoreException.StaleLease());
      } catch (RuntimeException e) {
        LOG.error("a commit is refused", e);
        failed.put(pending.lease(), refusal(e));
      }
      fail(rest, failed.get(pending.lease()));
    }
  }

  private static StoreException refusal(RuntimeException e) {
    return e instanceof StoreException known ? known : new StoreException.Rejected(e);
  }

  private static List<Pending> ofLease(List<Pending> batch, Lease lease) {
    return batch.stream().filter(pending -> pending.lease().equals(lease)).toList();
  }

  private void complete(List<Pending> batch, Set<Lease> stale) {
    for (Pending pending : batch) {
      if (!stale.contains(pending.lease())) {
        pending.succeed();
      }
    }
    for (Lease lease : stale) {
      fail(ofLease(batch, lease), new StoreException.StaleLease());
    }
  }

  /** Fails these and what is queued behind them under the same leases. */
  private void fail(List<Pending> batch, StoreException failure) {
    Set<Lease> leases = new LinkedHashSet<>();
    List<Pending> victims = new ArrayList<>(batch);
    for (Pending pending : batch) {
      if (leases.add(pending.lease())) {
        victims.addAll(queue.failing(pending.lease(), failure));
      }
    }
    victims.forEach(victim -> victim.fail(failure));
    leases.forEach(queue::failed);
  }

  /** Nobody will write what is still queued. */
  private void abandon() {
    queue.close();
    StoreException closed =
        new StoreException.Unavailable(new IllegalStateException("the store is closed"));
    try {
      for (List<Pending> rest = queue.take(); !rest.isEmpty(); rest = queue.take()) {
        rest.forEach(pending -> pending.fail(closed));
      }
    } catch (InterruptedException e) {
      LOG.warn("commits were left without an answer");
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more, writes what is queued, and waits for that. */
  @Override
  public void close() {
    queue.close();
    try {
      if (!thread.join(CLOSING)) {
        LOG.warn("the store's writer did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
