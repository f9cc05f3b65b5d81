package chatwarp.simulator.admin;

import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.phone.PairingRefusedException;
import chatwarp.simulator.phone.Phone;
import chatwarp.simulator.phone.Phones;
import chatwarp.simulator.phone.ScanFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** Making phones, linking companions to them, and switching them on and off. */
final class PhoneRoutes {
  private final Phones phones;
  private final PhoneLookup lookup;

  PhoneRoutes(Phones phones) {
    this.phones = phones;
    lookup = new PhoneLookup(phones);
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/admin/mock-phone/scan-qr", this::scan),
        Route.of("POST", "/admin/mock-phone/link-code", this::linkCode),
        Route.of("POST", "/admin/phones", this::create),
        Route.of("POST", "/admin/phones/{phone}/computers", this::linkComputer),
        Route.of("POST", "/admin/phones/{phone}/online", this::online),
        Route.of("POST", "/admin/phones/{phone}/offline", this::offline));
  }

  /** The upstream contract: the QR text, raw; 2xx means scanned (09 §1). */
  private HttpAnswer scan(HttpRequest request, Matcher path) {
    String qr = request.text().strip();
    if (qr.isEmpty()) {
      throw new RefusedException(400, "body", "must be the text of a QR");
    }
    Optional<Phone> holder =
        AdminApi.query(request, "phone").map(text -> lookup.of(Numbers.phone("phone", text)));
    ScanFault fault = fault(AdminApi.query(request, "fault").orElse("none"));
    return linked(
        "qr",
        () -> holder.isPresent() ? phones.scan(holder.get(), qr, fault) : phones.scan(qr, fault));
  }

  private static ScanFault fault(String name) {
    return switch (name) {
      case "none" -> ScanFault.NONE;
      case "wrong_signature" -> ScanFault.WRONG_ACCOUNT_SIGNATURE;
      case "wrong_hmac" -> ScanFault.WRONG_HMAC;
      default ->
          throw new RefusedException(400, "fault", "must be none, wrong_signature or wrong_hmac");
    };
  }

  private HttpAnswer linkCode(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    UserJid number = Numbers.phone("phone", Json.requireText(body, "phone"));
    String code = Json.requireText(body, "code");
    return linked("code", () -> phones.typeCode(number, code));
  }

  private static HttpAnswer linked(String field, Supplier<Phone> link) {
    try {
      return account(200, link.get().account());
    } catch (PairingRefusedException e) {
      RefusedException refused = new RefusedException(400, field, String.valueOf(e.getMessage()));
      refused.initCause(e);
      throw refused;
    }
  }

  private HttpAnswer create(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    Optional<String> number =
        Json.text(body, "phone").map(text -> Numbers.phone("phone", text).user());
    String name = Json.text(body, "name").orElse("");
    if (number.isEmpty() && name.isEmpty()) {
      throw new RefusedException(400, "name", "is missing, and so is phone: give one of them");
    }
    Phone phone =
        number.isPresent() ? phones.activeByNumber(number.get(), name) : phones.activeByName(name);
    return account(201, phone.account());
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

  private HttpAnswer linkComputer(HttpRequest request, Matcher path) {
    Device device = phones.linkComputer(lookup.inPath(path)).device();
    return Json.answer(
        201,
        Map.of(
            "device", device.id(),
            "phone", device.account().phone().user() + ":" + device.id(),
            "jid", device.jid().toString(),
            "lid", device.lid().toString()));
  }

  private HttpAnswer online(HttpRequest request, Matcher path) {
    PhoneLookup.done(lookup.inPath(path).goOnline());
    return Json.answer(200, Map.of("online", true));
  }

  private HttpAnswer offline(HttpRequest request, Matcher path) {
    PhoneLookup.done(lookup.inPath(path).goOffline());
    return Json.answer(200, Map.of("online", false));
  }
}
