package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.chat.ChatException;
import chatwarp.application.chat.MediaFile;
import chatwarp.application.chat.SeenMessage;
import chatwarp.application.message.SendContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Dimensions;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.StoredMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every chat operation: what it does, what it refuses, what it says offline. */
class ChatRoutesTest {
  private static final String KEY = "{'id':'AA','remoteJid':'5511988887777','fromMe':true}";
  private static final UserJid ANA = UserJid.phone("5511988887777");

  private final Api api = Api.withShop();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    api.close();
  }

  private Api.Reply post(String name, String body) {
    return api.post("/chat/" + name + "/shop", body.replace('\'', '"'));
  }

  @Test
  void numbersAreAnsweredInTheOrderAsked() {
    Api.Reply reply = post("whatsappNumbers", "{'numbers':['55 11 98888-7777','9990000001']}");
    assertEquals(200, reply.status());
    assertEquals(
        "[{'jid':'5511988887777@s.whatsapp.net','exists':true,'number':'55 11 98888-7777'},"
                .replace('\'', '"')
            + "{'jid':'9990000001@s.whatsapp.net','exists':false,'number':'9990000001'}]"
                .replace('\'', '"'),
        reply.body());
  }

  @Test
  void messagesAreMarkedRead() {
    Api.Reply reply = post("markMessageAsRead", "{'readMessages':[" + KEY + "]}");
    assertEquals(201, reply.status());
    assertEquals("{\"message\":\"Read messages\",\"read\":\"success\"}", reply.body());
    assertEquals(new MessageId("AA"), api.chats.read.getFirst().key().id());
    assertFalse(api.chats.read.getFirst().played());
  }

  @Test
  void messagesAreMarkedPlayed() {
    String played = KEY.replace("}", ",'played':true}");
    Api.Reply reply = post("markMessageAsRead", "{'readMessages':[" + KEY + "," + played + "]}");
    assertEquals(201, reply.status(), reply.body());
    assertEquals(List.of(false, true), api.chats.read.stream().map(SeenMessage::played).toList());
  }

  @Test
  void aMessageIsDeletedForEveryone() {
    Api.Reply reply = api.delete("/chat/deleteMessageForEveryone/shop", KEY.replace('\'', '"'));
    assertEquals(201, reply.status(), reply.body());
    SendContent.Ready ready = (SendContent.Ready) api.messages.sent.getFirst().content();
    assertEquals(new MessageId("AA"), ((RevokeContent) ready.content()).target().id());
  }

  @Test
  void aMessageIsEdited() {
    Api.Reply reply =
        post("updateMessage", "{'number':'5511988887777','key':" + KEY + ",'text':'new'}");
    assertEquals(200, reply.status(), reply.body());
  }

  @Test
  void typingIsShown() {
    Api.Reply reply =
        post("sendPresence", "{'number':'5511988887777','presence':'composing','delay':10}");
    assertEquals(201, reply.status());
    assertEquals("{\"presence\":\"composing\"}", reply.body());
    assertEquals(List.of(ANA + " COMPOSING 10"), api.chats.shown);
  }

  @ParameterizedTest
  @CsvSource({"available,THERE", "unavailable,AWAY"})
  void beingThereIsShown(String word, String shown) {
    Api.Reply reply =
        post("sendPresence", "{'number':'5511988887777','presence':'" + word + "','delay':10}");
    assertEquals(201, reply.status());
    assertEquals("{\"presence\":\"" + word + "\"}", reply.body());
    assertEquals(List.of(ANA + " " + shown + " 10"), api.chats.shown);
  }

  @Test
  void aPictureIsAUrlOrNull() {
    assertEquals(
        "https://127.0.0.1/p.jpg",
        post("fetchProfilePictureUrl", "{'number':'5511988887777'}")
            .json()
            .path("profilePictureUrl")
            .stringValue());
    assertTrue(
        post("fetchProfilePictureUrl", "{'number':'9990000001'}")
            .json()
            .path("profilePictureUrl")
            .isNull());
  }

  @Test
  void aFileIsGivenAsBase64AndItsSpoolIsDeleted() throws IOException {
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    Path file = Files.write(folder.resolve("file"), bytes);
    api.chats.file = Optional.of(image(file, bytes.length));
    Api.Reply reply = post("getBase64FromMediaMessage", "{'message':{'key':{'id':'AA'}}}");
    assertEquals(201, reply.status());
    JsonNode json = reply.json();
    assertEquals(Base64.getEncoder().encodeToString(bytes), json.path("base64").stringValue());
    assertEquals("imageMessage", json.path("mediaType").stringValue());
    assertEquals("AA.jpeg", json.path("fileName").stringValue());
    assertEquals("look", json.path("caption").stringValue());
    assertEquals(
        "{\"fileLength\":100000,\"height\":600,\"width\":800}", json.path("size").toString());
    assertTrue(json.path("buffer").isNull());
    assertFalse(Files.exists(file));
  }

  @Test
  void aFileIsConvertedOnlyWhenThatIsAskedFor() throws IOException {
    for (boolean asked : new boolean[] {true, false}) {
      Path file = Files.write(folder.resolve("file"), new byte[] {1});
      api.chats.file = Optional.of(image(file, 1));
      assertEquals(
          asked ? "audio/mp4" : "image/jpeg",
          post(
                  "getBase64FromMediaMessage",
                  "{'message':{'key':{'id':'AA'}},'convertToMp4':" + asked + "}")
              .json()
              .path("mimetype")
              .stringValue());
    }
  }

  @Test
  void aFileTooLargeForBase64IsRefused() {
    api.chats.failure = Optional.of(new ChatException.FileTooLarge(9));
    Api.Reply reply = post("getBase64FromMediaMessage", "{'message':{'key':{'id':'AA'}}}");
    assertEquals(400, reply.status());
    assertEquals("file_too_large", reply.json().path("code").stringValue());
    assertEquals(
        "[\"the file is larger than 9 bytes\"]", reply.json().at("/response/message").toString());
  }

  static MediaFile image(Path file, int length) {
    MediaReference reference =
        new MediaReference(
            Optional.empty(),
            "/v/x?y=1",
            Secret.copyOf(new byte[32]),
            Sha256.of(new byte[32]),
            Sha256.of(new byte[32]),
            length,
            Instant.EPOCH,
            Optional.empty());
    return new MediaFile(
        MessageKey.of(ANA, false, new MessageId("AA")),
        new WireContent("imageMessage", new byte[0], "{}"),
        new ImageContent(
            reference,
            "image/jpeg",
            Optional.of("look"),
            Optional.of(new Dimensions(800, 600)),
            Optional.empty(),
            false),
        file,
        length,
        "image/jpeg");
  }

  @Test
  void aPageOfMessagesIsAsDocumented() {
    MessageRecord message =
        new MessageRecord(
            MessageKey.of(ANA, false, new MessageId("3A0000000000000000AA")),
            ANA,
            Optional.of("Ana"),
            Instant.ofEpochSecond(1_760_000_000),
            MessageStatus.READ,
            new WireContent(
                "conversation",
                "hi".getBytes(StandardCharsets.UTF_8),
                "{\"conversation\":\"hi\"}"));
    api.chats.page =
        new MessagePage(
            51, List.of(new StoredMessage(message, Optional.of(Instant.EPOCH), Optional.empty())));
    JsonNode page =
        post("findMessages", "{'where':{'key':{'remoteJid':'5511988887777'}},'page':2}")
            .json()
            .path("messages");
    assertEquals(51, page.path("total").intValue());
    assertEquals(2, page.path("pages").intValue());
    assertEquals(2, page.path("currentPage").intValue());
    JsonNode row = page.path("records").path(0);
    assertEquals("hi", row.at("/message/conversation").stringValue());
    assertEquals("ios", row.path("source").stringValue());
    assertEquals(
        "[{\"status\":\"READ\"},{\"status\":\"EDITED\"}]", row.path("MessageUpdate").toString());
    assertEquals(List.of(ANA), api.chats.asked.getFirst().chats());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void aPageIsNoLargerThanAThousandAndThePagesAreCountedSo(
      String body, int number, int size, int pages) {
    api.chats.page = new MessagePage(2500, List.of());
    JsonNode answer = post("findMessages", body).json().path("messages");
    assertEquals(List.of(List.of(number, size)), api.chats.askedPages);
    assertEquals(pages, answer.path("pages").intValue());
    assertEquals(number, answer.path("currentPage").intValue());
  }

  static Stream<Arguments> pages() {
    return Stream.of(
        Arguments.of("{}", 1, 50, 50),
        Arguments.of("{'offset':10,'page':3}", 3, 10, 250),
        Arguments.of("{'offset':1000}", 1, 1000, 3),
        Arguments.of("{'offset':1001,'page':2}", 2, 1000, 3),
        Arguments.of("{'limit':2147483647}", 1, 1000, 3));
  }

  @Test
  void aFilterReachesTheStoreWhole() {
    post(
        "findMessages",
        "{'where':{'source':'ios','messageType':'conversation','key':{'fromMe':false},"
            + "'messageTimestamp':{'gte':'2026-01-02T03:04:05Z','lte':1767323046}}}");
    var filter = api.chats.asked.getFirst();
    assertEquals(List.of("conversation", "extendedTextMessage"), filter.types());
    assertEquals(Optional.of(false), filter.fromMe());
    assertEquals(Optional.of(Instant.parse("2026-01-02T03:04:05Z")), filter.from());
    assertEquals(Optional.of(Instant.ofEpochSecond(1_767_323_046)), filter.to());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void everyNameOfAMessageAndOfItsChatReachesTheStore(
      String where, List<String> ids, List<String> chats) {
    assertEquals(200, post("findMessages", "{'where':" + where + "}").status());
    var filter = api.chats.asked.getFirst();
    assertEquals(ids, filter.ids().stream().map(MessageId::value).toList());
    assertEquals(chats, filter.chats().stream().map(Jid::toString).toList());
  }

  static Stream<Arguments> named() {
    return Stream.of(
        Arguments.of("{'id':'A'}", List.of("A"), List.of()),
        Arguments.of("{'key':{'id':'B'}}", List.of("B"), List.of()),
        Arguments.of("{'id':'A','key':{'id':'A'}}", List.of("A", "A"), List.of()),
        Arguments.of("{'id':'A','key':{'id':'B'}}", List.of("A", "B"), List.of()),
        Arguments.of("{'key':{'remoteJid':'1@lid'}}", List.of(), List.of("1@lid")),
        Arguments.of(
            "{'key':{'remoteJidAlt':'2@s.whatsapp.net'}}", List.of(), List.of("2@s.whatsapp.net")),
        Arguments.of(
            "{'key':{'remoteJid':'1@lid','remoteJidAlt':'2@s.whatsapp.net'}}",
            List.of(),
            List.of("1@lid", "2@s.whatsapp.net")),
        Arguments.of(
            "{'id':'A','key':{'id':'B','remoteJid':'1-2@g.us','remoteJidAlt':'2@lid'}}",
            List.of("A", "B"),
            List.of("1-2@g.us", "2@lid")));
  }

  @Test
  void chatsAreListedEitherWay() {
    api.chats.chats =
        List.of(
            new ChatSummary(
                ANA,
                Optional.empty(),
                Optional.of("Ana"),
                InMemoryInstances.BORN,
                3,
                Optional.empty()));
    JsonNode posted = post("findChats", "{}").json();
    assertEquals(posted, api.get("/chat/findChats/shop").json());
    assertEquals(3, posted.path(0).path("unreadCount").intValue());
    assertEquals("Ana", posted.path(0).path("pushName").stringValue());
    assertTrue(posted.path(0).path("windowActive").booleanValue());
    Api.Reply one = api.get("/chat/findChatByRemoteJid/shop?remoteJid=5511988887777");
    assertEquals(3, one.json().path("unreadMessages").intValue());
  }

  @Test
  void aChatThatIsNotKeptIsNull() {
    assertEquals("null", api.get("/chat/findChatByRemoteJid/shop?remoteJid=55119").body());
    Api.Reply missing = api.get("/chat/findChatByRemoteJid/shop");
    assertEquals(400, missing.status());
    assertEquals("{\"error\":\"remoteJid is a required query parameter\"}", missing.body());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badInput")
  void saysWhatIsWrong(String name, String body, String message) {
    Api.Reply reply = post(name, body);
    assertEquals(400, reply.status(), reply.body());
    assertEquals(message.replace('\'', '"'), reply.json().at("/response/message").toString());
  }

  static Stream<Arguments> badInput() {
    return Stream.of(
        Arguments.of("whatsappNumbers", "{}", "[['instance requires property \\'numbers\\'']]"),
        Arguments.of(
            "whatsappNumbers", "{'numbers':[]}", "[['numbers does not meet minimum length of 1']]"),
        Arguments.of(
            "whatsappNumbers",
            "{'numbers':['x']}",
            "[['\\'numbers\\' must be an array of numeric strings']]"),
        Arguments.of(
            "markMessageAsRead",
            "{'readMessages':[{'id':'A','remoteJid':'1'}]}",
            "[['readMessages[0] requires property \\'fromMe\\'']]"),
        Arguments.of(
            "markMessageAsRead",
            "{'readMessages':[{'id':'A','remoteJid':'1','fromMe':false,'played':'yes'}]}",
            "[['readMessages[0].played is not of a type(s) boolean']]"),
        Arguments.of(
            "updateMessage",
            "{'number':'1','text':'x'}",
            "[['instance requires property \\'key\\'']]"),
        Arguments.of(
            "sendPresence", "{'number':5,'presence':'paused','delay':1}", "[['Invalid format']]"),
        Arguments.of(
            "findMessages",
            "{'where':{'messageType':'a\\u0000b'}}",
            "[['where.messageType does not match pattern \\'^[A-Za-z0-9_]*$\\'']]"),
        Arguments.of(
            "sendPresence",
            "{'number':'1','presence':'asleep','delay':1}",
            "[['presence is not one of enum values: "
                + "unavailable,available,composing,recording,paused']]"),
        Arguments.of(
            "sendPresence",
            "{'number':'1','presence':'paused'}",
            "[['instance requires property \\'delay\\'']]"),
        Arguments.of(
            "getBase64FromMediaMessage",
            "{'message':{}}",
            "[['message requires property \\'key\\'']]"),
        Arguments.of(
            "getBase64FromMediaMessage",
            "{'message':{'key':{'id':'AA'}}}",
            "['Message not found']"),
        Arguments.of(
            "getBase64FromMediaMessage",
            "{'message':{'key':{'id':'AA'},'message':{'conversation':'x'}}}",
            "['The message is not of the media type']"),
        Arguments.of(
            "fetchProfilePictureUrl", "{}", "[['instance requires property \\'number\\'']]"),
        Arguments.of("findMessages", "{'page':0}", "[['page must be greater than or equal to 1']]"),
        Arguments.of(
            "findMessages",
            "{'where':{'source':'pigeon'}}",
            "['source is not one of ios, web, android, desktop, unknown']"),
        Arguments.of("findChats", "{'take':'x'}", "[['take is not of a type(s) integer']]"));
  }

  @Test
  void aDeletionWithoutMembersMissesThemInTheBody() {
    Api.Reply reply = api.delete("/chat/deleteMessageForEveryone/shop", "{\"fromMe\":true}");
    assertEquals(400, reply.status());
    assertEquals(
        "[['instance requires property \\'id\\'','instance requires property \\'remoteJid\\'']]"
            .replace('\'', '"'),
        reply.json().at("/response/message").toString());
  }

  @Test
  void failuresOfNumbersAreToldAtTheTopAsWell() {
    Api.Reply invalid = post("whatsappNumbers", "{}");
    api.chats.connected = false;
    Api.Reply offline = post("whatsappNumbers", "{'numbers':['1']}");
    for (Api.Reply reply : List.of(invalid, offline)) {
      assertEquals(400, reply.status());
      assertEquals(reply.json().at("/response/message"), reply.json().path("message"));
    }
    assertFalse(post("fetchProfilePictureUrl", "{}").json().has("message"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("live")
  void saysThatItIsNotConnected(String name, String body) {
    api.chats.connected = false;
    Api.Reply reply = post(name, body);
    assertEquals(400, reply.status());
    assertEquals("not_connected", reply.json().path("code").stringValue());
  }

  static Stream<Arguments> live() {
    return Stream.of(
        Arguments.of("whatsappNumbers", "{'numbers':['1']}"),
        Arguments.of("markMessageAsRead", "{'readMessages':[" + KEY + "]}"),
        Arguments.of("sendPresence", "{'number':'1','presence':'paused','delay':0}"),
        Arguments.of("sendPresence", "{'number':'1','presence':'available','delay':0}"),
        Arguments.of("sendPresence", "{'number':'1','presence':'unavailable','delay':0}"));
  }
}
