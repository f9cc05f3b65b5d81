package chatwarp.application.time;

import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Blocks a virtual thread until something happened, but only so long. Any thread may call. */
public final class Deadline {
  private final Timers timers;

  public Deadline(Timers timers) {
    this.timers = timers;
  }

  /**
   * Waits for a value.
   *
   * @return empty when it did not come in time
   * @throws RuntimeException what the future failed with, as it is
   */
  public <T> Optional<T> await(CompletableFuture<T> awaited, Duration limit) {
    CompletableFuture<Optional<T>> first = awaited.thenApply(Optional::of);
    Timers.Timer timer = timers.after(limit, () -> first.complete(Optional.empty()));
    try {
      return join(first);
    } finally {
      timer.cancel();
    }
  }

  /** Waits for a time to pass. */
  public void pass(Duration time) {
    CompletableFuture<Boolean> passed = new CompletableFuture<>();
    Timers.Timer timer = timers.after(time, () -> passed.complete(true));
    try {
      join(passed);
    } finally {
      timer.cancel();
    }
  }

  /** The value of a future, blocking; what it failed with is thrown as it is. */
  public static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
