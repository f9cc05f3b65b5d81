package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of stanzas to groups and to the status feed: Ana owns a group with Bia in it, Caio
 * stands outside. One simulator, a new group and new message ids a test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupRoutingTest {
  private static final ServerJid ALL = new ServerJid(GroupJid.SERVER);

  private final Playground play = new Playground();
  private TestDevice ana;
  private TestDevice bia;
  private TestDevice caio;
  private TestClient a;
  private TestClient b;
  private TestClient c;
  private GroupJid group;
  private String id = "";
  private int tests;
  private int violationsBefore;

  @BeforeAll
  void pair() {
    ana = play.paired("Ana");
    bia = play.paired("Bia");
    caio = play.paired("Caio");
    a = TestClient.active(play.simulator, ana);
    b = TestClient.active(play.simulator, bia);
    c = TestClient.active(play.simulator, caio);
  }

  @BeforeEach
  void makeAGroup() {
    id = "M" + ++tests;
    Node answer =
        a.ask(
            ALL,
            "w:g2",
            "set",
            Markup.node("<create subject=Test><participant jid=BIA/></create>", this::named));
    group = new GroupJid(answer.requireChild("group").requireAttr("id"));
    violationsBefore = violations().size();
  }

  @AfterEach
  void hearEverything() {
    for (TestClient client : List.of(a, b, c)) {
      client.ask("w:p", "get");
    }
  }

  @AfterAll
  void close() {
    a.close();
    b.close();
    c.close();
    play.close();
  }

  private String named(String value) {
    return switch (value) {
      case "BIA" -> bia.jid.owner().toString();
      case "CAIO" -> caio.jid.owner().toString();
      case "GROUP" -> group.toString();
      default -> value;
    };
  }

  private void change(String child) {
    a.ask(group, "w:g2", "set", Markup.node(child, this::named));
  }

  private NodeBuilder toGroup() {
    return Node.builder("message")
        .attr("id", id)
        .attr("to", group)
        .attr("type", "text")
        .attr("addressing_mode", "lid");
  }

  private Node skmsg(int iteration) {
    return Ciphertexts.skmsg(Ciphertexts.group(tests, iteration, "body " + iteration));
  }

  private static Node keys(Node... entries) {
    return Node.of("participants", entries);
  }

  private boolean isIt(Node stanza) {
    return stanza.is("message") && stanza.attrIs("id", id);
  }

  private Node ack(TestClient client) {
    return client.await(stanza -> stanza.is("ack") && stanza.attrIs("id", id));
  }

  private List<JsonNode> violations() {
    List<JsonNode> all = new ArrayList<>();
    play.get("/admin/violations").path("violations").forEach(all::add);
    return all;
  }

  private List<String> newViolations() {
    return violations().stream()
        .skip(violationsBefore)
        .map(violation -> violation.path("kind").asString())
        .toList();
  }

  @Test
  void eachDeviceGetsItsOwnKeyOnlyTogetherWithTheMessage() {
    TestDevice second = play.paired("Bia");
    try (TestClient b2 = TestClient.active(play.simulator, second)) {
      byte[] first = Ciphertexts.signal(tests, 0, "key for one");
      a.send(
          toGroup()
              .children(
                  keys(
                      Ciphertexts.to(bia.lid, first),
                      Ciphertexts.to(ana.lid, Ciphertexts.signal(tests, 1, "for itself"))),
                  skmsg(0),
                  Node.of("device-identity", new byte[] {1}),
                  Node.of("reporting"))
              .build());
      assertFalse(ack(a).has("error"));
      Node got = b.await(this::isIt);
      assertEquals(group, got.requireJid("from"));
      assertEquals(ana.lid, got.requireJid("participant"));
      assertEquals(ana.jid.owner(), got.requireJid("participant_pn"));
      assertEquals("lid", got.requireAttr("addressing_mode"));
      assertEquals("Ana", got.requireAttr("notify"));
      assertEquals(2, got.children("enc").size());
      assertArrayEquals(first, got.children("enc").getFirst().requireBytes());
      assertTrue(got.children("enc").getLast().attrIs("type", "skmsg"));
      assertTrue(got.child("device-identity").isPresent());
      assertFalse(got.child("participants").isPresent());
      assertFalse(got.child("reporting").isPresent());
      Node other = b2.await(this::isIt);
      assertEquals(1, other.children("enc").size());
      assertFalse(other.child("device-identity").isPresent());
      assertTrue(a.silentAbout(this::isIt));
      assertTrue(c.silentAbout(this::isIt));
    }
    play.post(
        "/admin/accounts/" + bia.jid.user() + "/unlink",
        "{\"device\":" + second.jid.device() + "}");
  }

  @Test
  void aKeyForSomebodyOutsideReachesNobody() {
    a.send(
        toGroup()
            .children(keys(Ciphertexts.to(caio.lid, Ciphertexts.signal(tests, 0, "x"))), skmsg(0))
            .build());
    assertFalse(ack(a).has("error"));
    b.await(this::isIt);
    assertTrue(c.silentAbout(this::isIt));
  }

  @Test
  void somebodyOutsideMayNotWrite() {
    c.send(toGroup().children(skmsg(0)).build());
    assertEquals("403", ack(c).requireAttr("error"));
    assertTrue(b.silentAbout(this::isIt));
  }

  @Test
  void whoWasRemovedNeitherWritesNorReads() {
    change("<remove><participant jid=BIA/></remove>");
    b.send(toGroup().children(skmsg(0)).build());
    assertEquals("403", ack(b).requireAttr("error"));
    a.send(toGroup().children(skmsg(1)).build());
    assertFalse(ack(a).has("error"));
    assertTrue(b.silentAbout(this::isIt));
  }

  @Test
  void nobodyWritesToAGroupThatNeverWas() {
    a.send(toGroup().attr("to", new GroupJid("120363999999999999")).children(skmsg(0)).build());
    assertEquals("404", ack(a).requireAttr("error"));
  }

  @Test
  void onlyAdminsWriteAnnouncementsButEverybodyReacts() {
    change("<announcement/>");
    b.send(toGroup().children(skmsg(0)).build());
    assertEquals("403", ack(b).requireAttr("error"));
    b.send(toGroup().attr("type", "reaction").children(skmsg(1)).build());
    assertFalse(ack(b).has("error"));
    a.await(this::isIt);
    change("<promote><participant jid=BIA/></promote>");
    b.send(toGroup().children(skmsg(2)).build());
    assertFalse(ack(b).has("error"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"pn", "missing"})
  void peopleMustBeNamedTheGroupsWay(String mode) {
    Node message =
        mode.equals("missing")
            ? Node.builder("message")
                .attr("id", id)
                .attr("to", group)
                .attr("type", "text")
                .children(skmsg(0))
                .build()
            : toGroup().attr("addressing_mode", mode).children(skmsg(0)).build();
    a.send(message);
    assertEquals("421", ack(a).requireAttr("error"));
  }

  @Test
  void aMessageWithoutItsCommonCiphertextIsRefused() {
    a.send(
        toGroup()
            .children(keys(Ciphertexts.to(bia.lid, Ciphertexts.signal(tests, 0, "x"))))
            .build());
    assertEquals("479", ack(a).requireAttr("error"));
    assertEquals(List.of("missing_side_node"), newViolations());
    assertTrue(b.silentAbout(this::isIt));
  }

  @Test
  void aNewSessionOfACompanionNeedsItsIdentity() {
    Node enc =
        Ciphertexts.enc(new byte[] {0x33, 0x22, 0x00}).toBuilder().attr("type", "pkmsg").build();
    a.send(
        toGroup()
            .children(keys(Node.builder("to").attr("jid", bia.lid).children(enc).build()), skmsg(0))
            .build());
    assertEquals("479", ack(a).requireAttr("error"));
    assertTrue(newViolations().contains("missing_side_node"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"a device of Bia that never was, true", "a person that never was, false"})
  void aKeyForADeviceThatNeverWasIsRefused(String whose, boolean known) {
    Jid nobody = known ? bia.lid.owner().device(77) : UserJid.lid("999999999999999").device(1);
    a.send(
        toGroup()
            .children(keys(Ciphertexts.to(nobody, Ciphertexts.signal(tests, 0, "x"))), skmsg(0))
            .build());
    assertEquals("479", ack(a).requireAttr("error"));
    assertEquals(List.of("unknown_device"), newViolations());
    assertTrue(b.silentAbout(this::isIt));
  }

  @Test
  void aKeyForADeviceThatWasUnlinkedIsLeftOut() {
    TestDevice gone = play.paired("Bia");
    play.post(
        "/admin/accounts/" + bia.jid.user() + "/unlink", "{\"device\":" + gone.jid.device() + "}");
    a.send(
        toGroup()
            .children(keys(Ciphertexts.to(gone.lid, Ciphertexts.signal(tests, 0, "x"))), skmsg(0))
            .build());
    assertFalse(ack(a).has("error"));
    b.await(this::isIt);
    assertEquals(List.of(), newViolations());
  }

  @Test
  void theRightHashIsAckedWithoutOne() {
    a.send(toGroup().attr("phash", hash()).children(skmsg(0)).build());
    assertFalse(ack(a).has("phash"));
  }

  @Test
  void theHashOfThoseWhoGetAKeyIsRightToo() {
    a.send(
        toGroup()
            .attr("phash", hashOf(bia))
            .children(keys(Ciphertexts.to(bia.lid, Ciphertexts.signal(tests, 0, "x"))), skmsg(0))
            .build());
    assertFalse(ack(a).has("phash"));
    assertEquals(List.of(), newViolations());
  }

  private static String hashOf(TestDevice device) {
    String text = device.lid.user() + ".0:" + device.lid.device() + "@lid";
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "2:" + Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aHashOfYesterdayIsAnsweredWithTodaysAndTheMessageGoesOut() {
    String before = hash();
    change("<add><participant jid=CAIO/></add>");
    a.send(toGroup().attr("phash", before).children(skmsg(0)).build());
    assertEquals(hash(), ack(a).requireAttr("phash"));
    b.await(this::isIt);
    assertEquals(List.of(), newViolations());
  }

  @Test
  void aHashThatNeverWasIsReportedAsWell() {
    a.send(toGroup().attr("phash", "2:AAAAAAAA").children(skmsg(0)).build());
    assertEquals(hash(), ack(a).requireAttr("phash"));
    assertEquals(List.of("wrong_phash"), newViolations());
  }

  private String hash() {
    return play.get("/admin/groups/" + group).path("phash").asString();
  }

  @Test
  void aRepeatIsAckedAgainAndDeliveredToNobody() {
    a.send(toGroup().children(skmsg(0)).build());
    ack(a);
    b.await(this::isIt);
    a.send(toGroup().children(skmsg(0)).build());
    assertFalse(ack(a).has("error"));
    assertTrue(b.silentAbout(this::isIt));
    assertEquals(List.of(), newViolations());
  }

  @Test
  void anIterationThatIsUsedTwiceIsReported() {
    a.send(toGroup().children(skmsg(3)).build());
    ack(a);
    a.send(
        toGroup()
            .attr("id", id + "b")
            .children(Ciphertexts.skmsg(Ciphertexts.group(tests, 3, "another text")))
            .build());
    a.await(stanza -> stanza.is("ack") && stanza.attrIs("id", id + "b"));
    assertEquals(List.of("message_key_reused"), newViolations());
  }

  @Test
  void aCommonCiphertextThatIsNoneIsReported() {
    a.send(toGroup().children(Ciphertexts.skmsg(new byte[] {1, 2, 3})).build());
    ack(a);
    assertEquals(List.of("not_a_signal_message"), newViolations());
  }

  @Test
  void aResendReachesOnlyTheDeviceThatAsked() {
    byte[] bare = Ciphertexts.signal(tests, 0, "bare");
    a.send(
        toGroup()
            .attr("participant", bia.lid)
            .children(
                keys(Ciphertexts.to(bia.lid, Ciphertexts.signal(tests, 1, "duplicate"))),
                Ciphertexts.enc(bare).toBuilder().attr("count", 1).build())
            .build());
    ack(a);
    Node got = b.await(this::isIt);
    assertEquals(1, got.children("enc").size());
    assertArrayEquals(bare, got.requireChild("enc").requireBytes());
    assertEquals("1", got.requireChild("enc").requireAttr("count"));
    assertTrue(b.silentAbout(this::isIt));
    assertTrue(c.silentAbout(this::isIt));
  }

  @Test
  void aResendToSomebodyOutsideReachesNobody() {
    a.send(
        toGroup()
            .attr("participant", caio.lid)
            .children(Ciphertexts.enc(Ciphertexts.signal(tests, 0, "x")))
            .build());
    ack(a);
    assertTrue(c.silentAbout(this::isIt));
  }

  private NodeBuilder receipt(TestDevice author) {
    return Node.builder("receipt").attr("id", id).attr("to", group).attr("participant", author.lid);
  }

  private boolean isItsReceipt(Node stanza) {
    return stanza.is("receipt") && stanza.attrIs("id", id);
  }

  @Test
  void theAuthorLearnsWhoseDeviceReceivedIt() {
    b.send(receipt(ana).build());
    Node got = a.await(this::isItsReceipt);
    assertEquals(group, got.requireJid("from"));
    assertEquals(bia.lid, got.requireJid("participant"));
    assertEquals(bia.jid.owner(), got.requireJid("participant_pn"));
  }

  @Test
  void aRetryReachesTheAuthorsDeviceWithItsKeys() {
    b.send(
        receipt(ana)
            .attr("type", "retry")
            .children(
                Node.builder("retry").attr("count", 1).build(),
                Node.of("registration", new byte[4]))
            .build());
    Node got = a.await(this::isItsReceipt);
    assertTrue(got.attrIs("type", "retry"));
    assertEquals(bia.lid, got.requireJid("participant"));
    assertTrue(got.child("registration").isPresent());
  }

  @Test
  void receiptsFromOutsideOrAboutNobodyReachNobody() {
    c.send(receipt(ana).build());
    c.await(stanza -> stanza.is("ack") && stanza.attrIs("id", id));
    b.send(Node.builder("receipt").attr("id", id).attr("to", group).build());
    b.await(stanza -> stanza.is("ack") && stanza.attrIs("id", id));
    assertTrue(a.silentAbout(this::isItsReceipt));
  }

  @Test
  void whoHidesReadingTellsOnlyTheirOwnDevices() {
    b.send(receipt(ana).attr("type", "read-self").build());
    b.await(stanza -> stanza.is("ack") && stanza.attrIs("id", id));
    assertTrue(a.silentAbout(this::isItsReceipt));
  }

  @Test
  void membersSeeWhoTypesAndOthersDoNot() {
    Node typing =
        Node.builder("chatstate")
            .attr("to", group)
            .children(Node.builder("composing").attr("media", "audio").build())
            .build();
    c.send(typing);
    a.send(typing);
    Node seen =
        b.await(stanza -> stanza.is("chatstate") && stanza.requireJid("from").equals(group));
    assertEquals(ana.lid.owner(), seen.requireJid("participant"));
    assertTrue(seen.requireChild("composing").attrIs("media", "audio"));
    assertTrue(b.silentAbout(stanza -> stanza.is("chatstate")));
  }

  @Test
  void whoComesBackSoonEnoughSeesWhoStillTypes() {
    b.close();
    awaitGone();
    a.send(Node.builder("chatstate").attr("to", group).children(Node.of("composing")).build());
    a.send(Node.builder("chatstate").attr("to", group).children(Node.of("paused")).build());
    a.ask("w:p", "get");
    b = TestClient.active(play.simulator, bia);
    Node kept =
        b.await(stanza -> stanza.is("chatstate") && stanza.requireJid("from").equals(group));
    assertTrue(kept.child("paused").isPresent());
    assertTrue(b.silentAbout(stanza -> stanza.is("chatstate")));
  }

  /** The server notices the end of a connection a little later. */
  private void awaitGone() {
    while (connected(bia)) {
      a.ask("w:p", "get");
    }
  }

  private boolean connected(TestDevice device) {
    for (JsonNode account : play.get("/admin/accounts").path("accounts")) {
      if (account.path("phone").asString().equals(device.jid.user())) {
        for (JsonNode one : account.path("devices")) {
          if (one.path("id").asInt() == device.jid.device()) {
            return one.path("connected").asBoolean();
          }
        }
      }
    }
    throw new AssertionError("no such device");
  }

  @Test
  void whoWasAwayGetsMessagesAndNewsInTheirOrder() {
    b.close();
    a.send(toGroup().children(skmsg(0)).build());
    ack(a);
    change("<subject>Between</subject>");
    a.send(toGroup().attr("id", id + "b").children(skmsg(1)).build());
    a.await(stanza -> stanza.is("ack") && stanza.attrIs("id", id + "b"));
    b = TestClient.login(play.simulator, bia);
    b.send(
        Node.builder("iq")
            .attr("to", ServerJid.WHATSAPP)
            .attr("type", "set")
            .attr("xmlns", "passive")
            .attr("id", "active")
            .children(Node.of("active"))
            .build());
    List<String> order = new ArrayList<>();
    b.await(stanza -> {
      boolean here = stanza.attrJid("from").filter(group::equals).isPresent();
      if (here && stanza.has("offline")) {
        order.add(
            stanza.is("message")
                ? stanza.requireAttr("id")
                : stanza.firstChild().orElseThrow().tag());
      }
      return stanza.child("offline").isPresent();
    });
    assertEquals(List.of(id, "subject", id + "b"), order.subList(order.size() - 3, order.size()));
  }

  private NodeBuilder status() {
    return Node.builder("message")
        .attr("id", id)
        .attr("to", BroadcastJid.STATUS)
        .attr("type", "text");
  }

  @Test
  void aStatusReachesThoseItNamesAndTheOwnDevices() {
    a.send(
        status()
            .children(
                keys(
                    Ciphertexts.to(bia.jid, Ciphertexts.signal(tests, 0, "key")),
                    Node.builder("to").attr("jid", bia.jid.owner()).build()),
                skmsg(0),
                Node.builder("meta").attr("status_setting", "contacts").build())
            .build());
    assertFalse(ack(a).has("error"));
    Node got = b.await(this::isIt);
    assertEquals(BroadcastJid.STATUS, got.requireJid("from"));
    assertEquals(ana.jid, got.requireJid("participant"));
    assertEquals(2, got.children("enc").size());
    assertTrue(c.silentAbout(this::isIt));
    JsonNode phone =
        play.get("/admin/phone-inbox?wait_ms=20000&id=" + id + "&phone=" + bia.jid.user());
    assertEquals("status@broadcast", phone.path("messages").get(0).path("chat").asString());
  }

  @Test
  void aReactionToAStatusReachesTheDevicesItIsFor() {
    a.send(
        status()
            .attr("type", "reaction")
            .children(keys(Ciphertexts.to(bia.jid, Ciphertexts.signal(tests, 0, "reaction"))))
            .build());
    assertFalse(ack(a).has("error"));
    Node got = b.await(this::isIt);
    assertEquals(BroadcastJid.STATUS, got.requireJid("from"));
    assertEquals(ana.jid, got.requireJid("participant"));
    assertEquals(1, got.children("enc").size());
    assertTrue(c.silentAbout(this::isIt));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "reaction, 479",
    "revoke, 479",
    "no skmsg, 479",
    "no setting, 479",
    "another list, 403"
  })
  void refusesAStatusThatIsNone(String what, String code) {
    Node meta = Node.builder("meta").attr("status_setting", "contacts").build();
    a.send(
        switch (what) {
          case "reaction" -> status().attr("type", "reaction").children(skmsg(0), meta).build();
          case "revoke" -> status().attr("edit", "7").children(skmsg(0), meta).build();
          case "no setting" ->
              status()
                  .children(
                      skmsg(0), Node.builder("meta").attr("status_setting", "everybody").build())
                  .build();
          case "no skmsg" -> status().children(meta).build();
          default -> status().attr("to", new BroadcastJid("1234")).children(skmsg(0)).build();
        });
    assertEquals(code, ack(a).requireAttr("error"));
  }

  @Test
  void aStatusReceiptReachesItsAuthor() {
    b.send(
        Node.builder("receipt")
            .attr("id", id)
            .attr("to", BroadcastJid.STATUS)
            .attr("participant", ana.jid)
            .attr("type", "read")
            .build());
    Node got = a.await(this::isItsReceipt);
    assertEquals(BroadcastJid.STATUS, got.requireJid("from"));
    assertEquals(bia.jid, got.requireJid("participant"));
  }

  @Test
  void aGroupByNumberNamesPeopleByNumber() {
    play.post("/admin/group-settings", "{\"addressing\":\"pn\"}");
    makeAGroup();
    play.post("/admin/group-settings", "{\"addressing\":\"lid\"}");
    a.send(toGroup().attr("addressing_mode", "pn").children(skmsg(0)).build());
    assertFalse(ack(a).has("error"));
    Node got = b.await(this::isIt);
    assertEquals(ana.jid, got.requireJid("participant"));
    assertEquals(ana.lid.owner(), got.requireJid("participant_lid"));
    assertEquals("pn", got.requireAttr("addressing_mode"));
  }
}
