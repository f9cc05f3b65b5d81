package chatwarp.bootstrap.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** Waits for the process to be told to stop, and stops in order. */
final class Shutdown {
  private Shutdown() {}

  /**
   * Blocks until the process gets a stop signal, then runs the orderly stop before the JVM goes.
   *
   * @param stop must be safe to call twice
   */
  static void await(Runnable stop) throws InterruptedException {
    await(stop, CompletableFuture.completedFuture(null));
  }

  /**
   * Like the other; but a start that fails meanwhile is thrown, and stopping is left to the caller.
   *
   * @param started what may still be under way
   */
  static void await(Runnable stop, CompletableFuture<Void> started) throws InterruptedException {
    CompletableFuture<Void> over = new CompletableFuture<>();
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              over.complete(null);
              try {
                stop.run();
              } finally {
                stopped.countDown();
              }
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    var _ =
        started.exceptionally(failure -> {
          over.completeExceptionally(failure);
          return null;
        });
    try {
      over.get();
    } catch (ExecutionException e) {
      Runtime.getRuntime().removeShutdownHook(hook);
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
    stopped.await();
  }
}
