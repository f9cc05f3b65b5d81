package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.MessageObject;
import chatwarp.adapters.http.evolution.SendBodies;
import chatwarp.adapters.http.evolution.SendKind;
import chatwarp.application.message.SendRequest;
import chatwarp.application.message.SendResult;
import chatwarp.domain.model.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The send operations (evolution-v2 §8.2), in Evolution's spelling and in the seed's. */
final class MessageRoutes {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final UseCases useCases;
  private final SendBodies bodies;
  private final MessageObject object;

  MessageRoutes(UseCases useCases, SendBodies bodies, MessageObject object) {
    this.useCases = useCases;
    this.bodies = bodies;
    this.object = object;
  }

  /** Evolution's spelling of an operation. */
  private record Spelling(String path, SendKind kind) {}

  private static final List<Spelling> SPELLINGS =
      List.of(
          new Spelling("sendText", SendKind.TEXT),
          new Spelling("sendMedia", SendKind.MEDIA),
          new Spelling("sendPtv", SendKind.PTV),
          new Spelling("sendWhatsAppAudio", SendKind.AUDIO),
          new Spelling("sendStatus", SendKind.STATUS),
          new Spelling("sendSticker", SendKind.STICKER),
          new Spelling("sendLocation", SendKind.LOCATION),
          new Spelling("sendContact", SendKind.CONTACT),
          new Spelling("sendReaction", SendKind.REACTION),
          new Spelling("sendPoll", SendKind.POLL),
          new Spelling("sendList", SendKind.LIST),
          new Spelling("sendButtons", SendKind.BUTTONS),
          new Spelling("sendTemplate", SendKind.TEMPLATE));

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Spelling spelling : SPELLINGS) {
      routes.add(
          new Route(
              Method.POST,
              "/message/" + spelling.path() + "/:instanceName",
              Protection.INSTANCE,
              call -> sent(call, spelling.kind())));
    }
    // The seed's one route for every kind of content.
    routes.add(
        new Route(Method.POST, "/message/send/:instanceName", Protection.INSTANCE, this::send));
    return routes;
  }

  private Answer send(Call call) {
    JsonNode body = call.body();
    return sent(call, SendKind.of(body), body);
  }

  private Answer sent(Call call, SendKind kind) {
    return sent(call, kind, call.body());
  }

  private Answer sent(Call call, SendKind kind, JsonNode body) {
    return sent(call, bodies.read(kind, body, call.uploads(), key(call)));
  }

  private Answer sent(Call call, SendRequest request) {
    SendResult result = useCases.messages().send(call.name(), request);
    return Answer.created(object.of(result.instance(), result.message()));
  }

  static Optional<IdempotencyKey> key(Call call) {
    return call.header(IDEMPOTENCY_KEY).map(IdempotencyKey::new);
  }
}
