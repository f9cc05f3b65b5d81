package chatwarp.simulator.admin;

import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** What a person does with a phone: scan, type a code, send, look, switch it off. */
public final class PhoneRoutes {
  private static final int MAX_TEXT = 65536;

  private final Phones phones;

  public PhoneRoutes(Phones phones) {
    this.phones = phones;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/admin/mock-phone/scan-qr", this::scan),
        Route.of("POST", "/admin/mock-phone/link-code", this::linkCode),
        Route.of("POST", "/admin/phones", this::create),
        Route.of("POST", "/admin/phones/{phone}/send", this::send),
        Route.of("POST", "/admin/phones/{phone}/online", this::online),
        Route.of("POST", "/admin/phones/{phone}/offline", this::offline),
        Route.of("GET", "/admin/phone-inbox", this::inbox));
  }

  /** The upstream contract: the QR text, raw; 2xx means scanned (09 §1). */
  private HttpAnswer scan(HttpRequest request, Matcher path) {
    String qr = request.text().strip();
    if (qr.isEmpty()) {
      throw new RefusedException(400, "body", "must be the text of a QR");
    }
    Optional<UserJid> phone =
        AdminApi.query(request, "phone").map(text -> Numbers.phone("phone", text));
    return account(200, phones.scan(qr, phone));
  }

  private HttpAnswer linkCode(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    UserJid phone = Numbers.phone("phone", Json.requireText(body, "phone"));
    return account(200, phones.typeCode(phone, Json.requireText(body, "code")));
  }

  private HttpAnswer create(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    Optional<String> number =
        Json.text(body, "phone").map(text -> Numbers.phone("phone", text).user());
    String name = Json.text(body, "name").orElse("");
    if (number.isEmpty() && name.isEmpty()) {
      throw new RefusedException(400, "name", "is missing, and so is phone: give one of them");
    }
    return account(201, phones.create(number, name));
  }

  private static HttpAnswer account(int status, Account account) {
    return Json.answer(
        status,
        Map.of(
            "phone", account.phone().user(),
            "jid", account.phone().toString(),
            "lid", account.lid().toString(),
            "name", account.pushName()));
  }

  private HttpAnswer send(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    String text = Json.requireText(body, "text");
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw new RefusedException(400, "text", "must have 1 to " + MAX_TEXT + " characters");
    }
    UserJid to = Numbers.person("to", Json.requireText(body, "to"));
    return Json.answer(201, Map.of("id", phones.send(phone(path), to, text)));
  }

  private HttpAnswer online(HttpRequest request, Matcher path) {
    phones.online(phone(path));
    return Json.answer(200, Map.of("online", true));
  }

  private HttpAnswer offline(HttpRequest request, Matcher path) {
    phones.offline(phone(path));
    return Json.answer(200, Map.of("online", false));
  }

  private static UserJid phone(Matcher path) {
    return Numbers.phone("phone", path.group(1));
  }

  private HttpAnswer inbox(HttpRequest request, Matcher path) {
    String phone =
        AdminApi.query(request, "phone")
            .orElseThrow(() -> new RefusedException(400, "phone", "is missing in the query"));
    List<Map<String, Object>> messages = new ArrayList<>();
    for (Phones.Received one : phones.inbox(Numbers.phone("phone", phone))) {
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("id", one.id());
      message.put("from", one.from());
      message.put("chat", one.chat());
      message.put("at", one.at().toString());
      one.text().ifPresent(text -> message.put("text", text));
      one.error().ifPresent(error -> message.put("error", error));
      messages.add(message);
    }
    return Json.answer(200, Map.of("messages", messages));
  }
}
