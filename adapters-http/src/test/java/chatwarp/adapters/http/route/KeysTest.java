package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.http.auth.Access;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeysTest {
  private static final String UNAUTHORIZED =
      "{\"status\":401,\"error\":\"Unauthorized\",\"response\":{\"message\":\"Unauthorized\"},"
          + "\"code\":\"unauthorized\"}";

  private final Api api = Api.withShop();

  @AfterEach
  void stop() {
    api.close();
  }

  static Stream<Route> protectedRoutes() {
    return Routes.withKey();
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void noKeyIsRefused(Route route) {
    refused(route, Routes.path(route, "shop"), request -> request);
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void aWrongKeyIsRefused(Route route) {
    refused(route, Routes.path(route, "shop"), Api.withKey("wrong"));
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void aKeyInTheQueryIsRefused(Route route) {
    refused(route, Routes.path(route, "shop") + "?apikey=" + Api.KEY, request -> request);
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void whatDoesNotExistLooksLikeAWrongKey(Route route) {
    refused(route, Routes.path(route, "unknown"), Api.withKey("wrong"));
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void theTokenOfAnotherInstanceIsRefused(Route route) {
    api.add(new InstanceName("other"), "other-token");
    String path = Routes.path(route, "shop");
    // The list is open to every key, and has a caller's own rows only.
    refused(
        route,
        route.protection() == Protection.ANY_KEY ? path + "?instanceName=shop" : path,
        Api.withKey("other-token"));
  }

  @Test
  void theRoutesWithoutAKeyAreTheseAndNoOthers() {
    assertEquals(
        List.of("GET /", "GET /healthz", "GET /health", "GET /ping", "GET /readyz"),
        Routes.registered().stream()
            .filter(route -> route.protection() == Protection.NONE)
            .map(Route::name)
            .toList());
  }

  @Test
  void anInstancesTokenOpensItsOwnRoutesOnly() {
    UnaryOperator<Request.Builder> token = Api.withKey("tok");
    assertEquals(200, api.call("GET", "/instance/connect/shop", Optional.empty(), token).status());
    refused("POST", "/instance/create", token);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "apikey, global-key",
    "ApiKey, global-key",
    "Authorization, Bearer global-key",
    "authorization, bearer global-key",
    "x-chatwarp-password, global-key",
  })
  void theKeyMayTravelIn(String header, String value) {
    assertEquals(
        200,
        api.call("GET", "/instance/shop/state", Optional.empty(), r -> r.header(header, value))
            .status());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "apikey, GLOBAL-KEY",
    "apikey, global-key2",
    "apikey, global-ke",
    "apikey, ' '",
    "Authorization, global-key",
    "Authorization, Basic global-key",
    "Cookie, apikey=global-key",
  })
  void nothingElseOpens(String header, String value) {
    refused("GET", "/instance/shop/state", r -> r.header(header, value));
  }

  @Test
  void anOverlongKeyIsRefused() {
    refused("GET", "/instance/shop/state", Api.withKey("k".repeat(4000)));
  }

  @Test
  void openModeNeedsNoKey() {
    try (Api open = Api.start(Api.config(new Access.Open()), () -> true)) {
      assertEquals(
          200, open.call("GET", "/instance/fetchInstances", Optional.empty(), r -> r).status());
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Origin, https://evil.example, 401",
    "Origin, null, 401",
    "Host, rebound.example, 401",
    "Origin, http://localhost:3000, 200",
    "Host, localhost, 200",
    "Host, [::1]:8080, 200",
  })
  void openModeIsForThisMachineOnly(String header, String value, int status) {
    try (Api open = Api.start(Api.config(new Access.Open()), () -> true)) {
      assertEquals(
          status,
          open.call(
                  "GET", "/instance/fetchInstances", Optional.empty(), r -> r.header(header, value))
              .status());
    }
  }

  @Test
  void openModeIsRefusedOnOtherAddressesThanLoopback() {
    HttpConfig.Banner banner = new HttpConfig.Banner("c", "2.3.6", "0", "w");
    assertThrows(
        InvalidValueException.class, () -> HttpConfig.on("0.0.0.0", 0, new Access.Open(), banner));
  }

  private void refused(Route route, String path, UnaryOperator<Request.Builder> headers) {
    refused(
        route.method().name(),
        path,
        headers,
        switch (route.failed()) {
          case ENVELOPE -> UNAUTHORIZED;
          case TOP_AS_WELL ->
              UNAUTHORIZED.replace(
                  "\"code\":\"unauthorized\"}",
                  "\"code\":\"unauthorized\",\"message\":\"Unauthorized\"}");
        });
  }

  private void refused(String method, String path, UnaryOperator<Request.Builder> headers) {
    refused(method, path, headers, UNAUTHORIZED);
  }

  private void refused(
      String method, String path, UnaryOperator<Request.Builder> headers, String body) {
    Api.Reply reply = api.call(method, path, Optional.empty(), headers);
    assertEquals(401, reply.status(), reply.body());
    assertEquals(body, reply.body());
  }
}
