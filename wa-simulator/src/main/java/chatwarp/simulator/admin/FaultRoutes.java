package chatwarp.simulator.admin;

import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.exchange.Fault;
import chatwarp.simulator.exchange.Fault.BadFrame;
import chatwarp.simulator.exchange.Faults;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.server.LiveSessions;
import chatwarp.simulator.server.Login;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** Misbehaviour of the server, planned or at once, towards one account or one of its devices. */
public final class FaultRoutes {
  private final Accounts accounts;
  private final Faults faults;
  private final LiveSessions sessions;

  public FaultRoutes(Accounts accounts, Faults faults, LiveSessions sessions) {
    this.accounts = accounts;
    this.faults = faults;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/admin/faults", this::plan),
        Route.of("DELETE", "/admin/faults", this::clear));
  }

  private HttpAnswer plan(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    Account account = account(Json.requireText(body, "phone"));
    int device = Json.number(body, "device", -1, 0, 255);
    int times = Json.number(body, "times", 1, 1, 1_000_000);
    Fault fault = fault(body);
    OptionalInt only = device < 0 ? OptionalInt.empty() : OptionalInt.of(device);
    boolean now =
        switch (fault) {
          case Fault.Close(int after) -> after == 0;
          case Fault.StreamError(int _, int after) -> after == 0;
          case BadFrame _ -> true;
          default -> false;
        };
    if (!now) {
      faults.arm(account.phone(), only, fault, times);
      return Json.answer(201, Map.of("armed", true, "hit", 0));
    }
    List<Login> hit =
        account.devices().stream()
            .filter(one -> only.isEmpty() || only.getAsInt() == one.id())
            .map(sessions::of)
            .flatMap(java.util.Optional::stream)
            .toList();
    hit.forEach(login -> commit(login, fault));
    return Json.answer(200, Map.of("armed", false, "hit", hit.size()));
  }

  private static void commit(Login login, Fault fault) {
    switch (fault) {
      case Fault.Close _ -> login.drop();
      case Fault.StreamError(int code, int _) -> login.end(Stanzas.streamError(code));
      case BadFrame(BadFrame.Kind kind) -> login.sendBad(kind);
      default -> throw new IllegalStateException("not a fault of the moment: " + fault);
    }
  }

  private static Fault fault(JsonNode body) {
    String kind = Json.requireText(body, "kind");
    return switch (kind) {
      case "nack" -> new Fault.Nack(Json.number(body, "code", 500, 1, 999));
      case "drop_ack" -> new Fault.DropAck();
      case "unavailable" -> new Fault.Unavailable();
      case "delay" ->
          new Fault.Delay(Duration.ofMillis(Json.number(body, "millis", 1000, 1, 600_000)));
      case "iq_error" ->
          new Fault.RequestError(
              Json.requireText(body, "xmlns"),
              Json.number(body, "code", 408, 1, 999),
              Json.text(body, "text").orElse("request-timeout"));
      case "close" -> new Fault.Close(Json.number(body, "after", 0, 0, 1_000_000));
      case "stream_error" ->
          new Fault.StreamError(
              Json.number(body, "code", 503, 1, 999), Json.number(body, "after", 0, 0, 1_000_000));
      case "bad_stanza" -> new Fault.BadStanza(Json.requireText(body, "id"));
      case "login_failure" -> new Fault.LoginFailure(Json.number(body, "code", 503, 1, 999));
      case "drop_frame" -> new Fault.DropFrame();
      case "garbage_frame", "truncated_frame", "oversize_frame", "malformed_frame" ->
          new BadFrame(
              BadFrame.Kind.valueOf(kind.substring(0, kind.indexOf('_')).toUpperCase(Locale.ROOT)));
      default ->
          throw new RefusedException(
              400,
              "kind",
              "must be one of nack, drop_ack, unavailable, delay, iq_error, close, stream_error,"
                  + " bad_stanza,"
                  + " login_failure, drop_frame, garbage_frame, truncated_frame, oversize_frame,"
                  + " malformed_frame");
    };
  }

  private HttpAnswer clear(HttpRequest request, Matcher path) {
    String phone =
        AdminApi.query(request, "phone")
            .orElseThrow(() -> new RefusedException(400, "phone", "is missing in the query"));
    faults.clear(account(phone).phone());
    return Json.answer(200, Map.of("cleared", true));
  }

  private Account account(String text) {
    UserJid person = Numbers.person("phone", text);
    return accounts
        .find(person)
        .orElseThrow(() -> new RefusedException(404, "phone", "is no account"));
  }
}
