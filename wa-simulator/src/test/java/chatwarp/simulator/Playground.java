package chatwarp.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running simulator with real phones, and its admin API. */
final class Playground implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Simulator simulator =
      Simulator.start(SimulatorConfig.local(InstantSource.system(), new SecureRandom()));
  private final HttpClient http = HttpClient.newHttpClient();

  /** A companion of a new account, paired and not connected. */
  TestDevice paired(String name) {
    TestDevice device = new TestDevice(name);
    TestClient.pair(
        simulator, device, qr -> post("/admin/mock-phone/scan-qr", qr).statusCode() == 200);
    return device;
  }

  HttpResponse<String> post(String path, String body) {
    return call("POST", path, body);
  }

  HttpResponse<String> call(String method, String path, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path))
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("the admin API did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  JsonNode get(String path) {
    return JSON.readTree(call("GET", path, "").body());
  }

  /** Plans a misbehaviour; {@code more} is JSON to go with it. */
  void fault(TestDevice device, String kind, String more) {
    HttpResponse<String> answer =
        post(
            "/admin/faults",
            "{\"phone\":\"" + device.jid.user() + "\",\"kind\":\"" + kind + "\"" + more + "}");
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.body());
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
