package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.http.evolution.SendKind;
import chatwarp.adapters.http.route.SendRow.Bad;
import chatwarp.adapters.http.route.SendRow.Spelling;
import chatwarp.adapters.http.route.SendRow.Target;
import chatwarp.application.message.MediaOrder;
import chatwarp.application.message.SendContent;
import chatwarp.application.message.SendRequest;
import chatwarp.domain.model.InstanceName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every send operation, in Evolution's spelling and in the seed's: what it does and refuses. */
class SendRoutesTest {
  private static final String CHAT = SendRow.NUMBER + "@s.whatsapp.net";

  /** An instance that is there and not connected. */
  private static final InstanceName AWAY = new InstanceName("away");

  // One server for all rows: none of them changes anything that another one looks at.
  private static final Api API = Api.withShop();

  @BeforeAll
  static void add() {
    API.add(AWAY, "away-token");
  }

  @AfterAll
  static void stop() {
    API.close();
  }

  static List<Spelling> spellings() {
    return SendKinds.all().stream().flatMap(row -> row.spellings().stream()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spellings")
  void sends(Spelling spelling) {
    Api.Reply reply = API.post(spelling.path() + "/shop", spelling.written(spelling.good()));
    assertEquals(201, reply.status(), reply.body());
    String chat = spelling.row().target() == Target.STATUS ? "status@broadcast" : CHAT;
    SendRequest sent = API.messages.sent.getLast();
    assertEquals(spelling.row().told(), told(sent.content()));
    assertEquals(chat, InMemoryChats.address(sent.recipient()).toString());
    isAMessageObject(reply.json(), chat);
  }

  /** Evolution-v2 §6, member by member. */
  private static void isAMessageObject(JsonNode object, String chat) {
    assertEquals(
        Set.of(
            "key",
            "pushName",
            "status",
            "message",
            "messageType",
            "messageTimestamp",
            "instanceId",
            "source"),
        new HashSet<>(object.propertyNames()));
    assertEquals(chat, object.at("/key/remoteJid").stringValue());
    assertTrue(object.at("/key/fromMe").booleanValue());
    String id = object.at("/key/id").stringValue();
    assertTrue(id.matches("3EB0[0-9A-F]{18}"), id);
    assertEquals("Shop", object.path("pushName").stringValue());
    assertEquals("SERVER_ACK", object.path("status").stringValue());
    assertTrue(object.path("message").has(object.path("messageType").stringValue()));
    assertEquals(
        InMemoryInstances.BORN.getEpochSecond(), object.path("messageTimestamp").longValue());
    assertEquals(
        API.instances.find(Api.SHOP).orElseThrow().id().toString(),
        object.path("instanceId").stringValue());
    assertEquals("web", object.path("source").stringValue());
  }

  private static String told(SendContent content) {
    return switch (content) {
      case SendContent.Ready ready -> ready.content().getClass().getSimpleName();
      case SendContent.Media media -> "Media " + told(media.order());
      case SendContent.Headed headed -> "Headed " + told(headed.header());
      case SendContent.Forward _ -> "Forward";
      case SendContent.Album album ->
          "Album "
              + album.items().stream().map(SendRoutesTest::told).collect(Collectors.joining(", "));
    };
  }

  private static String told(MediaOrder order) {
    return order.kind() + " " + order.source().getClass().getSimpleName();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badBodies")
  void saysWhatIsWrong(Spelling spelling, Bad bad) {
    int before = API.messages.sent.size();
    Api.Reply reply =
        API.post(spelling.path() + "/shop", spelling.written(bad.applied(spelling.good())));
    assertEquals(400, reply.status(), reply.body());
    assertEquals("Bad Request", reply.json().path("error").stringValue());
    assertEquals(bad.message(), reply.json().at("/response/message").toString());
    assertEquals(bad.code(), reply.json().path("code").stringValue());
    assertEquals(before, API.messages.sent.size());
  }

  static Stream<Arguments> badBodies() {
    List<Arguments> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Spelling spelling : spellings()) {
      List<Bad> bads = new ArrayList<>(spelling.row().bads());
      // The spelling's own, for the first row of each kind.
      if (seen.add(spelling.toString())) {
        bads.addAll(options());
        if (spelling.row().target().number()) {
          bads.addAll(numbers());
        }
        if (spelling.row().target().key()) {
          bads.addAll(keys());
        }
      }
      bads.forEach(bad -> rows.add(Arguments.of(spelling, bad)));
    }
    return rows.stream();
  }

  private static List<Bad> numbers() {
    return List.of(
        Bad.schema("number", "", "instance requires property 'number'"),
        Bad.schema("number", "''", "The 'number' cannot be empty"),
        Bad.schema("number", "5", "Invalid format"),
        Bad.schema("number", "null", "Invalid format"));
  }

  private static List<Bad> keys() {
    return List.of(
        Bad.schema("key", "", "instance requires property 'key'"),
        Bad.schema("key", "'x'", "key is not of a type(s) object"),
        Bad.schema(
            "key",
            "{}",
            "key requires property 'id'",
            "key requires property 'remoteJid'",
            "key requires property 'fromMe'"),
        Bad.schema(
            "key",
            "{'id':'','remoteJid':'','fromMe':true}",
            "The 'id' cannot be empty",
            "The 'remoteJid' cannot be empty"),
        Bad.schema(
            "key",
            "{'id':5,'remoteJid':5,'fromMe':'x','participant':5}",
            "key.id is not of a type(s) string",
            "key.remoteJid is not of a type(s) string",
            "key.fromMe is not of a type(s) boolean",
            "key.participant is not of a type(s) string"));
  }

  private static List<Bad> options() {
    String numeric = "'mentioned' must be an array of numeric strings";
    return List.of(
        Bad.schema("delay", "'1000'", "Enter a value in milliseconds"),
        Bad.schema("delay", "1.5", "Enter a value in milliseconds"),
        Bad.schema("quoted", "{'key':{}}", "quoted.key requires property 'id'"),
        Bad.schema("quoted", "{'key':{'id':''}}", "The 'id' cannot be empty"),
        Bad.schema("quoted", "{'key':{'id':5}}", "quoted.key.id is not of a type(s) string"),
        Bad.schema("quoted", "{'message':5}", "quoted.message is not of a type(s) object"),
        Bad.schema("mentionsEveryOne", "'x'", "mentionsEveryOne is not of a type(s) boolean"),
        Bad.schema("mentioned", "'x'", "mentioned is not of a type(s) array"),
        Bad.schema("mentioned", "[]", "mentioned does not meet minimum length of 1"),
        Bad.schema("mentioned", "['x']", numeric),
        Bad.schema("mentioned", "['1','1']", "mentioned contains duplicate item"),
        Bad.schema(
            "messageId", "'xyz'", "messageId does not match pattern '^([0-9A-Fa-f]{16,32})?$'"),
        Bad.schema("messageId", "5", "messageId is not of a type(s) string"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("unknownNumbers")
  void saysThatANumberIsNotOnWhatsApp(Spelling spelling, String number, String jid) {
    ObjectNode body = spelling.good().put("number", number);
    Api.Reply reply = API.post(spelling.path() + "/shop", spelling.written(body));
    assertEquals(400, reply.status(), reply.body());
    JsonNode row = reply.json().at("/response/message/0");
    assertEquals(jid, row.path("jid").stringValue());
    assertEquals(number, row.path("number").stringValue());
    assertEquals(false, row.path("exists").booleanValue());
    assertEquals("not_on_whatsapp", reply.json().path("code").stringValue());
  }

  static Stream<Arguments> unknownNumbers() {
    return spellings().stream()
        .filter(spelling -> spelling.row().target().number())
        .flatMap(spelling ->
            Stream.of(
                Arguments.of(spelling, "99912345678", "99912345678@s.whatsapp.net"),
                Arguments.of(spelling, "ana", "@s.whatsapp.net")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spellings")
  void saysThatItIsNotConnected(Spelling spelling) {
    int before = API.messages.sent.size();
    Api.Reply reply = API.post(spelling.path() + "/away", spelling.written(spelling.good()));
    assertEquals(400, reply.status(), reply.body());
    assertEquals(
        "{\"status\":400,\"error\":\"Bad Request\",\"response\":{\"message\":"
            + "[\"Error: Connection Closed\"]},\"code\":\"not_connected\"}",
        reply.body());
    assertEquals(before, API.messages.sent.size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spellings")
  void saysThatThereIsNoSuchInstance(Spelling spelling) {
    Api.Reply reply = API.post(spelling.path() + "/nobody", spelling.written(spelling.good()));
    assertEquals(404, reply.status(), reply.body());
    assertEquals(
        "[\"The \\\"nobody\\\" instance does not exist\"]",
        reply.json().at("/response/message").toString());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("noBodies")
  void wantsAJsonObject(String path, String body, String message) {
    Api.Reply reply = API.post(path + "/shop", body);
    assertEquals(400, reply.status(), reply.body());
    assertEquals(message, reply.json().at("/response/message").toString());
  }

  static Stream<Arguments> noBodies() {
    String noObject = "[[\"instance is not of a type(s) object\"]]";
    return registered().stream()
        .flatMap(path ->
            Stream.of(
                Arguments.of(path, "[]", noObject),
                Arguments.of(path, "\"x\"", noObject),
                Arguments.of(path, "{\"number\":", "\"The body is not valid JSON\"")));
  }

  @Test
  void thereIsARowForEveryRoute() {
    Set<String> rows =
        spellings().stream().map(Spelling::path).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(registered(), rows);
  }

  @Test
  void thereIsARowForEveryWordAndKind() {
    Set<SendKind> kinds = EnumSet.noneOf(SendKind.class);
    Set<String> words = new TreeSet<>();
    for (Spelling spelling : spellings()) {
      if (spelling.seed()) {
        words.add(spelling.row().word());
        kinds.add(SendKind.of(SendRow.json(spelling.written(spelling.good()))));
      }
    }
    assertEquals(new TreeSet<>(SendKind.words()), words);
    assertEquals(EnumSet.allOf(SendKind.class), kinds);
  }

  @Test
  void thereIsARowForWhatIsWrongWithEveryKind() {
    Set<SendKind> checked = EnumSet.noneOf(SendKind.class);
    for (Spelling spelling : spellings()) {
      // A kind that has nothing but a key has the rows of keys.
      if (spelling.seed() && (!spelling.row().bads().isEmpty() || spelling.row().target().key())) {
        checked.add(SendKind.of(SendRow.json(spelling.written(spelling.good()))));
      }
    }
    assertEquals(EnumSet.allOf(SendKind.class), checked);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spellings")
  void thereIsARowForEveryMemberThatMustBeThere(Spelling spelling) {
    Set<String> rows =
        badBodies()
            .filter(row -> row.get()[0].toString().equals(spelling.toString()))
            .map(row -> (Bad) row.get()[1])
            .filter(bad -> bad.value().isEmpty())
            .map(Bad::member)
            .collect(Collectors.toSet());
    for (String member : spelling.good().propertyNames()) {
      ObjectNode without = spelling.good();
      without.remove(member);
      int status = API.post(spelling.path() + "/shop", spelling.written(without)).status();
      assertTrue(status == 201 || rows.contains(member), member);
    }
  }

  /** Without the parameter. */
  private static Set<String> registered() {
    return Routes.registered().stream()
        .map(Route::path)
        .filter(path -> path.startsWith("/message/"))
        .map(path -> path.replace("/:" + Route.INSTANCE, ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
