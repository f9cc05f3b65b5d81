package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.ChatAnswers;
import chatwarp.adapters.http.evolution.ChatBodies;
import chatwarp.adapters.http.evolution.Json;
import chatwarp.adapters.http.evolution.MessageObject;
import chatwarp.adapters.http.evolution.SendBodies;
import chatwarp.adapters.http.evolution.SendKind;
import chatwarp.application.chat.MediaFile;
import chatwarp.application.message.SendResult;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.port.ChatSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The chat operations (evolution-v2 §8.3). */
final class ChatRoutes {
  private final UseCases useCases;
  private final SendBodies bodies;
  private final MessageObject object;
  private final ChatAnswers answers;
  private final InstantSource clock;

  ChatRoutes(UseCases useCases, SendBodies bodies, MessageObject object, InstantSource clock) {
    this.useCases = useCases;
    this.bodies = bodies;
    this.object = object;
    this.answers = new ChatAnswers(object);
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            "/chat/whatsappNumbers/:instanceName",
            Protection.INSTANCE,
            this::numbers,
            Route.Failed.TOP_AS_WELL),
        route(Method.POST, "markMessageAsRead", this::markRead),
        route(Method.DELETE, "deleteMessageForEveryone", this::delete),
        route(Method.POST, "updateMessage", this::update),
        route(Method.POST, "sendPresence", this::presence),
        route(Method.POST, "getBase64FromMediaMessage", this::media),
        route(Method.POST, "fetchProfilePictureUrl", this::picture),
        route(Method.POST, "findMessages", this::findMessages),
        route(Method.POST, "findChats", this::findChats),
        route(Method.GET, "findChats", this::findChats),
        route(Method.GET, "findChatByRemoteJid", this::findChat));
  }

  private static Route route(Method method, String name, Action action) {
    return new Route(method, "/chat/" + name + "/:instanceName", Protection.INSTANCE, action);
  }

  private Answer numbers(Call call) {
    List<ChatBodies.Asked> asked = ChatBodies.numbers(call.body());
    return Answer.ok(
        ChatAnswers.numbers(
            asked,
            useCases
                .chats()
                .lookup(call.name(), asked.stream().map(ChatBodies.Asked::recipient).toList())));
  }

  private Answer markRead(Call call) {
    useCases.chats().markRead(call.name(), ChatBodies.read(call.body()));
    return Answer.created(Json.object().put("message", "Read messages").put("read", "success"));
  }

  /** The peer's body is the key itself. */
  private Answer delete(Call call) {
    return Answer.created(send(call, SendKind.DELETE, ChatBodies.deletion(call.body())));
  }

  private Answer update(Call call) {
    return Answer.ok(send(call, SendKind.EDIT, call.body()));
  }

  private JsonNode send(Call call, SendKind kind, JsonNode body) {
    Optional<IdempotencyKey> key = MessageRoutes.key(call);
    SendResult result =
        useCases.messages().send(call.name(), bodies.read(kind, body, call.uploads(), key));
    return object.of(result.instance(), result.message());
  }

  private Answer presence(Call call) {
    ChatBodies.Presence asked = ChatBodies.presence(call.body());
    useCases.chats().showPresence(call.name(), asked.recipient(), asked.shown(), asked.time());
    return Answer.created(Json.object().put("presence", asked.word()));
  }

  private Answer media(Call call) {
    ChatBodies.Media asked = ChatBodies.media(call.body());
    MediaFile found =
        asked.message().isPresent()
            ? useCases
                .chats()
                .media(call.name(), asked.key(), useCases.chats().content(asked.message().get()))
            : useCases.chats().media(call.name(), asked.chat(), asked.id());
    MediaFile file = asked.mp4() ? useCases.chats().mp4Sound(found) : found;
    return new Answer.Streamed(
        201,
        out -> {
          try {
            ChatAnswers.media(file, out);
          } finally {
            deleteSpool(file);
          }
        });
  }

  private static void deleteSpool(MediaFile file) throws IOException {
    Files.deleteIfExists(file.file());
  }

  private Answer picture(Call call) {
    return Answer.ok(
        ChatAnswers.picture(useCases.chats().picture(call.name(), ChatBodies.number(call.body()))));
  }

  private Answer findMessages(Call call) {
    var page = ChatBodies.messages(call.body());
    return Answer.ok(
        answers.page(
            call.instance().id(),
            useCases.chats().messages(call.name(), page.filter(), page.number(), page.size()),
            page));
  }

  private Answer findChats(Call call) {
    ChatBodies.Slice slice = ChatBodies.chats(call.body());
    return Answer.ok(
        answers.chats(
            call.instance().id(),
            useCases.chats().chats(call.name(), slice.filter(), slice.skip(), slice.take()),
            clock.instant()));
  }

  /** Missing, the parameter has an answer of its own shape. */
  private Answer findChat(Call call) {
    Optional<String> remoteJid = call.query("remoteJid");
    if (remoteJid.isEmpty()) {
      return new Answer.Json(
          400, Json.object().put("error", "remoteJid is a required query parameter"));
    }
    List<ChatSummary> found =
        useCases.chats().chats(call.name(), ChatBodies.chat(remoteJid.get()), 0, 1);
    return Answer.ok(
        found.isEmpty()
            ? NullNode.instance
            : answers.chatRow(call.instance().id(), found.getFirst()));
  }
}
