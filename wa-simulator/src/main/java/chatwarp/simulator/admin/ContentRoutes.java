package chatwarp.simulator.admin;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.content.Circumstances;
import chatwarp.simulator.content.MediaCipher.BadMediaException;
import chatwarp.simulator.content.MediaPointer;
import chatwarp.simulator.content.PhoneContent;
import chatwarp.simulator.content.PhoneContent.EditContent;
import chatwarp.simulator.content.PhoneContent.PollVoteContent;
import chatwarp.simulator.content.PhoneContent.ReactionContent;
import chatwarp.simulator.content.PhoneContent.RevokeContent;
import chatwarp.simulator.content.PhoneContent.TextContent;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.phone.InboxEntry;
import chatwarp.simulator.phone.Phone;
import chatwarp.simulator.phone.Phones;
import chatwarp.simulator.phone.SendFault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** What a phone's owner does to messages, in short, and the files that reached the phone. */
final class ContentRoutes {
  private final PhoneLookup lookup;

  ContentRoutes(Phones phones) {
    lookup = new PhoneLookup(phones);
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/admin/phones/{phone}/react", this::react),
        Route.of("POST", "/admin/phones/{phone}/vote", this::vote),
        Route.of("POST", "/admin/phones/{phone}/edit", this::edit),
        Route.of("POST", "/admin/phones/{phone}/revoke", this::revoke),
        Route.of("GET", "/admin/phones/{phone}/messages/{id}/media", this::media));
  }

  private HttpAnswer react(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    return send(path, body, new ReactionContent(id(body), Json.text(body, "emoji").orElse("")));
  }

  private HttpAnswer vote(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    List<String> options = new ArrayList<>();
    body.path("options").forEach(option -> options.add(option.asString()));
    return send(path, body, new PollVoteContent(id(body), options));
  }

  private HttpAnswer edit(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    TextContent text =
        new TextContent(Json.requireText(body, "text"), Optional.empty(), Optional.empty());
    return send(path, body, new EditContent(id(body), text));
  }

  private HttpAnswer revoke(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    return send(path, body, new RevokeContent(id(body)));
  }

  private static String id(JsonNode body) {
    return Json.requireText(body, "id");
  }

  private HttpAnswer send(Matcher path, JsonNode body, PhoneContent content) {
    Jid to = Numbers.chat("to", Json.requireText(body, "to"));
    return Json.answer(
        201,
        Map.of(
            "id",
            PhoneLookup.done(
                lookup
                    .inPath(path)
                    .sendContent(
                        to, content, Circumstances.NONE, Optional.empty(), SendFault.NONE))));
  }

  /** The file of a received message, decrypted, with its hashes and MAC checked once more. */
  private HttpAnswer media(HttpRequest request, Matcher path) {
    Phone phone = lookup.inPath(path);
    String id = path.group(2);
    MediaPointer file =
        phone.inbox().entries(entry -> entry.id().equals(id)).stream()
            .flatMap(entry -> pointer(entry).stream())
            .findFirst()
            .orElseThrow(() -> new RefusedException(404, "id", "is no message with a file"));
    try {
      return new HttpAnswer(200, "application/octet-stream", ByteBuffer.wrap(phone.file(file)));
    } catch (BadMediaException e) {
      throw new RefusedException(409, "id", String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<MediaPointer> pointer(InboxEntry entry) {
    Optional<Message> message = entry.message();
    return message.flatMap(MediaPointer::of);
  }
}
