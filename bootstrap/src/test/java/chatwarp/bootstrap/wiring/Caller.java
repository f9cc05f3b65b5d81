package chatwarp.bootstrap.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's program: calls the API and reads what it answers. */
record Caller(URI api, String key) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  record Answer(int status, JsonNode body) {}

  Answer get(String path) {
    return call("GET", path, "");
  }

  Answer post(String path, String body) {
    return call("POST", path, body);
  }

  Answer delete(String path) {
    return call("DELETE", path, "");
  }

  Answer call(String method, String path, String body) {
    try {
      HttpURLConnection connection = (HttpURLConnection) api.resolve(path).toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setRequestProperty("apikey", key);
      connection.setRequestProperty("content-type", "application/json");
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = connection.getResponseCode();
      try (InputStream answer =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        return new Answer(status, JSON.readTree(answer));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
