package chatwarp.bootstrap.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.InMemoryPhone;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.InMemoryWhatsApp;
import chatwarp.domain.contract.RecordingPublisher;
import chatwarp.domain.model.EventKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server on adapters in memory: only the sockets of its API are real. */
@Timeout(120)
class InMemoryServerTest {
  @TempDir Path spool;

  private final InMemoryServer server = new InMemoryServer();
  private final InMemoryStores stores = server.stores;
  private final RecordingPublisher publisher = new RecordingPublisher();
  private final InMemoryWhatsApp whatsapp =
      new InMemoryWhatsApp(
          InMemoryWhatsApp.NETWORK, stores.state(), server.clock, server.random, server.executor);
  private Caller user;

  @BeforeEach
  void start() {
    user = server.start(whatsapp, publisher, spool);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void carriesTextsBothWaysAndTellsTheWebhook() {
    InMemoryPhone owner = whatsapp.phone("5511900000001");
    InMemoryPhone friend = whatsapp.phone("5511900000002");
    owner.scan(created("shop").body().path("qrcode").path("code").asString());
    publisher.await(1, InMemoryServerTest::saysOpen);

    Caller.Answer sent =
        user.post(
            "/message/sendText/shop",
            """
            {"number":"5511900000002","text":"hello"}
            """);
    friend.awaitTexts(1);
    friend.sendText(owner.jid(), "hello back");
    publisher.await(1, attempt -> attempt.kind() == EventKind.MESSAGES_UPSERT);

    assertEquals(201, sent.status());
    assertEquals("SERVER_ACK", sent.body().path("status").asString());
    assertEquals(List.of("hello"), friend.received());
  }

  @Test
  void refusesASecondInstanceOfTheSameName() {
    assertEquals(201, created("shop").status());

    Caller.Answer again = created("shop");

    assertEquals(403, again.status());
    assertEquals(
        "This name \"shop\" is already in use.",
        again.body().path("response").path("message").get(0).asString());
  }

  @Test
  void answersInItsEnvelopeWhileTheStoreIsAwayAndGoesOnAfterwards() {
    created("shop");

    stores.unavailable(true);
    Caller.Answer away = created("other");
    stores.unavailable(false);

    assertEquals(503, away.status());
    assertTrue(away.body().path("response").has("message"), away::toString);
    assertEquals(201, created("other").status());
  }

  @Test
  void anUnconnectedInstanceSendsNothingAndKeepsNothing() {
    user.post("/instance/create", "{\"instanceName\":\"quiet\"}");
    long commits = stores.commits();

    Caller.Answer refused =
        user.post(
            "/message/sendText/quiet",
            """
            {"number":"5511900000002","text":"hello"}
            """);

    assertEquals(400, refused.status());
    assertEquals("not_connected", refused.body().path("code").asString());
    assertEquals(commits, stores.commits());
  }

  private Caller.Answer created(String name) {
    return user.post(
        "/instance/create",
        """
        {"instanceName":"%s","qrcode":true,"webhook":{"enabled":true,"url":"http://127.0.0.1:1/hook"}}
        """
            .formatted(name));
  }

  private static boolean saysOpen(RecordingPublisher.Attempt attempt) {
    return attempt.kind() == EventKind.CONNECTION_UPDATE
        && new String(attempt.event().event().data(), StandardCharsets.UTF_8)
            .contains("\"state\":\"open\"");
  }
}
