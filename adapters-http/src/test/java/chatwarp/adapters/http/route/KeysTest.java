package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.http.auth.Access;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InvalidValueException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  static Stream<Arguments> protectedRoutes() {
    return Stream.of(
        Arguments.of("POST", "/instance/create"),
        Arguments.of("GET", "/instance/fetchInstances"),
        Arguments.of("GET", "/instance/connect/shop"),
        Arguments.of("GET", "/instance/connectionState/shop"),
        Arguments.of("GET", "/instance/shop/state"),
        Arguments.of("POST", "/instance/restart/shop"),
        Arguments.of("PUT", "/instance/restart/shop"),
        Arguments.of("DELETE", "/instance/logout/shop"),
        Arguments.of("DELETE", "/instance/delete/shop"),
        Arguments.of("POST", "/webhook/set/shop"),
        Arguments.of("GET", "/webhook/find/shop"),
        Arguments.of("POST", "/message/sendText/shop"),
        Arguments.of("POST", "/message/send/shop"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("protectedRoutes")
  void noKeyIsRefused(String method, String path) {
    refused(method, path, request -> request);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("protectedRoutes")
  void aWrongKeyIsRefused(String method, String path) {
    refused(method, path, Api.withKey("wrong"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("protectedRoutes")
  void aKeyInTheQueryIsRefused(String method, String path) {
    refused(method, path + "?apikey=" + Api.KEY, request -> request);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("protectedRoutes")
  void whatDoesNotExistLooksLikeAWrongKey(String method, String path) {
    refused(method, path.replace("shop", "unknown"), Api.withKey("wrong"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("protectedRoutes")
  void theTokenOfAnotherInstanceIsRefused(String method, String path) {
    api.add(new InstanceName("other"), "other-token");
    if (path.endsWith("fetchInstances")) {
      refused(method, path + "?instanceName=shop", Api.withKey("other-token"));
    } else {
      refused(method, path, Api.withKey("other-token"));
    }
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

  private void refused(String method, String path, UnaryOperator<Request.Builder> headers) {
    Api.Reply reply = api.call(method, path, Optional.empty(), headers);
    assertEquals(401, reply.status(), reply.body());
    assertEquals(UNAUTHORIZED, reply.body());
  }
}
