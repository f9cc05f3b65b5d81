package chatwarp.simulator.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's webhook on a free loopback port; keeps what is posted until it is asked for. */
final class WebhookReceiver implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>(BACKLOG);
  private final JsonMapper json = JsonMapper.builder().build();

  WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new DemoFailedException("the webhook receiver could not start", e);
    }
    server.createContext("/hook", this::receive);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /**
   * Waits for the next event that matches, dropping those before it.
   *
   * @param what names it in the failure
   */
  JsonNode await(String what, Predicate<JsonNode> matches, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    try {
      while (true) {
        @Nullable JsonNode event =
            events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (event == null) {
          throw new DemoFailedException("no " + what + " within " + deadline.toSeconds() + " s");
        }
        if (matches.test(event)) {
          return event;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailedException("waiting for " + what + " was interrupted", e);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode event = json.readTree(exchange.getRequestBody());
      exchange.sendResponseHeaders(events.offer(event) ? 200 : 503, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
