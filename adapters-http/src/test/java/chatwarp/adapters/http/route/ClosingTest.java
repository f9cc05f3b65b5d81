package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosingTest {

  @Test
  void aRequestUnderWayIsAnsweredBeforeTheServerCloses() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch mayGo = new CountDownLatch(1);
    Readiness slow =
        () -> {
          entered.countDown();
          return await(mayGo);
        };
    Api api = Api.start(Api.keyed(), slow);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Api.Reply> reply =
          threads.submit(() -> api.call("GET", "/readyz", Optional.empty(), r -> r));
      await(entered);
      int port = api.port();
      Future<?> closing = threads.submit(api::close);
      awaitClosed(port);
      mayGo.countDown();
      assertEquals(200, reply.get(20, TimeUnit.SECONDS).status());
      closing.get(20, TimeUnit.SECONDS);
    }
  }

  /** Until nobody new gets in, which is how closing begins. */
  private static void awaitClosed(int port) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Thread.onSpinWait();
      } catch (IOException closed) {
        return;
      }
    }
    throw new AssertionError("the server still takes connections");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
