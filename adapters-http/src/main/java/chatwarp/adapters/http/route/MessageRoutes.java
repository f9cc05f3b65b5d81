package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.ContentKind;
import chatwarp.adapters.http.evolution.MessageObject;
import chatwarp.adapters.http.evolution.SendBodies;
import chatwarp.application.message.Messages;
import chatwarp.application.message.SendRequest;
import chatwarp.application.message.SendResult;
import chatwarp.domain.model.IdempotencyKey;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The send operations (evolution-v2 §8.2), in Evolution's spelling and in the seed's. */
final class MessageRoutes {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final Messages messages;
  private final SendBodies bodies;
  private final MessageObject object;

  MessageRoutes(Messages messages, SendBodies bodies, MessageObject object) {
    this.messages = messages;
    this.bodies = bodies;
    this.object = object;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            Method.POST, "/message/sendText/:instanceName", Protection.INSTANCE, this::sendText),
        new Route(Method.POST, "/message/send/:instanceName", Protection.INSTANCE, this::send));
  }

  private Answer sendText(Call call) {
    return sent(call, bodies.text(call.body(), key(call)));
  }

  /** The seed's one route for every kind of content. */
  private Answer send(Call call) {
    JsonNode body = call.body();
    return switch (ContentKind.of(body)) {
      case TEXT -> sent(call, bodies.text(body, key(call)));
      case LATER -> throw new RequestException.NotImplemented();
    };
  }

  private Answer sent(Call call, SendRequest request) {
    SendResult result = messages.send(call.name(), request);
    return Answer.created(object.of(result.instance(), result.message()));
  }

  private static Optional<IdempotencyKey> key(Call call) {
    return call.header(IDEMPOTENCY_KEY).map(IdempotencyKey::new);
  }
}
