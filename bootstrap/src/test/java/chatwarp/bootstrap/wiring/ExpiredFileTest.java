package chatwarp.bootstrap.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A message's file that has expired on the media hosts, over REST. */
@Timeout(120)
class ExpiredFileTest {
  private static final String FRIEND = "5511900000002";

  @TempDir Path spool;

  private WholeServer server;

  @BeforeEach
  void start() {
    server = new WholeServer(spool);
    server.open("shop", "5511900000001");
    server.whatsapp.phone(FRIEND);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Caller.Answer post(String path, String body) {
    return server.user.post(path + "/shop", body.replace('\'', '"'));
  }

  private String sent() {
    return post(
            "/message/sendMedia",
            "{'number':'" + FRIEND + "','mediatype':'image','media':'" + Scene.PNG + "'}")
        .body()
        .path("key")
        .path("id")
        .asString();
  }

  private Caller.Answer file(String message) {
    return post("/chat/getBase64FromMediaMessage", "{'message':{'key':{'id':'" + message + "'}}}");
  }

  @Test
  void isAskedOfThePhoneOnce() {
    String message = sent();
    server.whatsapp.expireMedia();
    assertEquals(Scene.PNG, base64(file(message)));
    server.whatsapp.phonesLoseMedia();
    assertEquals(Scene.PNG, base64(file(message)));
  }

  @Test
  void isGoneWhenThePhoneHasItNoMore() {
    String message = sent();
    server.whatsapp.expireMedia();
    server.whatsapp.phonesLoseMedia();
    Caller.Answer answer = file(message);
    assertEquals(400, answer.status());
    assertEquals("media_gone", answer.body().path("code").asString());
  }

  private static String base64(Caller.Answer answer) {
    assertEquals(201, answer.status(), () -> answer.body().toString());
    return answer.body().path("base64").asString();
  }
}
