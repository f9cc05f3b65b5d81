package chatwarp.simulator.scenario;

import chatwarp.adapters.wa.session.WaSessions;
import chatwarp.adapters.wa.session.WaSettings;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Timers;
import chatwarp.simulator.Simulator;
import chatwarp.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A simulator on real sockets, its phones by the admin API, and real sessions over stores in
 * memory: what every scenario is played on.
 */
final class Offline implements AutoCloseable {
  private static final int WAIT_MS = 20_000;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService wheel = Executors.newSingleThreadScheduledExecutor();
  private final SecureRandom random = new SecureRandom();
  private final Simulator simulator =
      Simulator.start(SimulatorConfig.local(Clock.systemUTC(), random));
  final InMemoryStores stores = new InMemoryStores(Clock.systemUTC(), threads);
  final Network network;
  final WaSessions sessions;

  Offline(boolean tls) {
    int port = tls ? simulator.tlsPort() : simulator.port();
    network =
        new Network(
            URI.create((tls ? "wss" : "ws") + "://127.0.0.1:" + port + "/ws/chat"),
            HexFormat.of().formatHex(simulator.rootKey()));
    sessions =
        new WaSessions(
            new WaSettings(
                network, WaSettings.WEB_VERSION, true, true, 1 << 20, WaSettings.temporaryFolder()),
            stores.state(),
            Clock.systemUTC(),
            random,
            threads,
            timers());
  }

  private Timers timers() {
    return (delay, task) -> {
      Future<?> waiting =
          wheel.schedule(() -> threads.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> waiting.cancel(false);
    };
  }

  JsonNode post(String path, Object body) {
    return call("POST", path, body instanceof String raw ? raw : json.writeValueAsString(body));
  }

  JsonNode get(String path) {
    return call("GET", path, "");
  }

  private JsonNode call(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void account(String number) {
    post("/admin/phones", Map.of("phone", number, "name", "phone " + number));
  }

  void scan(String number, String qr) {
    post("/admin/mock-phone/scan-qr?phone=" + number, qr);
  }

  void sendText(String number, UserJid to, String text) {
    post("/admin/phones/" + number + "/send", Map.of("to", to.toString(), "text", text));
  }

  void fault(String number, Map<String, Object> fault) {
    Map<String, Object> body = new java.util.HashMap<>(fault);
    body.put("phone", number);
    post("/admin/faults", body);
  }

  /** The account's owner chooses who may see status posts. */
  void showStatus(String number, StatusPrivacy to) {
    String type =
        switch (to.scope()) {
          case CONTACTS -> "contacts";
          case CONTACTS_EXCEPT -> "blacklist";
          case ONLY -> "whitelist";
        };
    post(
        "/admin/accounts/" + number + "/status-privacy",
        Map.of("type", type, "people", to.people().stream().map(UserJid::toString).toList()));
  }

  /** The texts that a phone has read so far, in order. */
  List<String> texts(String number) {
    return read("/admin/phone-inbox?phone=" + number);
  }

  private List<String> read(String query) {
    List<String> texts = new ArrayList<>();
    for (JsonNode message : get(query).get("messages")) {
      if (message.has("text")) {
        texts.add(message.get("text").asString());
      }
    }
    return texts;
  }

  /** The texts that a phone has read, once there are so many; what it could not read counts. */
  List<String> awaitTexts(String number, int count) {
    List<String> texts = List.of();
    for (int entries = count; texts.size() < count; entries++) {
      long before = texts.size();
      texts =
          read("/admin/phone-inbox?phone=" + number + "&count=" + entries + "&wait_ms=" + WAIT_MS);
      if (texts.size() == before && entries > count) {
        throw new AssertionError(texts.size() + " texts, not " + count + ": " + texts);
      }
    }
    return texts;
  }

  JsonNode violations() {
    return get("/admin/violations");
  }

  @Override
  public void close() {
    simulator.close();
    wheel.shutdownNow();
    threads.shutdownNow();
    http.close();
  }
}
