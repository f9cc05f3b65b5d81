package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendException;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageRoutesTest {
  private static final String BODY = "{\"number\":\"5511988887777\",\"text\":\"hello\"}";

  private final Api api = Api.withShop();

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spellings")
  void aTextIsSentInEverySpelling(String path, String body) {
    Api.Reply reply = api.post(path, body);
    assertEquals(201, reply.status(), reply.body());
    assertTrue(reply.json().at("/key/id").stringValue().startsWith("3EB0"));
    assertEquals("hello", reply.json().at("/message/conversation").stringValue());
    assertEquals("SERVER_ACK", reply.json().path("status").stringValue());
    assertEquals("web", reply.json().path("source").stringValue());
    Recipient.Phone phone = (Recipient.Phone) api.messages.sent.getFirst().recipient();
    assertEquals(UserJid.phone("5511988887777"), phone.fallback());
  }

  static Stream<Arguments> spellings() {
    String seed = "{\"to\":\"5511988887777\",\"content\":{\"type\":\"text\",\"text\":\"hello\"}}";
    return Stream.of(
        Arguments.of("/message/sendText/shop", BODY),
        Arguments.of("/message/sendText/shop/", BODY),
        Arguments.of("/message/sendText/shop", seed),
        Arguments.of("/message/send/shop", seed));
  }

  @Test
  void anInstancesTokenSends() {
    assertEquals(
        201,
        api.call("POST", "/message/sendText/shop", Optional.of(BODY), Api.withKey("tok")).status());
  }

  @Test
  void aRepeatWithTheSameKeyAnswersTheFirstResult() {
    Api.Reply first = keyed("order-1", BODY);
    Api.Reply again = keyed("order-1", BODY);
    assertEquals(201, again.status());
    assertEquals(first.body(), again.body());
    assertEquals(1, api.messages.sent.size());
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    keyed("order-1", BODY);
    Api.Reply other = keyed("order-1", BODY.replace("hello", "bye"));
    assertEquals(422, other.status());
    assertEquals("Unprocessable Entity", other.json().path("error").stringValue());
    assertEquals("key_reused", other.json().path("code").stringValue());
  }

  @Test
  void aRefusedBodyDoesNotUseTheKeyUp() {
    assertEquals(400, keyed("order-1", "{}").status());
    assertEquals(201, keyed("order-1", BODY).status());
  }

  @Test
  void anOverlongKeyIsRefused() {
    assertEquals(400, keyed("k".repeat(256), BODY).status());
    assertEquals(201, keyed("k".repeat(255), BODY).status());
  }

  @Test
  void aKindThatDoesNotExistIsRefused() {
    Api.Reply reply =
        api.post("/message/send/shop", "{'to':'1','content':{'type':'smell'}}".replace('\'', '"'));
    assertEquals(400, reply.status());
    assertTrue(reply.body().contains("content.type is not one of enum values: text,image,video"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void aFailedSendSaysWhy(String code, RuntimeException failure, int status, String message) {
    api.messages.failWith(failure);
    Api.Reply reply = api.post("/message/sendText/shop", BODY);
    assertEquals(status, reply.status());
    assertEquals(message, reply.json().at("/response/message").toString());
    assertEquals(code, reply.json().path("code").stringValue());
  }

  /** Each error that WhatsApp answers a message with (protocol 05 §11). */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "malformed, 400, ''",
    "not logged in, 401, ''",
    "forbidden, 403, ''",
    "not found, 404, ''",
    "not allowed, 405, ''",
    "not acceptable, 406, ''",
    "timed out, 408, ''",
    "group addressed the old way, 421, ''",
    "too many, 429, ''",
    "no privacy token, 463, ': this account may not begin a chat with that person'",
    "invalid stanza, 479, ''",
    "server error, 500, ''",
    "unavailable, 503, ''"
  })
  void aRefusedSendSaysWhatWhatsAppSaid(String name, int code, String meaning) {
    api.messages.failWith(new SendException.Refused(code));
    Api.Reply reply = api.post("/message/sendText/shop", BODY);
    assertEquals(400, reply.status());
    assertEquals("refused", reply.json().path("code").stringValue());
    assertEquals(
        "[\"Error: WhatsApp refused the message with code " + code + meaning + "\"]",
        reply.json().at("/response/message").toString());
  }

  static Stream<Arguments> failures() {
    String closed = "[\"Error: Connection Closed\"]";
    return Stream.of(
        Arguments.of("not_connected", new SendException.NotConnected(), 400, closed),
        Arguments.of("not_connected", new SessionException.NotConnected(), 400, closed),
        Arguments.of(
            "refused",
            new SendException.Refused(463),
            400,
            "[\"Error: WhatsApp refused the message with code 463:"
                + " this account may not begin a chat with that person\"]"),
        Arguments.of(
            "not_admin",
            new SendException.NotAdmin(),
            403,
            "[\"Only an admin of the group may delete a message of somebody else for everyone\"]"),
        Arguments.of(
            "unknown_message",
            new SessionException.UnknownMessage(),
            400,
            "[\"Message not found\"]"),
        Arguments.of(
            "timed_out",
            new SessionException.TimedOut("a device list"),
            400,
            "[\"Error: Timed Out\"]"),
        Arguments.of(
            "no_recipient_device",
            new SessionException.NoRecipientDevice(),
            400,
            "[\"Error: no device of the recipient can be reached\"]"),
        Arguments.of(
            "bad_gateway",
            new SessionException.Malformed("bytes"),
            502,
            "\"WhatsApp answered what cannot be understood\""));
  }

  private Api.Reply keyed(String key, String body) {
    return api.call(
        "POST",
        "/message/sendText/shop",
        Optional.of(body),
        request -> request.header("apikey", Api.KEY).header("Idempotency-Key", key));
  }
}
