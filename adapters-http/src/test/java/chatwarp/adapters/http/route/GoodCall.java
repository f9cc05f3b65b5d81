package chatwarp.adapters.http.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call that succeeds.
 *
 * @param route as the page of routes calls it
 * @param path with its query
 * @param body in single quotes; empty for none
 */
record GoodCall(String route, String path, String body) {
  private static final String KEY = "{'id':'AA','remoteJid':'5511988887777','fromMe':true}";

  /** At least one of each route. */
  static List<GoodCall> all() {
    List<GoodCall> calls = new ArrayList<>();
    GroupRoutesTest.successes().forEach(row -> calls.add(ofGroups(row.get())));
    // Their other bodies have rows of their own.
    SendRoutesTest.spellings().stream()
        .map(GoodCall::ofSend)
        .filter(call -> calls.stream().noneMatch(other -> other.route().equals(call.route())))
        .forEach(calls::add);
    calls.addAll(
        List.of(
            get("/"),
            get("/healthz"),
            get("/health"),
            get("/ping"),
            get("/readyz"),
            call("POST /instance/create", "{'instanceName':'new'}"),
            get("/instance/fetchInstances"),
            call("POST /instance/restart/:instanceName", ""),
            call("PUT /instance/restart/:instanceName", ""),
            get("/instance/connect/:instanceName"),
            get("/instance/connectionState/:instanceName"),
            get("/instance/:instanceName/state"),
            call("DELETE /instance/logout/:instanceName", ""),
            call("DELETE /instance/delete/:instanceName", ""),
            call(
                "POST /webhook/set/:instanceName",
                "{'webhook':{'enabled':true,'url':'http://127.0.0.1:9/'}}"),
            get("/webhook/find/:instanceName"),
            chat("whatsappNumbers", "{'numbers':['5511988887777']}"),
            chat("markMessageAsRead", "{'readMessages':[" + KEY + "]}"),
            call("DELETE /chat/deleteMessageForEveryone/:instanceName", KEY),
            chat("updateMessage", "{'number':'5511988887777','key':" + KEY + ",'text':'new'}"),
            chat("sendPresence", "{'number':'5511988887777','presence':'paused','delay':1}"),
            chat("getBase64FromMediaMessage", "{'message':{'key':" + KEY + "}}"),
            chat("fetchProfilePictureUrl", "{'number':'5511988887777'}"),
            chat("updateProfilePicture", "{'picture':'https://127.0.0.1/p.jpg'}"),
            call("DELETE /chat/removeProfilePicture/:instanceName", ""),
            chat("findMessages", "{}"),
            chat("findChats", "{}"),
            get("/chat/findChats/:instanceName"),
            new GoodCall(
                "GET /chat/findChatByRemoteJid/:instanceName",
                "/chat/findChatByRemoteJid/shop?remoteJid=5511988887777",
                "")));
    return calls;
  }

  private static GoodCall get(String path) {
    return call("GET " + path, "");
  }

  private static GoodCall chat(String name, String body) {
    return call("POST /chat/" + name + "/:instanceName", body);
  }

  private static GoodCall call(String route, String body) {
    String path = route.substring(route.indexOf(' ') + 1);
    return new GoodCall(route, path.replace(":instanceName", "shop"), body);
  }

  private static GoodCall ofSend(SendRow.Spelling spelling) {
    return new GoodCall(
        "POST " + spelling.path() + "/:instanceName",
        spelling.path() + "/shop",
        spelling.written(spelling.good()));
  }

  /** A row of that test: method, name, query, body. */
  private static GoodCall ofGroups(Object[] row) {
    String name = String.valueOf(row[1]);
    String path = name.contains("/") ? "/" + name : "/group/" + name;
    return new GoodCall(
        row[0] + " " + path + "/:instanceName", path + "/shop" + row[2], String.valueOf(row[3]));
  }

  /** At a server of its own, where everything is as these calls need it. */
  Api.Reply made() throws IOException {
    Path kept = Files.createTempFile("kept", ".jpg");
    try (Api api = Api.withShop()) {
      api.chats.file = Optional.of(ChatRoutesTest.image(kept, 0));
      return api.call(
          route.substring(0, route.indexOf(' ')),
          path,
          body.isEmpty() ? Optional.empty() : Optional.of(body.replace('\'', '"')),
          Api.withKey(Api.KEY));
    } finally {
      Files.deleteIfExists(kept);
    }
  }

  @Override
  public String toString() {
    return route;
  }
}
