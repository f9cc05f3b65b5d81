package chatwarp.simulator.admin;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.content.Circumstances;
import chatwarp.simulator.content.PhoneContent;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.phone.Contact;
import chatwarp.simulator.phone.Manners;
import chatwarp.simulator.phone.Phone;
import chatwarp.simulator.phone.Phones;
import chatwarp.simulator.phone.SendFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** What the owner does with a phone in hand, and what the phone does wrong when told to. */
final class HandsetRoutes {
  private static final int MAX_TEXT = 65536;

  private final Accounts accounts;
  private final PhoneLookup lookup;

  HandsetRoutes(Accounts accounts, Phones phones) {
    this.accounts = accounts;
    lookup = new PhoneLookup(phones);
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/admin/phones/{phone}/send", this::send),
        Route.of("POST", "/admin/phones/{phone}/release", this::release),
        Route.of("POST", "/admin/phones/{phone}/read", this::read),
        Route.of("POST", "/admin/phones/{phone}/typing", this::typing),
        Route.of("POST", "/admin/phones/{phone}/presence", this::presence),
        Route.of("POST", "/admin/phones/{phone}/subscribe", this::subscribe),
        Route.of("POST", "/admin/phones/{phone}/trust", this::trust),
        Route.of("POST", "/admin/phones/{phone}/contacts", this::contact),
        Route.of("POST", "/admin/phones/{phone}/manners", this::manners),
        Route.of("POST", "/admin/phones/{phone}/forget-session", this::forgetSession));
  }

  /** Sends a text, under a given id if there is one, and wrongly if a fault is named. */
  private HttpAnswer send(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    if (body.has("content")) {
      return sendContent(lookup.inPath(path), body);
    }
    String text = Json.requireText(body, "text");
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw new RefusedException(400, "text", "must have 1 to " + MAX_TEXT + " characters");
    }
    Jid to = Numbers.chat("to", Json.requireText(body, "to"));
    Optional<String> id = Json.text(body, "id").filter(given -> !given.isEmpty());
    SendFault fault = choice(SendFault.class, "fault", Json.text(body, "fault").orElse("none"));
    Message message = Message.newBuilder().setConversation(text).build();
    Phone phone = lookup.inPath(path);
    return Json.answer(201, Map.of("id", PhoneLookup.done(phone.sendTo(to, message, id, fault))));
  }

  private static HttpAnswer sendContent(Phone phone, JsonNode body) {
    String where = Json.requireText(body, "to");
    Optional<String> id = Json.text(body, "id").filter(given -> !given.isEmpty());
    PhoneContent content = new ContentBodies(phone).content(body.path("content"));
    Circumstances circumstances = ContentBodies.circumstances(body);
    if (where.equals(BroadcastJid.STATUS.toString())) {
      List<UserJid> viewers = new ArrayList<>();
      body.path("viewers").forEach(one -> viewers.add(Numbers.person("viewers", one.asString())));
      return Json.answer(
          201,
          Map.of("id", PhoneLookup.done(phone.sendStatus(viewers, content, circumstances, id))));
    }
    Jid to = Numbers.chat("to", where);
    SendFault fault = choice(SendFault.class, "fault", Json.text(body, "fault").orElse("none"));
    return Json.answer(
        201,
        Map.of("id", PhoneLookup.done(phone.sendContent(to, content, circumstances, id, fault))));
  }

  /** Hands over what was sent with the fault {@code hold}, the latest first. */
  private HttpAnswer release(HttpRequest request, Matcher path) {
    PhoneLookup.done(lookup.inPath(path).release());
    return Json.answer(200, Map.of("released", true));
  }

  private HttpAnswer read(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    Jid chat = PhoneLookup.address("chat", Json.requireText(body, "chat"));
    List<String> ids = new ArrayList<>();
    body.path("ids").forEach(id -> ids.add(id.asString()));
    if (ids.isEmpty() || ids.stream().anyMatch(String::isEmpty)) {
      throw new RefusedException(400, "ids", "must be a list of message ids");
    }
    PhoneLookup.done(lookup.inPath(path).read(chat, ids));
    return Json.answer(200, Map.of("read", ids.size()));
  }

  private HttpAnswer typing(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    Jid to = Numbers.chat("to", Json.requireText(body, "to"));
    String state = Json.text(body, "state").orElse("composing");
    Phone phone = lookup.inPath(path);
    PhoneLookup.done(
        switch (state) {
          case "composing" -> phone.typing(to, true);
          case "paused" -> phone.typing(to, false);
          case "recording" -> phone.recording(to);
          default ->
              throw new RefusedException(400, "state", "must be composing, recording or paused");
        });
    return Json.answer(200, Map.of("state", state));
  }

  private HttpAnswer presence(HttpRequest request, Matcher path) {
    boolean available = Json.flag(Json.object(request.text()), "available", true);
    PhoneLookup.done(lookup.inPath(path).available(available));
    return Json.answer(200, Map.of("available", available));
  }

  /** Asks for somebody's presence, which comes as events from then on. */
  private HttpAnswer subscribe(HttpRequest request, Matcher path) {
    UserJid to = Numbers.person("to", Json.requireText(Json.object(request.text()), "to"));
    PhoneLookup.done(lookup.inPath(path).subscribe(to));
    return Json.answer(200, Map.of("subscribed", to.toString()));
  }

  /** Issues the account's privacy token to somebody, now or as of a given time. */
  private HttpAnswer trust(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    UserJid to = Numbers.person("to", Json.requireText(body, "to"));
    int at = Json.number(body, "at", 0, 1, Integer.MAX_VALUE);
    Optional<Instant> when = at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(at));
    PhoneLookup.done(lookup.inPath(path).trust(to, when));
    return Json.answer(200, Map.of("trusted", to.toString()));
  }

  /** Puts somebody into the address book; companions linked later get to know of them. */
  private HttpAnswer contact(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    UserJid person = Numbers.person("phone", Json.requireText(body, "phone"));
    String name = Json.requireText(body, "name");
    Contact contact =
        accounts
            .find(person)
            .map(account -> new Contact(account.phone(), account.lid(), name))
            .orElseThrow(() -> new RefusedException(404, "phone", "is no account"));
    lookup.inPath(path).contacts().add(contact);
    return Json.answer(
        201,
        Map.of("phone", contact.phone().user(), "lid", contact.lid().toString(), "name", name));
  }

  /** Changes what the phone answers to messages; what is not named stays as it is. */
  private HttpAnswer manners(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    Phone phone = lookup.inPath(path);
    Manners before = phone.manners();
    Manners wanted =
        before
            .speaking(
                Json.text(body, "receipts")
                    .map(text -> choice(Manners.Speaking.class, "receipts", text))
                    .orElse(before.speaks()))
            .reading(Json.flag(body, "read", before.reads()))
            .acking(Json.flag(body, "ack", before.acks()));
    phone.behave(wanted);
    return Json.answer(
        200,
        Map.of(
            "receipts", wanted.speaks().name().toLowerCase(Locale.ROOT),
            "read", wanted.reads(),
            "ack", wanted.acks()));
  }

  /** Loses the session with one device, so that the next message from it cannot be read. */
  private HttpAnswer forgetSession(HttpRequest request, Matcher path) {
    String text = Json.requireText(Json.object(request.text()), "device");
    Device device =
        accounts
            .device(PhoneLookup.address("device", text))
            .orElseThrow(() -> new RefusedException(404, "device", "is no linked device"));
    PhoneLookup.done(lookup.inPath(path).forgetSession(device));
    return Json.answer(200, Map.of("forgotten", true));
  }

  private static <E extends Enum<E>> E choice(Class<E> kind, String field, String text) {
    List<String> names = new ArrayList<>();
    for (E value : kind.getEnumConstants()) {
      String name = value.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return value;
      }
      names.add(name);
    }
    throw new RefusedException(400, field, "must be one of " + String.join(", ", names));
  }
}
