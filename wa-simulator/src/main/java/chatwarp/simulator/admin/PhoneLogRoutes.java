package chatwarp.simulator.admin;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.content.ProtoJson;
import chatwarp.simulator.content.Wrapping;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.phone.InboxEntry;
import chatwarp.simulator.phone.Journal;
import chatwarp.simulator.phone.Phone;
import chatwarp.simulator.phone.PhoneEvent;
import chatwarp.simulator.phone.Phones;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/**
 * What reached a phone, at once or as soon as there is enough of it: {@code wait_ms} is how long to
 * wait for {@code count} entries, which may be narrowed to one {@code id}: a message's, or the
 * address of who or what an event is about. A reader who has had everything before a place asks for
 * what comes {@code from} there on, and waits for one such entry.
 */
final class PhoneLogRoutes {
  private static final int LONGEST_WAIT = 60_000;
  private static final int MOST = 1_000_000;
  private static final int LAST_PLACE = 999_999_999;

  private final PhoneLookup lookup;

  PhoneLogRoutes(Phones phones) {
    lookup = new PhoneLookup(phones);
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/admin/phone-inbox", this::inbox),
        Route.of("GET", "/admin/phone-events", this::events));
  }

  private HttpAnswer inbox(HttpRequest request, Matcher path) {
    Phone phone = lookup.inQuery(request);
    Optional<String> id = AdminApi.query(request, "id");
    List<InboxEntry> entries =
        entries(request, phone.inbox(), entry -> id.isEmpty() || entry.id().equals(id.get()));
    return answer("messages", entries.stream().map(PhoneLogRoutes::view).toList(), phone.inbox());
  }

  private HttpAnswer events(HttpRequest request, Matcher path) {
    Phone phone = lookup.inQuery(request);
    Optional<String> id = AdminApi.query(request, "id");
    List<PhoneEvent> entries =
        entries(request, phone.events(), event -> id.isEmpty() || about(event, id.get()));
    return answer("events", entries.stream().map(PhoneLogRoutes::view).toList(), phone.events());
  }

  private static HttpAnswer answer(
      String name, List<Map<String, Object>> views, Journal<?> journal) {
    return Json.answer(200, Map.of(name, views, "dropped", journal.dropped()));
  }

  private static <T> List<T> entries(HttpRequest request, Journal<T> journal, Predicate<T> wanted) {
    Duration wait = Duration.ofMillis(AdminApi.queryNumber(request, "wait_ms", 0, LONGEST_WAIT));
    try {
      if (AdminApi.query(request, "from").isPresent()) {
        int from = AdminApi.queryNumber(request, "from", 0, LAST_PLACE);
        return journal.awaitFrom(from, wait).stream().filter(wanted).toList();
      }
      int count = AdminApi.queryNumber(request, "count", 1, MOST);
      return journal.awaitCount(wanted, count, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return journal.entries(wanted); // the simulator is closing: what there is must do
    }
  }

  private static boolean about(PhoneEvent event, String id) {
    return switch (event) {
      case PhoneEvent.Acknowledged ack -> ack.id().equals(id);
      case PhoneEvent.Receipt receipt -> receipt.ids().contains(id);
      case PhoneEvent.GroupChange change -> change.group().toString().equals(id);
      case PhoneEvent.Trusted trusted -> trusted.from().toString().equals(id);
      case PhoneEvent.ChatState state ->
          state.chat().toString().equals(id) || state.from().bare().toString().equals(id);
      case PhoneEvent.Presence presence -> presence.from().bare().toString().equals(id);
    };
  }

  private static Map<String, Object> view(InboxEntry entry) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("order", entry.order());
    view.put("id", entry.id());
    view.put("from", entry.from().toString());
    view.put("chat", entry.chat().toString());
    view.put("at", entry.sentAt().toString());
    view.put("stanza", StanzaView.of(entry.stanza()));
    switch (entry.content()) {
      case InboxEntry.Opened(Message message, boolean ownCopy) -> {
        entry.text().ifPresent(text -> view.put("text", text));
        view.put("fromMe", ownCopy);
        view.put("message", Base64.getEncoder().encodeToString(message.toByteArray()));
        Wrapping.kind(message).ifPresent(kind -> view.put("kind", kind));
        view.put("json", ProtoJson.of(message));
        view.put("problems", entry.findings().problems());
        entry.findings().disclosed().ifPresent(said -> view.put("disclosed", said));
      }
      case InboxEntry.Failed failed -> {
        view.put("error", failed.reason().name());
        view.put("detail", failed.detail());
      }
    }
    return view;
  }

  private static Map<String, Object> view(PhoneEvent event) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("order", event.order());
    switch (event) {
      case PhoneEvent.Acknowledged ack -> {
        view.put("kind", "ack");
        view.put("id", ack.id());
        ack.error().ifPresent(error -> view.put("error", error));
      }
      case PhoneEvent.Receipt receipt -> {
        view.put("kind", "receipt");
        view.put("type", receipt.type());
        view.put("chat", receipt.chat().toString());
        view.put("from", receipt.from().toString());
        view.put("ids", receipt.ids());
        view.put("at", receipt.at().toString());
      }
      case PhoneEvent.ChatState state -> {
        view.put("kind", "chatstate");
        view.put("chat", state.chat().toString());
        view.put("from", state.from().toString());
        view.put("state", state.state());
      }
      case PhoneEvent.GroupChange change -> {
        view.put("kind", "group");
        view.put("group", change.group().toString());
        view.put("change", change.change());
        change.actor().ifPresent(actor -> view.put("actor", actor.toString()));
        view.put("people", change.people().stream().map(Object::toString).toList());
      }
      case PhoneEvent.Trusted trusted -> {
        view.put("kind", "trusted");
        view.put("from", trusted.from().toString());
      }
      case PhoneEvent.Presence presence -> {
        view.put("kind", "presence");
        view.put("from", presence.from().toString());
        view.put("available", presence.available());
        presence.lastSeen().ifPresent(last -> view.put("lastSeen", last.toString()));
      }
    }
    return view;
  }
}
