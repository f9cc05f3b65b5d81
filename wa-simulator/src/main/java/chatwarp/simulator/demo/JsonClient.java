package chatwarp.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a JSON API, with an API key when there is one. */
final class JsonClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final URI base;
  private final String apiKey;
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * A client of one server.
   *
   * @param apiKey empty when none is needed
   */
  JsonClient(URI base, String apiKey) {
    this.base = base;
    this.apiKey = apiKey;
  }

  JsonNode get(String path) {
    return call("GET", path, HttpRequest.BodyPublishers.noBody(), "application/json");
  }

  JsonNode post(String path, Map<String, ?> body) {
    return call(
        "POST",
        path,
        HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)),
        "application/json");
  }

  JsonNode postText(String path, String body) {
    return call("POST", path, HttpRequest.BodyPublishers.ofString(body), "text/plain");
  }

  private JsonNode call(
      String method, String path, HttpRequest.BodyPublisher body, String contentType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("content-type", contentType)
            .method(method, body);
    if (!apiKey.isEmpty()) {
      request.header("apikey", apiKey);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new DemoFailedException(
            method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body());
    } catch (IOException e) {
      throw new DemoFailedException(method + " " + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailedException(method + " " + path + " was interrupted", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
