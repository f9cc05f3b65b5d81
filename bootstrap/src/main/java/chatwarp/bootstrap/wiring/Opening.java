package chatwarp.bootstrap.wiring;

import chatwarp.adapters.persistence.DatabaseException;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings up what needs the database, on a thread of its own. While the database is away it is tried
 * again and again; any other failure is final.
 */
final class Opening implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Closing parts = new Closing();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final ThreadFactory threads;
  private volatile Optional<Thread> thread = Optional.empty();

  Opening(ThreadFactory threads) {
    this.threads = threads;
  }

  /**
   * Begins; to be called once.
   *
   * @param bringUp one attempt; puts what it started into the parts, also when it fails
   */
  void begin(Consumer<Closing> bringUp) {
    Thread started = threads.newThread(() -> run(bringUp));
    thread = Optional.of(started);
    started.start();
  }

  /** Completes when everything is up; fails when that cannot be, or was stopped before. */
  CompletableFuture<Void> done() {
    return done;
  }

  private void run(Consumer<Closing> bringUp) {
    try {
      Duration wait = Duration.ofSeconds(1);
      while (!attempt(bringUp, wait)) {
        if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.completeExceptionally(new CancellationException("stopped while starting"));
    }
  }

  /** Whether that was the last attempt. */
  private boolean attempt(Consumer<Closing> bringUp, Duration wait) {
    try {
      bringUp.accept(parts);
      done.complete(null);
      return true;
    } catch (RuntimeException e) {
      parts.close();
      if (!isAway(e)) {
        done.completeExceptionally(e);
        return true;
      }
      LOG.warn("waiting: {}; next try in {} s", e.getMessage(), wait.toSeconds());
      LOG.debug("the database is away", e);
      return false;
    }
  }

  private static boolean isAway(RuntimeException failure) {
    return failure instanceof StoreException.Unavailable
        || (failure instanceof DatabaseException database && database.temporary());
  }

  /** Tries no more, waits for the attempt under way, and stops what was brought up. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      if (thread.isPresent()) {
        thread.get().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    parts.close();
  }
}
