package chatwarp.bootstrap.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What every operation of messages, chats and groups answers, on the whole server. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RouteContractTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern DONE =
      Pattern.compile(
          "^\\| (\\S+) \\| `((?:/message|/chat|/group)/[^`]+)` \\| [^|]+ \\| [^|]+ \\| done \\|.*");

  /** Members that Evolution's clients know by another word. */
  private static final Map<String, String> WORDS =
      Map.of(
          "number", "Invalid format",
          "delay", "Enter a value in milliseconds",
          "video", "Owned media must be",
          "audio", "Owned media must be",
          "sticker", "Owned media must be",
          "buttons", "At least one button",
          "image", "Profile picture",
          "backgroundColor", "Background color");

  @TempDir private static Path spool;

  // JUnit fills what is shared by all rows before the first of them.
  private static WholeServer server;
  private static Scene shop;
  private static Scene away;

  @BeforeAll
  static void start() {
    server = new WholeServer(spool);
    shop = Scene.of(server, "shop", "5511900000001");
    away = Scene.of(server, "away", "5511900000003");
    assertEquals(200, server.user.delete("/instance/logout/away").status());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Operation> operations() {
    return Operations.all().stream();
  }

  private static Caller.Answer call(Operation operation, Scene scene, String body) {
    return call(operation, scene.instance(), scene.fill(operation.query()), body);
  }

  private static Caller.Answer call(
      Operation operation, String instance, String query, String body) {
    return server.user.call(operation.method(), operation.path() + "/" + instance + query, body);
  }

  private static String body(Operation operation, Scene scene) {
    return scene.fill(operation.body()).replace('\'', '"');
  }

  @Test
  void everyRouteThatIsDoneHasARow() throws IOException {
    Set<String> done = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "ROUTES.md"))) {
      Matcher row = DONE.matcher(line);
      if (row.matches()) {
        done.add(row.group(1) + " " + row.group(2));
      }
    }
    Set<String> rows = new TreeSet<>();
    operations().forEach(operation -> rows.add(operation.route()));
    assertEquals(done, rows);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void succeeds(Operation operation) {
    Caller.Answer answer = call(operation, shop, body(operation, shop));
    assertEquals(operation.status(), answer.status(), answer::toString);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void saysThatTheInstanceIsUnknown(Operation operation) {
    Caller.Answer answer =
        call(operation, "nobody", shop.fill(operation.query()), body(operation, shop));
    assertEquals(404, answer.status(), answer::toString);
    assertEquals("instance_not_found", answer.body().path("code").asString());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void asksForAKey(Operation operation) {
    Caller.Answer answer =
        new Caller(server.user.api(), "wrong")
            .call(
                operation.method(),
                operation.path() + "/shop" + shop.fill(operation.query()),
                body(operation, shop));
    assertEquals(401, answer.status(), answer::toString);
    assertEquals("unauthorized", answer.body().path("code").asString());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void saysThatItIsNotConnectedOrAnswersFromWhatIsKept(Operation operation) {
    Caller.Answer answer = call(operation, away, body(operation, away));
    if (operation.live()) {
      assertEquals(400, answer.status(), answer::toString);
      assertEquals("not_connected", answer.body().path("code").asString(), answer::toString);
    } else {
      assertEquals(operation.status(), answer.status(), answer::toString);
    }
  }

  /** Every member of every body, by its path. */
  static Stream<Arguments> members() {
    List<Arguments> rows = new ArrayList<>();
    operations()
        .filter(operation -> !operation.body().isEmpty())
        .forEach(operation -> {
          List<String> paths = new ArrayList<>();
          collect("", JSON.readTree(operation.body().replace('\'', '"')), paths);
          paths.forEach(path -> rows.add(Arguments.of(operation, path)));
        });
    return rows.stream();
  }

  private static void collect(String prefix, JsonNode node, List<String> paths) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(member -> {
                paths.add(prefix + member.getKey());
                collect(prefix + member.getKey() + ".", member.getValue(), paths);
              });
      case ArrayNode array -> {
        if (!array.isEmpty()) {
          paths.add(prefix + "0");
          collect(prefix + "0.", array.get(0), paths);
        }
      }
      default -> {
        // A leaf has its row already.
      }
    }
  }

  /** The body without a member, or with another value there. */
  private static String changed(Operation operation, String path, String value) {
    JsonNode body = JSON.readTree(body(operation, shop));
    String[] steps = path.split("\\.", -1);
    JsonNode at = body;
    for (int i = 0; i < steps.length - 1; i++) {
      at =
          at instanceof ArrayNode array
              ? array.path(Integer.parseInt(steps[i]))
              : at.path(steps[i]);
    }
    String last = steps[steps.length - 1];
    if (at instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), JSON.readTree(value));
    } else if (value.isEmpty()) {
      ((ObjectNode) at).remove(last);
    } else {
      ((ObjectNode) at).set(last, JSON.readTree(value));
    }
    // Half a character cannot be written in UTF-8: it would arrive as a question mark.
    return body.toString().replace("\ud800", "\\ud800");
  }

  private static JsonNode at(Operation operation, String path) {
    return JSON.readTree(body(operation, shop)).at("/" + path.replace('.', '/'));
  }

  private static boolean isItem(String path) {
    return path.endsWith(".0");
  }

  /** The name of the member, or of the list that an item is in. */
  private static String name(String path) {
    String named = isItem(path) ? path.substring(0, path.lastIndexOf('.')) : path;
    return named.substring(named.lastIndexOf('.') + 1);
  }

  private static void assertNamed(Operation operation, String path, Caller.Answer answer) {
    assertEquals(400, answer.status(), answer::toString);
    assertTrue(
        Set.of("invalid_body", "invalid_value", "refused_body")
            .contains(answer.body().path("code").asString()),
        answer::toString);
    String told = answer.body().path("response").path("message").toString();
    String name = name(path);
    assertTrue(
        told.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
            || told.contains(WORDS.getOrDefault(name, name)),
        () -> operation + " " + path + ": " + told);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("members")
  void missesWhatMustBeThereAndNothingElse(Operation operation, String path) {
    if (isItem(path)) {
      return;
    }
    Caller.Answer answer = call(operation, shop, changed(operation, path, ""));
    if (operation.required().contains(path)) {
      assertNamed(operation, path, answer);
    } else {
      assertEquals(operation.status(), answer.status(), answer::toString);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("members")
  void saysWhichMemberHasTheWrongType(Operation operation, String path) {
    String wrong =
        switch (at(operation, path)) {
          case JsonNode text when text.isString() -> "true";
          case JsonNode number when number.isNumber() -> "[]";
          case JsonNode flag when flag.isBoolean() -> "\"yes\"";
          default -> "\"x\"";
        };
    Caller.Answer answer = call(operation, shop, changed(operation, path, wrong));
    if (HostileValues.LENIENT.contains(path)) {
      assertEquals(operation.status(), answer.status(), answer::toString);
    } else {
      assertNamed(operation, path, answer);
    }
  }

  /** Members that may be empty: a reaction taken back, what a list and a group need not say. */
  private static final Set<String> MAY_BE_EMPTY =
      Set.of(
          "/message/sendReaction reaction",
          "/message/sendList title",
          "/message/sendList footerText",
          "/message/sendList sections.0.title",
          "/group/updateGroupDescription description",
          "/group/sendInvite description");

  static Stream<Arguments> requiredTexts() {
    return members()
        .filter(row -> {
          Operation operation = (Operation) row.get()[0];
          String path = (String) row.get()[1];
          return operation.required().contains(path) && at(operation, path).isString();
        });
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("requiredTexts")
  void saysWhichTextIsEmpty(Operation operation, String path) {
    Caller.Answer answer = call(operation, shop, changed(operation, path, "\"\""));
    if (MAY_BE_EMPTY.contains(operation.path() + " " + path)) {
      assertEquals(operation.status(), answer.status(), answer::toString);
    } else {
      assertNamed(operation, path, answer);
    }
  }

  /** Not those in which a huge number is a long wait. */
  static Stream<Arguments> membersThatTakeNoTime() {
    return members().filter(row -> !name((String) row.get()[1]).equals("delay"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("membersThatTakeNoTime")
  void everyHostileValueGetsTheAnswerOfItsMember(Operation operation, String path) {
    for (String value : HostileValues.ALL) {
      Caller.Answer answer = call(operation, shop, changed(operation, path, value));
      String shown = value.substring(0, Math.min(30, value.length())) + " " + answer;
      switch (HostileValues.verdict(operation, path, at(operation, path), JSON.readTree(value))) {
        case TAKEN -> assertEquals(operation.status(), answer.status(), shown);
        case NAMED -> assertNamed(operation, path, answer);
        case NO_ACCOUNT -> {
          assertTold(400, "not_on_whatsapp", answer);
          assertEquals(
              "false", answer.body().at("/response/message/0/exists").toString(), () -> shown);
        }
        case TOO_LARGE -> assertTold(400, "file_too_large", answer);
        case NO_INVITATION -> assertTold(404, "refused", answer);
      }
    }
  }

  private static void assertTold(int status, String code, Caller.Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(code, answer.body().path("code").asString(), answer::toString);
  }

  static Stream<Arguments> numbers() {
    return members().filter(row -> name((String) row.get()[1]).equals("number"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("numbers")
  void saysThatANumberHasNoAccount(Operation operation, String path) {
    Caller.Answer answer = call(operation, shop, changed(operation, path, "\"" + NOBODY + "\""));
    if (operation.path().equals("/chat/fetchProfilePictureUrl")) {
      assertEquals(200, answer.status(), answer::toString);
      assertTrue(answer.body().path("profilePictureUrl").isNull(), answer::toString);
      return;
    }
    assertEquals(400, answer.status(), answer::toString);
    assertEquals("not_on_whatsapp", answer.body().path("code").asString());
    JsonNode told = answer.body().path("response").path("message").path(0);
    assertEquals(NOBODY, told.path("number").asString());
    assertEquals("false", told.path("exists").toString());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("strangers")
  void saysOrLeavesOutWhoHasNoAccount(
      String path, String body, int status, String pointer, String told) {
    Caller.Answer answer = server.user.post(shop.fill(path), shop.fill(body).replace('\'', '"'));
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(told, answer.body().at(pointer).asString(""), answer::toString);
  }

  static Stream<Arguments> strangers() {
    String group = "/shop?groupJid={group}";
    String people = "'participants':['" + NOBODY + "']";
    return Stream.of(
        Arguments.of(
            "/chat/whatsappNumbers/shop",
            "{'numbers':['" + NOBODY + "']}",
            200,
            "/0/exists",
            "false"),
        Arguments.of(
            "/message/sendStatus/shop",
            "{'type':'text','content':'x','backgroundColor':'#008000','font':1,"
                + "'statusJidList':['"
                + NOBODY
                + "']}",
            400,
            "/response/message/0",
            "Contacts not found"),
        Arguments.of("/group/create/shop", "{'subject':'Alone'," + people + "}", 201, "/size", "1"),
        Arguments.of(
            "/group/updateParticipant" + group,
            "{'action':'add'," + people + "}",
            201,
            "/updateParticipants/0/status",
            "404"),
        Arguments.of(
            "/group/updateJoinRequests" + group,
            "{'action':'approve'," + people + "}",
            201,
            "/updateJoinRequests/0/status",
            "404"),
        Arguments.of(
            "/group/sendInvite/shop",
            "{'groupJid':'{group}','description':'d','numbers':['" + NOBODY + "']}",
            400,
            "/code",
            "not_on_whatsapp"),
        Arguments.of(
            "/group/acceptInvite/shop?groupJid={theirGroup}",
            "{'inviteCode':'c','inviteExpiration':1900000000,'inviter':'" + NOBODY + "'}",
            400,
            "/code",
            "not_on_whatsapp"));
  }

  /** What cannot be done to the status feed, and the member or rule that says so. */
  static Stream<Arguments> statusFaults() {
    String key = "'key':{'remoteJid':'status@broadcast','id':'3A99','fromMe':";
    String reaction = "'reaction':'💚'}";
    return Stream.of(
        Arguments.of(
            "POST", "/message/sendReaction", "{" + key + "false}," + reaction, "participant"),
        Arguments.of(
            "POST",
            "/message/sendReaction",
            "{" + key + "true}," + reaction,
            "key names a status update of this account"),
        Arguments.of(
            "DELETE",
            "/chat/deleteMessageForEveryone",
            "{'remoteJid':'status@broadcast','id':'3A99','fromMe':false,"
                + "'participant':'{friend}@s.whatsapp.net'}",
            "fromMe must be true"),
        Arguments.of(
            "POST",
            "/chat/updateMessage",
            "{'number':'status@broadcast','text':'new'," + key + "true}}",
            "key names a status update, which cannot be edited"));
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("statusFaults")
  void saysWhatCannotBeDoneToAStatusPost(String method, String path, String body, String told) {
    Caller.Answer answer =
        server.user.call(method, path + "/shop", shop.fill(body).replace('\'', '"'));
    assertEquals(400, answer.status(), answer::toString);
    assertEquals("invalid_value", answer.body().path("code").asString(), answer::toString);
    String message = answer.body().at("/response/message/0").asString();
    assertTrue(message.contains(told), answer::toString);
  }

  /** A post as its viewer and its author may treat it. */
  static Stream<Arguments> statusCalls() {
    return Stream.of(
        Arguments.of(
            "POST",
            "/message/sendReaction",
            "{'key':{'remoteJid':'status@broadcast','id':'3A98','fromMe':false,"
                + "'participant':'{friend}@s.whatsapp.net'},'reaction':'💚'}"),
        Arguments.of(
            "DELETE",
            "/chat/deleteMessageForEveryone",
            "{'remoteJid':'status@broadcast','id':'{post}','fromMe':true}"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("statusCalls")
  void treatsAStatusPostAsItsViewerOrAuthorMay(String method, String path, String body) {
    Caller.Answer post =
        server.user.post(
            "/message/sendStatus/shop",
            shop.fill(
                    "{'type':'text','content':'x','backgroundColor':'#008000','font':1,"
                        + "'statusJidList':['{friend}']}")
                .replace('\'', '"'));
    String written =
        shop.fill(body).replace('\'', '"').replace("{post}", post.body().at("/key/id").asString());
    Caller.Answer done = server.user.call(method, path + "/shop", written);
    assertEquals(201, done.status(), done::toString);
    assertEquals("status@broadcast", done.body().at("/key/remoteJid").asString(), done::toString);
    Caller.Answer off = server.user.call(method, path + "/away", written);
    assertEquals(400, off.status(), off::toString);
    assertEquals("not_connected", off.body().path("code").asString());
  }

  private static final String NOBODY = "5511900000099";

  /** Every place for a file, with every file that cannot be had or used. */
  static Stream<Arguments> files() {
    List<Arguments> rows = new ArrayList<>();
    String to = "{'number':'{friend}',";
    for (Place place :
        List.of(
            new Place("/message/sendMedia", to + "'mediatype':'image','media':'{file}'}"),
            new Place("/message/sendMedia", to + "'mediatype':'video','media':'{file}'}"),
            new Place("/message/sendMedia", to + "'mediatype':'audio','media':'{file}'}"),
            new Place("/message/sendPtv", to + "'video':'{file}'}"),
            new Place("/message/sendWhatsAppAudio", to + "'audio':'{file}'}"),
            new Place("/message/sendSticker", to + "'sticker':'{file}'}"),
            new Place(
                "/message/sendStatus",
                "{'type':'image','content':'{file}','statusJidList':['{friend}']}"),
            new Place(
                "/message/sendButtons",
                to
                    + "'title':'t','thumbnailUrl':'{file}',"
                    + "'buttons':[{'type':'reply','displayText':'Yes','id':'1'}]}"),
            new Place(
                "/message/send",
                to
                    + "'content':{'type':'album','items':[{'mediatype':'image','media':'{png}'},"
                    + "{'mediatype':'image','media':'{file}'}]}}"),
            new Place("/message/send", to + "'content':{'type':'gif','media':'{file}'}}"),
            new Place("/chat/updateProfilePicture", "{'picture':'{file}'}"),
            new Place("/group/updateGroupPicture", "{'groupJid':'{group}','image':'{file}'}"))) {
      rows.add(Arguments.of(place, "blocked", "http://169.254.169.254/a", "target_refused"));
      rows.add(Arguments.of(place, "not there", "{here}/nothing", "fetch_failed"));
      rows.add(Arguments.of(place, "not of its kind", "{here}/healthz", "unusable_media"));
      rows.add(Arguments.of(place, "too large", "A".repeat(TOO_LARGE), "file_too_large"));
      rows.add(Arguments.of(place, "no base64", "%%%", "refused_body"));
    }
    Place document =
        new Place(
            "/message/sendMedia", to + "'mediatype':'document','fileName':'a','media':'{file}'}");
    rows.add(Arguments.of(document, "blocked", "http://169.254.169.254/a", "target_refused"));
    rows.add(Arguments.of(document, "too large", "A".repeat(TOO_LARGE), "file_too_large"));
    return rows.stream();
  }

  /** Base64 of somewhat more than is allowed. */
  private static final int TOO_LARGE = (int) WholeServer.LARGEST_FILE * 2;

  record Place(String path, String body) {}

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("files")
  void saysWhyAFileCannotBeSent(Place place, String label, String file, String code) {
    String here = server.user.api().toString().replaceAll("/$", "");
    String body = shop.fill(place.body()).replace("{file}", file.replace("{here}", here));
    Caller.Answer answer = server.user.post(place.path() + "/shop", body.replace('\'', '"'));
    assertEquals(400, answer.status(), answer::toString);
    assertEquals(code, answer.body().path("code").asString(), answer::toString);
  }
}
