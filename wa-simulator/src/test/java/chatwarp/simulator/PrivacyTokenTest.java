package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Trusted contact tokens, as Ana gets them of Shy, whose account is restricted. */
class PrivacyTokenTest {
  private final Playground play = new Playground();
  private TestDevice ana;
  private TestDevice shy;
  private TestClient a;
  private TestClient s;
  private int counter;

  @BeforeEach
  void logIn() {
    ana = play.paired("Ana");
    shy = play.paired("restricted:Shy");
    a = TestClient.active(play.simulator, ana);
    s = TestClient.active(play.simulator, shy);
  }

  @AfterEach
  void close() {
    a.close();
    s.close();
    play.close();
  }

  private static Predicate<Node> of(String tag, String id) {
    return stanza -> stanza.is(tag) && stanza.attrIs("id", id);
  }

  private JsonNode violations() {
    return play.get("/admin/violations").get("violations");
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    violations().forEach(violation -> kinds.add(violation.get("kind").asString()));
    return kinds;
  }

  private static Node issuance(Jid holder, Instant at) {
    return Node.of(
        "tokens",
        Node.builder("token")
            .attr("jid", holder)
            .attr("t", at.getEpochSecond())
            .attr("type", "trusted_contact")
            .build());
  }

  /** Shy lets Ana in as of some time; gives what Ana hears of it. */
  private byte[] issued(Instant at) {
    s.ask("privacy", "set", issuance(ana.lid.owner(), at));
    Node news =
        a.await(stanza -> stanza.is("notification") && stanza.attrIs("type", "privacy_token"));
    a.ack(news);
    assertEquals(shy.jid.owner(), news.requireJid("from"));
    assertEquals(shy.lid.owner(), news.requireJid("sender_lid"));
    Node token = news.requireChild("tokens").requireChild("token");
    assertEquals(at.getEpochSecond(), token.requireLong("t"));
    assertEquals(ana.lid.owner(), token.requireJid("jid"));
    return token.requireBytes();
  }

  private Node toShy(String id, Node... more) {
    Node bare =
        Ciphertexts.message(
            id, shy.jid.owner(), shy.jid, Ciphertexts.signal(1, counter++, "for Shy"));
    List<Node> children = new ArrayList<>(bare.children());
    children.addAll(List.of(more));
    return bare.toBuilder().children(children).build();
  }

  private Optional<String> error(TestClient client, Node message) {
    client.send(message);
    return client.await(of("ack", message.requireAttr("id"))).attr("error");
  }

  @Test
  void letsNobodyWriteToARestrictedAccountWithoutItsToken() {
    assertEquals(Optional.of("463"), error(a, toShy("M1")));
    byte[] token = issued(Instant.now());
    assertEquals(Optional.empty(), error(a, toShy("M2", Node.of("tctoken", token))));
    assertFalse(s.await(of("message", "M2")).child("tctoken").isPresent());
    assertTrue(s.silentAbout(of("message", "M1")));
    assertEquals(List.of(), kinds());
  }

  @Test
  void restrictsAnAccountAndFreesItAgain() {
    String route = "/admin/accounts/" + shy.jid.user() + "/restricted";
    assertEquals(200, play.post(route, "{\"restricted\":false}").statusCode());
    assertEquals(Optional.empty(), error(a, toShy("M1")));
    assertEquals(200, play.post(route, "{}").statusCode());
    assertEquals(Optional.of("463"), error(a, toShy("M2")));
    assertEquals(404, play.post("/admin/accounts/5511000000000/restricted", "{}").statusCode());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"over", "made up"})
  void takesNoOtherTokenForItsOwn(String fault) {
    byte[] token =
        fault.equals("over") ? issued(Instant.now().minus(Duration.ofDays(28))) : new byte[32];
    assertEquals(Optional.of("463"), error(a, toShy("M1", Node.of("tctoken", token))));
    assertEquals(List.of("bad_token"), kinds());
  }

  private Node addedByAna(Node... shown) {
    Node made =
        a.ask(
                new ServerJid("g.us"),
                "w:g2",
                "set",
                Node.builder("create")
                    .attr("subject", "Team")
                    .children(
                        Node.builder("participant")
                            .attr("jid", shy.jid.owner())
                            .children(List.of(shown))
                            .build())
                    .build())
            .requireChild("group");
    return made.children("participant").stream()
        .filter(member -> member.requireJid("jid").equals(shy.lid.owner()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isPutIntoGroupsByWhomItLetsIn() {
    s.ask(
        "privacy",
        "set",
        Node.of(
            "privacy",
            Node.builder("category").attr("name", "groupadd").attr("value", "contacts").build()));
    byte[] token = issued(Instant.now());
    assertEquals(Optional.of("403"), addedByAna().attr("error"));
    assertEquals(List.of(), kinds());
    assertEquals(Optional.of("403"), addedByAna(Node.of("privacy", new byte[32])).attr("error"));
    assertEquals(List.of("bad_token"), kinds());
    assertEquals(Optional.empty(), addedByAna(Node.of("privacy", token)).attr("error"));
    assertEquals(List.of("bad_token"), kinds());
  }

  @Test
  void issuesTheSameBytesWithALaterTime() {
    byte[] first = issued(Instant.now().minus(Duration.ofDays(28)));
    assertArrayEquals(first, issued(Instant.now()));
    assertEquals(Optional.empty(), error(a, toShy("M1", Node.of("tctoken", first))));
  }

  @Test
  void answersWhoIssuesWithTheTokenOfTheOther() {
    byte[] token = issued(Instant.now());
    Node answer = a.ask("privacy", "set", issuance(shy.jid.owner(), Instant.now()));
    Node theirs = answer.requireChild("tokens").requireChild("token");
    assertEquals(shy.jid.owner(), theirs.requireJid("jid"));
    assertArrayEquals(token, theirs.requireBytes());
  }

  @Test
  void answersNothingOfWhoIssuedNone() {
    Node answer = a.ask("privacy", "set", issuance(shy.jid.owner(), Instant.now()));
    assertTrue(answer.attrIs("type", "result"));
    assertTrue(answer.child("tokens").isEmpty());
  }

  @Test
  void takesAResendWithoutATokenAndReportsOneWith() {
    Node again =
        Node.builder("message")
            .attr("id", "M1")
            .attr("to", shy.jid)
            .attr("type", "text")
            .attr("device_fanout", "false")
            .children(Ciphertexts.enc(Ciphertexts.signal(2, 0, "again")))
            .build();
    assertEquals(Optional.empty(), error(a, again));
    Node with =
        again.toBuilder()
            .attr("id", "M2")
            .children(
                Ciphertexts.enc(Ciphertexts.signal(2, 1, "again")),
                Node.of("tctoken", issued(Instant.now())))
            .build();
    assertEquals(Optional.empty(), error(a, with));
    assertEquals(List.of("missing_side_node"), kinds());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"tctoken", "cstoken"})
  void refusesAPeerMessageWithAToken(String tag) {
    Node peer =
        Node.builder("message")
            .attr("id", "M1")
            .attr("to", ana.jid.owner())
            .attr("type", "text")
            .attr("category", "peer")
            .children(Ciphertexts.enc(Ciphertexts.signal(7, 0, "x")), Node.of(tag, new byte[4]))
            .build();
    assertEquals(Optional.of("479"), error(a, peer));
    assertEquals(List.of("missing_side_node"), kinds());
  }

  @Test
  void reportsATokenInAGroup() {
    Node made =
        a.ask(
            new ServerJid(GroupJid.SERVER),
            "w:g2",
            "set",
            Node.builder("create")
                .attr("subject", "Test")
                .children(Node.builder("participant").attr("jid", shy.jid.owner()).build())
                .build());
    GroupJid group = new GroupJid(made.requireChild("group").requireAttr("id"));
    Node message =
        Node.builder("message")
            .attr("id", "M1")
            .attr("to", group)
            .attr("type", "text")
            .attr("addressing_mode", "lid")
            .children(
                Ciphertexts.skmsg(Ciphertexts.group(1, 0, "x")),
                Node.of("tctoken", issued(Instant.now())))
            .build();
    assertEquals(Optional.empty(), error(a, message));
    assertFalse(s.await(of("message", "M1")).child("tctoken").isPresent());
    assertEquals(List.of("missing_side_node"), kinds());
  }

  private static Node picture(TestClient client, Jid target, Node... shown) {
    NodeBuilder wanted =
        Node.builder("picture").attr("type", "preview").attr("query", "url").children(shown);
    String id = "p." + System.nanoTime();
    client.send(
        Node.builder("iq")
            .attr("to", ServerJid.WHATSAPP)
            .attr("target", target)
            .attr("type", "get")
            .attr("xmlns", "w:profile:picture")
            .attr("id", id)
            .children(wanted.build())
            .build());
    return client.await(of("iq", id));
  }

  private static String code(Node answer) {
    return answer.requireChild("error").requireAttr("code");
  }

  @Test
  void showsThePictureOfARestrictedAccountToHoldersOfItsToken() {
    byte[] jpeg = HexFormat.of().parseHex("ffd8ffc0000b080280028001011100ffd9");
    s.ask(
        "w:profile:picture",
        "set",
        Node.builder("picture").attr("type", "image").bytes(jpeg).build());
    assertEquals("401", code(picture(a, shy.jid.owner())));
    Node over = Node.of("tctoken", issued(Instant.now().minus(Duration.ofDays(28))));
    assertEquals("401", code(picture(a, shy.jid.owner(), over)));
    Node token = Node.of("tctoken", issued(Instant.now()));
    assertTrue(picture(a, shy.jid.owner(), token).requireChild("picture").has("url"));
    assertEquals(List.of(), kinds());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"own", "group"})
  void reportsATokenWhereNoneBelongs(String whose) {
    Jid target = whose.equals("own") ? ana.jid.owner() : Jid.parse("120363000000000001@g.us");
    assertEquals("400", code(picture(a, target, Node.of("tctoken", new byte[4]))));
    assertEquals(List.of("missing_side_node"), kinds());
  }

  @Test
  void showsThePresenceOfARestrictedAccountToHoldersOfItsToken() {
    Node subscription =
        Node.builder("presence").attr("type", "subscribe").attr("to", shy.jid.owner()).build();
    a.send(subscription);
    a.ask("w:p", "get");
    assertTrue(a.silentAbout(stanza -> stanza.is("presence")));
    a.send(subscription.toBuilder().children(Node.of("tctoken", issued(Instant.now()))).build());
    assertEquals(shy.jid.owner(), a.await(stanza -> stanza.is("presence")).requireJid("from"));
  }
}
