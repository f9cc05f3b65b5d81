package chatwarp.adapters.persistence.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts our server again whenever it ends without being told to, on the same port, so that who
 * reconnects finds it. Looks twice a second, on a thread of its own: the server is not our child,
 * and the system does not always tell of its end.
 */
public final class PostmasterWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostmasterWatch.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /** Watches from now on until it is closed; to be closed before the server is. */
  public PostmasterWatch(EmbeddedPostgres server, ThreadFactory threads) {
    this.server = server;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  private void run() {
    Duration wait = FIRST_WAIT;
    try {
      while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (server.runs()) {
          wait = FIRST_WAIT;
          continue;
        }
        LOG.error("the database server has ended by itself, starting it again");
        if (revive()) {
          continue;
        }
        LOG.warn("the next try is in {} s", wait.toSeconds());
        if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean revive() {
    try {
      server.revive();
      LOG.info("the database server runs again");
      return true;
    } catch (EmbeddedException e) {
      LOG.error("the database server cannot be started again", e);
      return false;
    }
  }

  /** Waits for a start that is under way. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
