package chatwarp.simulator.admin;

import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.StatusViewers;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.exchange.Violation;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** What the server knows: its keys, the accounts, and the rules that clients broke. */
public final class ServerRoutes {
  private final byte[] rootKey;
  private final String certificate;
  private final Accounts accounts;
  private final Exchange exchange;
  private final Violations violations;

  /**
   * @param rootKey the 32 bytes that clients trust
   * @param certificate the TLS certificate as PEM
   */
  public ServerRoutes(
      byte[] rootKey,
      String certificate,
      Accounts accounts,
      Exchange exchange,
      Violations violations) {
    this.rootKey = rootKey;
    this.certificate = certificate;
    this.accounts = accounts;
    this.exchange = exchange;
    this.violations = violations;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/", (_, _) -> HttpAnswer.text(200, "chatwarp simulator\n")),
        Route.of("GET", "/admin/root-key", this::root),
        Route.of("GET", "/admin/certificate", (_, _) -> HttpAnswer.text(200, certificate)),
        Route.of("GET", "/admin/accounts", this::accounts),
        Route.of("POST", "/admin/accounts/{phone}/unlink", this::unlink),
        Route.of("POST", "/admin/accounts/{phone}/restricted", this::restrict),
        Route.of("POST", "/admin/accounts/{phone}/status-privacy", this::statusPrivacy),
        Route.of("GET", "/admin/violations", this::violations));
  }

  private HttpAnswer root(HttpRequest request, Matcher path) {
    return Json.answer(200, Map.of("publicKey", HexFormat.of().formatHex(rootKey), "serial", 0));
  }

  private HttpAnswer accounts(HttpRequest request, Matcher path) {
    List<Map<String, Object>> all = accounts.all().stream().map(this::account).toList();
    return Json.answer(200, Map.of("accounts", all));
  }

  private Map<String, Object> account(Account account) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("phone", account.phone().user());
    view.put("jid", account.phone().toString());
    view.put("lid", account.lid().toString());
    view.put("name", account.pushName());
    view.put("restricted", account.restricted());
    view.put("devices", account.devices().stream().map(this::device).toList());
    return view;
  }

  private Map<String, Object> device(Device device) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", device.id());
    view.put("connected", exchange.connected(device));
    view.put("live", exchange.live(device));
    view.put("pending", exchange.pending(device).size());
    view.put("preKeys", device.preKeys().count());
    return view;
  }

  /** The phone's owner removes a linked device. */
  private HttpAnswer unlink(HttpRequest request, Matcher path) {
    UserJid phone = Numbers.phone("phone", path.group(1));
    JsonNode body = Json.object(request.text());
    int id = Json.number(body, "device", 0, 1, 255);
    Device device =
        accounts
            .device(phone.device(id))
            .filter(found -> !found.isPhone())
            .orElseThrow(() -> new RefusedException(404, "device", "is not linked"));
    if (device.account().unlink(device)) {
      exchange.forget(device, Stanzas.deviceRemoved());
      accounts.announceUnlinked(device);
    }
    return Json.answer(200, Map.of("unlinked", id));
  }

  /** From now on the account refuses strangers, or does so no more. */
  private HttpAnswer restrict(HttpRequest request, Matcher path) {
    UserJid phone = Numbers.phone("phone", path.group(1));
    boolean restricted = Json.flag(Json.object(request.text()), "restricted", true);
    accounts
        .find(phone)
        .orElseThrow(() -> new RefusedException(404, "phone", "is no account"))
        .restrict(restricted);
    return Json.answer(200, Map.of("phone", phone.user(), "restricted", restricted));
  }

  /** Who may see the account's status posts, as its owner chooses on the phone. */
  private HttpAnswer statusPrivacy(HttpRequest request, Matcher path) {
    UserJid phone = Numbers.phone("phone", path.group(1));
    JsonNode body = Json.object(request.text());
    StatusViewers.Rule rule = rule(Json.requireText(body, "type"));
    List<UserJid> people = new ArrayList<>();
    body.path("people").forEach(one -> people.add(Numbers.person("people", one.asString())));
    accounts
        .find(phone)
        .orElseThrow(() -> new RefusedException(404, "phone", "is no account"))
        .showStatusTo(new StatusViewers(rule, people));
    return Json.answer(
        200,
        Map.of("type", rule.word(), "people", people.stream().map(UserJid::toString).toList()));
  }

  private static StatusViewers.Rule rule(String word) {
    return Arrays.stream(StatusViewers.Rule.values())
        .filter(rule -> rule.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new RefusedException(400, "type", "must be contacts, blacklist or whitelist"));
  }

  private HttpAnswer violations(HttpRequest request, Matcher path) {
    return Json.answer(
        200,
        Map.of(
            "count",
            violations.count(),
            "violations",
            violations.list().stream().map(ServerRoutes::violation).toList()));
  }

  private static Map<String, Object> violation(Violation violation) {
    return Map.of(
        "kind", violation.kind().name().toLowerCase(java.util.Locale.ROOT),
        "from", violation.from().toString(),
        "to", violation.to().toString(),
        "messageId", violation.messageId(),
        "at", violation.at().toString(),
        "detail", violation.detail());
  }
}
