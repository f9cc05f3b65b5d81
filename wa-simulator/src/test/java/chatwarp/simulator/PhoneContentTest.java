package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of content from phone to phone, through the admin API over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhoneContentTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] FILE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};
  private static final String DATA =
      "\"data\":\"" + Base64.getEncoder().encodeToString(FILE) + "\"";

  private final Playground playground = new Playground();
  private final HttpClient http = HttpClient.newHttpClient();
  private String ana = "";
  private String bia = "";
  private String group = "";

  @BeforeAll
  void makePhones() {
    ana = phone("Ana");
    bia = phone("Bia");
    group =
        read(playground.post(
                "/admin/groups",
                "{\"by\":\"" + ana + "\",\"subject\":\"g\",\"people\":[\"" + bia + "\"]}"))
            .path("id")
            .asString();
  }

  @AfterAll
  void close() {
    http.close();
    playground.close();
  }

  private String phone(String name) {
    return read(playground.post("/admin/phones", "{\"name\":\"" + name + "\"}"))
        .path("phone")
        .asString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text|'text':'hi'|conversation|text||",
        "text|'text':'see x.org','preview':{'matchedText':'x.org','title':'X'}"
            + "|extendedTextMessage|media|url|",
        "text|'text':'status','background':4278190335|extendedTextMessage|text||",
        "image|DATA,'caption':'look'|imageMessage|media|image|",
        "video|DATA|videoMessage|media|video|",
        "gif|DATA|videoMessage|media|gif|",
        "ptv|DATA|ptvMessage|media|ptv|",
        "audio|DATA|audioMessage|media|audio|",
        "ptt|DATA|audioMessage|media|ptt|",
        "document|DATA,'fileName':'a.pdf'|documentMessage|media|document|",
        "document|DATA,'caption':'read'|documentMessage|media|document|",
        "sticker|DATA|stickerMessage|media|sticker|",
        "location|'latitude':1.5,'longitude':2.5,'name':'x'|locationMessage|media|location|",
        "liveLocation|'latitude':1.5,'longitude':2.5|liveLocationMessage|media|livelocation|",
        "contact|'cards':[{'name':'x','vcard':'BEGIN:VCARD'}]|contactMessage|media|vcard|",
        "contact|'displayName':'2','cards':[{'name':'x','vcard':'v'},{'name':'y','vcard':'w'}]"
            + "|contactsArrayMessage|media|contact_array|",
        "poll|'name':'p','options':['a','b'],'selectable':1|pollCreationMessageV3|poll||meta",
        "poll|'name':'p','options':['a','b'],'selectable':0|pollCreationMessage|poll||meta",
        "list|'title':'t','sections':[{'title':'s','rows':[{'id':'1','title':'r'}]}]"
            + "|listMessage|media|list|biz",
        "listReply|'rowId':'1','title':'r'|listResponseMessage|media|list_response|biz",
        "interactive|'body':'b','footer':'f','buttons':[{'name':'quick_reply','params':'{}'}]"
            + "|interactiveMessage|text||biz",
        "interactive|'body':'b','title':'t','header':{DATA},'buttons':[]"
            + "|interactiveMessage|text||biz",
        "buttonReply|'id':'1','text':'t'|buttonsResponseMessage|media|buttons_response|biz",
        "event|'name':'e','start':1800000000|eventMessage|event||meta",
        "album|'images':2,'videos':1|albumMessage|text||",
        "groupInvite|'group':'123@g.us','code':'c','expiration':1,'groupName':'g'"
            + "|groupInviteMessage|media|url|",
        "disappearing|'seconds':0|protocolMessage|text||"
      })
  void arrivesAsTheAppsSendIt(
      String type, String fields, String kind, String stanza, String mediatype, String side) {
    for (String to : new String[] {bia, group}) {
      String body = "{'type':'" + type + "'," + fields.replace("DATA", DATA) + "}";
      JsonNode message = arrived(send(ana, to, body, ""));
      assertEquals(kind, message.path("kind").asString());
      assertEquals(stanza, attribute(message, "type"));
      assertEquals(
          mediatype == null ? "" : mediatype,
          message.path("stanza").path("mediatype").asString(""));
      assertEquals(
          side == null ? "" : side,
          message.path("stanza").path("side").path(0).path("tag").asString(""));
      assertEquals(0, message.path("problems").size(), message::toString);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reaction|'emoji':'x'|reactionMessage|reaction||true",
        "reaction|'emoji':''|reactionMessage|reaction|7|true",
        "edit|'content':{'type':'text','text':'new'}|protocolMessage|text|1|true",
        "revoke|'a':1|protocolMessage|text|7|true",
        "pin|'seconds':86400|pinInChatMessage|text|2|true",
        "pin|'seconds':0|pinInChatMessage|text|2|true",
        "keep|'keep':true|keepInChatMessage|text||true",
        "forward|'a':1|extendedTextMessage|text||false",
        "comment|'content':{'type':'text','text':'c'}|encCommentMessage|text||false"
      })
  void sayWhatTheyAreAbout(
      String type, String fields, String kind, String stanza, String edit, boolean hide) {
    for (String to : new String[] {bia, group}) {
      String target = send(ana, to, "{'type':'text','text':'first'}", "");
      arrived(target);
      String body = "{'type':'" + type + "','target':'" + target + "'," + fields + "}";
      JsonNode message = arrived(send(ana, to, body, ""));
      assertEquals(kind, message.path("kind").asString());
      assertEquals(stanza, attribute(message, "type"));
      assertEquals(edit == null ? "" : edit, attribute(message, "edit"));
      assertEquals(hide, message.path("stanza").path("hide").asBoolean());
      assertEquals(0, message.path("problems").size(), message::toString);
      assertTrue(
          type.equals("forward") || message.path("json").toString().contains(target),
          message::toString);
    }
  }

  @Test
  void carriesTheTimerOfItsChatUntilThatIsSwitchedOff() {
    String one = phone("One");
    String two = phone("Two");
    arrived(two, send(one, two, "{'type':'disappearing','seconds':86400}", ""));
    String text = "{'type':'text','text':'hi'}";
    for (String[] way : new String[][] {{two, one}, {one, two}}) {
      JsonNode message = arrived(way[1], send(way[0], way[1], text, ""));
      JsonNode context = message.path("json").path("extendedTextMessage").path("contextInfo");
      assertEquals(86400, context.path("expiration").asInt(), message::toString);
      assertTrue(context.path("ephemeralSettingTimestamp").asLong() > 0, message::toString);
    }
    arrived(one, send(two, one, "{'type':'disappearing','seconds':0}", ""));
    assertEquals("conversation", arrived(two, send(one, two, text, "")).path("kind").asString());
  }

  @Test
  void opensAVoteWithThePollsSecret() {
    for (String to : new String[] {bia, group}) {
      String poll = send(ana, to, "{'type':'poll','name':'p','options':['a','b']}", "");
      arrived(poll);
      String back = to.equals(bia) ? ana : group;
      String vote = send(bia, back, "{'type':'vote','target':'" + poll + "','options':['b']}", "");
      JsonNode message = arrived(ana, vote);
      assertEquals("[\"b\"]", message.path("disclosed").path("selected").toString());
      assertEquals(0, message.path("problems").size(), message::toString);
    }
  }

  @Test
  void opensTheAnswerToAnEvent() {
    String event = send(ana, bia, "{'type':'event','name':'e','start':1}", "");
    arrived(event);
    String reply =
        send(bia, ana, "{'type':'eventReply','target':'" + event + "','answer':'maybe'}", "");
    assertEquals("MAYBE", arrived(ana, reply).path("disclosed").path("response").asString());
  }

  @Test
  void opensAComment() {
    String post = send(ana, bia, "{'type':'text','text':'post'}", "");
    arrived(post);
    String body =
        "{'type':'comment','target':'" + post + "','content':{'type':'text','text':'nice'}}";
    JsonNode message = arrived(ana, send(bia, ana, body, ""));
    assertEquals("nice", message.path("disclosed").path("conversation").asString());
  }

  @Test
  void revokesAnothersMessageAsAdmin() {
    String target = send(bia, group, "{'type':'text','text':'spam'}", "");
    arrived(ana, target);
    JsonNode message = arrived(send(ana, group, "{'type':'revoke','target':'" + target + "'}", ""));
    assertEquals("8", attribute(message, "edit"));
    JsonNode key = message.path("json").path("protocolMessage").path("key");
    assertEquals(false, key.path("fromMe").asBoolean());
    assertTrue(key.path("participant").asString("").endsWith("@lid"), key::toString);
  }

  @Test
  void quotesMentionsAndDisappears() {
    String first = send(ana, bia, "{'type':'text','text':'first'}", "");
    arrived(first);
    JsonNode context =
        arrived(
                send(
                    ana,
                    bia,
                    "{'type':'text','text':'second'}",
                    ",'quoted':'" + first + "','mentioned':['1@lid'],'expiration':86400"))
            .path("json")
            .path("extendedTextMessage")
            .path("contextInfo");
    assertEquals(first, context.path("stanzaId").asString());
    assertEquals("first", context.path("quotedMessage").path("conversation").asString());
    assertEquals("1@lid", context.path("mentionedJid").path(0).asString());
    assertEquals(86400, context.path("expiration").asInt());
  }

  @Test
  void sendsAPictureToBeSeenOnce() {
    JsonNode json =
        arrived(send(ana, bia, "{'type':'image'," + DATA + "}", ",'viewOnce':true")).path("json");
    JsonNode image = json.path("viewOnceMessageV2").path("message").path("imageMessage");
    assertTrue(image.path("viewOnce").asBoolean(), json::toString);
  }

  @Test
  void namesTheAlbumOfAPicture() {
    String album = send(ana, bia, "{'type':'album','images':1}", "");
    arrived(album);
    JsonNode message =
        arrived(send(ana, bia, "{'type':'image'," + DATA + "}", ",'album':'" + album + "'"));
    assertEquals(
        album,
        message
            .path("json")
            .path("messageContextInfo")
            .path("messageAssociation")
            .path("parentMessageKey")
            .path("id")
            .asString());
  }

  @Test
  void postsToTheStatusFeed() {
    String more = ",'viewers':['" + bia + "']";
    for (String content :
        new String[] {
          "{'type':'text','text':'today','background':4278190335}", "{'type':'image'," + DATA + "}"
        }) {
      JsonNode message = arrived(send(ana, "status@broadcast", content, more));
      assertEquals("status@broadcast", message.path("chat").asString());
      assertEquals(0, message.path("problems").size(), message::toString);
      assertEquals(
          "contacts",
          message
              .path("stanza")
              .path("side")
              .path(0)
              .path("attributes")
              .path("status_setting")
              .asString());
    }
  }

  @Test
  void takesAStatusPostBack() {
    String more = ",'viewers':['" + bia + "']";
    String post = send(ana, "status@broadcast", "{'type':'text','text':'oops'}", more);
    arrived(post);
    String revoke = "{'type':'revoke','target':'" + post + "'}";
    JsonNode message = arrived(send(ana, "status@broadcast", revoke, more));
    assertEquals("7", attribute(message, "edit"));
    assertEquals(
        post, message.path("json").path("protocolMessage").path("key").path("id").asString());
  }

  @Test
  void givesOutTheFileThatArrived() throws Exception {
    String id = send(ana, bia, "{'type':'document'," + DATA + "}", "");
    arrived(id);
    assertArrayEquals(FILE, media(bia, id));
  }

  @Test
  void refusesWhatItCannotDo() {
    assertEquals(
        409,
        playground
            .post(
                "/admin/phones/" + ana + "/send",
                quoted("{'to':'" + bia + "','content':{'type':'revoke','target':'nothing'}}"))
            .statusCode());
    assertEquals(
        400,
        playground
            .post(
                "/admin/phones/" + ana + "/send",
                quoted("{'to':'" + bia + "','content':{'type':'smell'}}"))
            .statusCode());
  }

  @Test
  void showsThatSomebodyRecords() {
    playground.post(
        "/admin/phones/" + ana + "/typing", quoted("{'to':'" + bia + "','state':'recording'}"));
    JsonNode events =
        playground
            .get(
                "/admin/phone-events?wait_ms=20000&phone=" + bia + "&id=" + ana + "@s.whatsapp.net")
            .path("events");
    assertTrue(events.toString().contains("chatstate"), events::toString);
  }

  private byte[] media(String phone, String id) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:"
                            + playground.simulator.port()
                            + "/admin/phones/"
                            + phone
                            + "/messages/"
                            + id
                            + "/media"))
                .build(),
            BodyHandlers.ofByteArray())
        .body();
  }

  private String send(String from, String to, String content, String more) {
    var answer =
        playground.post(
            "/admin/phones/" + from + "/send",
            quoted("{'to':'" + to + "','content':" + content + more + "}"));
    assertEquals(201, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body()).path("id").asString();
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private JsonNode arrived(String id) {
    return arrived(bia, id);
  }

  private JsonNode arrived(String phone, String id) {
    JsonNode messages =
        playground
            .get("/admin/phone-inbox?phone=" + phone + "&id=" + id + "&wait_ms=20000")
            .path("messages");
    assertEquals(1, messages.size(), messages::toString);
    return messages.get(0);
  }

  private static String attribute(JsonNode message, String name) {
    return message.path("stanza").path("attributes").path(name).asString("");
  }

  private static JsonNode read(java.net.http.HttpResponse<String> answer) {
    assertTrue(answer.statusCode() < 300, answer.body());
    return JSON.readTree(answer.body());
  }
}
