package chatwarp.bootstrap.cli;

import java.util.concurrent.CountDownLatch;

/** Waits for the process to be told to stop, and stops in order. */
final class Shutdown {
  private Shutdown() {}

  /**
   * Blocks until the process gets a stop signal, then runs the orderly stop before the JVM goes.
   *
   * @param stop must be safe to call twice
   */
  static void await(Runnable stop) throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              told.countDown();
              try {
                stop.run();
              } finally {
                stopped.countDown();
              }
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    told.await();
    stopped.await();
  }
}
