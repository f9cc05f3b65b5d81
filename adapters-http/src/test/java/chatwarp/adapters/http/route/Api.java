package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.Access;
import chatwarp.adapters.http.auth.KeyHash;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.UserJid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running API on a free port of loopback over stores in memory, and a client of it. */
final class Api implements AutoCloseable {
  static final String KEY = "global-key";
  static final InstanceName SHOP = new InstanceName("shop");
  private static final HttpConfig.Banner BANNER =
      new HttpConfig.Banner("chatwarp_exchange", "2.3.6", "0.1.0", "2.3000.1");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  final InMemoryInstances instances = new InMemoryInstances();
  final InMemoryMessages messages = new InMemoryMessages(instances);
  final InMemoryChats chats = new InMemoryChats();
  final InMemoryGroups groups = new InMemoryGroups();
  final InMemoryProfiles profiles = new InMemoryProfiles();
  private final OkHttpClient client =
      new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build();
  private final HttpApi server;

  /** An answer, read to its end. */
  record Reply(int status, okhttp3.Headers headers, String body) {
    JsonNode json() {
      return MAPPER.readTree(body);
    }
  }

  private Api(HttpConfig config, Readiness readiness) {
    server =
        HttpApi.start(
            config,
            new UseCases.Started(instances, messages, chats, groups, profiles),
            readiness,
            new SplittableRandom(1),
            InstantSource.fixed(InMemoryInstances.BORN),
            List.of());
  }

  static HttpConfig config(Access access) {
    return HttpConfig.on("127.0.0.1", 0, access, BANNER);
  }

  static HttpConfig keyed() {
    return config(new Access.Keyed(KeyHash.ofKey(KEY)));
  }

  /** With the global key and one connected instance, {@code shop}, whose token is {@code tok}. */
  static Api withShop() {
    Api api = new Api(keyed(), () -> true);
    api.add(SHOP, "tok");
    api.instances.pair(SHOP, UserJid.phone("5511999990000"));
    return api;
  }

  static Api start(HttpConfig config, Readiness readiness) {
    return new Api(config, readiness);
  }

  void add(InstanceName name, String token) {
    InstanceConfig plain = InstanceConfig.named(name);
    instances.create(
        new InstanceConfig(
            name,
            Optional.of(new chatwarp.domain.model.InstanceToken(token)),
            plain.integration(),
            plain.businessId(),
            plain.number(),
            plain.settings(),
            plain.proxy(),
            plain.webhook()),
        false);
  }

  int port() {
    return server.port();
  }

  Reply get(String path) {
    return call("GET", path, Optional.empty(), withKey(KEY));
  }

  Reply post(String path, String json) {
    return call("POST", path, Optional.of(json), withKey(KEY));
  }

  Reply delete(String path, String json) {
    return call("DELETE", path, Optional.of(json), withKey(KEY));
  }

  Reply delete(String path) {
    return call("DELETE", path, Optional.empty(), withKey(KEY));
  }

  static UnaryOperator<Request.Builder> withKey(String key) {
    return request -> request.header("apikey", key);
  }

  Reply call(
      String method, String path, Optional<String> json, UnaryOperator<Request.Builder> headers) {
    RequestBody body =
        json.map(text -> RequestBody.create(text, MediaType.get("application/json")))
            .orElse(
                method.equals("GET") || method.equals("HEAD")
                    ? null
                    : RequestBody.create(new byte[0], null));
    return call(method, path, body, headers);
  }

  Reply call(String method, String path, RequestBody body, UnaryOperator<Request.Builder> headers) {
    Request request =
        headers
            .apply(new Request.Builder())
            .url("http://127.0.0.1:" + port() + path)
            .method(method, body)
            .build();
    try (Response response = client.newCall(request).execute()) {
      return new Reply(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // First, so that the server need not wait for idle connections.
    client.connectionPool().evictAll();
    server.close();
    client.dispatcher().executorService().shutdown();
  }
}
