package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MessagingTest {
  private final Playground play = new Playground();
  private TestDevice ana;
  private TestDevice bia;
  private TestClient a;
  private TestClient b;

  @BeforeEach
  void pair() {
    ana = play.paired("Ana");
    bia = play.paired("Bia");
    a = TestClient.active(play.simulator, ana);
    b = TestClient.active(play.simulator, bia);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    play.close();
  }

  private static Predicate<Node> message(String id) {
    return stanza -> stanza.is("message") && stanza.attrIs("id", id);
  }

  private static Predicate<Node> ack(String id) {
    return stanza -> stanza.is("ack") && stanza.attrIs("id", id);
  }

  private Node text(String id, int counter) {
    return Ciphertexts.message(
        id, bia.jid.owner(), bia.jid, Ciphertexts.signal(1, counter, "body " + counter));
  }

  @Test
  void acksAMessageAndDeliversTheDevicesOwnCiphertext() {
    a.send(text("M1", 0));
    Node acked = a.await(ack("M1"));
    assertTrue(acked.attrIs("class", "message"));
    assertEquals(bia.jid.owner(), acked.requireJid("from"));
    assertFalse(acked.has("error"));
    Node got = b.await(message("M1"));
    assertEquals(ana.jid, got.requireJid("from"));
    assertEquals(ana.lid.owner(), got.requireJid("sender_lid"));
    assertEquals("Ana", got.requireAttr("notify"));
    assertArrayEquals(Ciphertexts.signal(1, 0, "body 0"), got.requireChild("enc").requireBytes());
    assertFalse(got.child("participants").isPresent());
  }

  @Test
  void addressesTheSenderTheWayTheMessageAddressesItsChat() {
    a.send(Ciphertexts.message("M1", bia.lid.owner(), bia.lid, Ciphertexts.signal(1, 0, "x")));
    Node got = b.await(message("M1"));
    assertEquals(ana.lid, got.requireJid("from"));
    assertEquals(ana.jid.owner(), got.requireJid("sender_pn"));
  }

  @Test
  void aRepeatWithTheSameBytesIsAckedAgainAndDeliveredToNobody() {
    a.send(text("M1", 0));
    a.await(ack("M1"));
    b.await(message("M1"));
    a.send(text("M1", 0));
    a.await(ack("M1"));
    a.send(text("M2", 1));
    b.await(message("M2"));
    assertTrue(b.silentAbout(message("M1")));
    assertEquals(0, violations().path("count").asInt());
  }

  @Test
  void aReusedMessageKeyIsReported() {
    a.send(text("M1", 7));
    a.await(ack("M1"));
    a.send(
        Ciphertexts.message(
            "M2", bia.jid.owner(), bia.jid, Ciphertexts.signal(1, 7, "another text")));
    a.await(ack("M2"));
    JsonNode list = violations();
    assertEquals(1, list.path("count").asInt());
    JsonNode reported = list.path("violations").get(0);
    assertEquals("message_key_reused", reported.path("kind").asString());
    assertEquals(ana.jid.toString(), reported.path("from").asString());
    assertEquals(bia.jid.toString(), reported.path("to").asString());
    assertEquals("M2", reported.path("messageId").asString());
  }

  @Test
  void theSameCounterOfAnotherChainOrTowardsAnotherDeviceIsNoReuse() {
    Jid phone = bia.jid.owner();
    a.send(text("M1", 7));
    a.send(Ciphertexts.message("M2", phone, bia.jid, Ciphertexts.signal(2, 7, "other chain")));
    a.send(Ciphertexts.message("M3", phone, phone, Ciphertexts.signal(1, 7, "other device")));
    a.await(ack("M3"));
    assertEquals(0, violations().path("count").asInt());
  }

  @Test
  void aCiphertextThatIsNoSignalMessageIsReported() {
    a.send(Ciphertexts.message("M1", bia.jid.owner(), bia.jid, new byte[] {1, 2, 3}));
    a.await(ack("M1"));
    assertEquals(
        "not_a_signal_message", violations().path("violations").get(0).path("kind").asString());
  }

  @Test
  void anUnackedMessageComesAgainAfterAReconnectAndAnAckedOneDoesNot() {
    a.send(text("M1", 0));
    a.send(text("M2", 1));
    b.ack(b.await(message("M1")));
    b.await(message("M2"));
    assertTrue(b.silentAbout(message("M3")));
    b.close();
    a.send(text("M3", 2));
    a.await(ack("M3"));
    b = TestClient.login(play.simulator, bia);
    b.send(iqActive());
    List<String> ids = new ArrayList<>();
    Node preview = b.await(stanza -> stanza.child("offline_preview").isPresent());
    b.await(stanza -> {
      if (stanza.is("message")) {
        ids.add(stanza.requireAttr("id") + " " + stanza.requireAttr("offline"));
      }
      return stanza.child("offline").isPresent();
    });
    // The phone's greeting, which this client never acks, waits as well.
    assertEquals(
        Integer.toString(ids.size()),
        preview.requireChild("offline_preview").requireAttr("message"));
    List<String> texts = ids.stream().filter(id -> id.startsWith("M")).toList();
    assertEquals(2, texts.size());
    assertTrue(texts.get(0).startsWith("M2 "), ids.toString());
    assertTrue(texts.get(1).startsWith("M3 "), ids.toString());
  }

  private static Node iqActive() {
    return Node.builder("iq")
        .attr("to", chatwarp.domain.model.ServerJid.WHATSAPP)
        .attr("type", "set")
        .attr("xmlns", "passive")
        .attr("id", "active")
        .children(Node.of("active"))
        .build();
  }

  @Test
  void aReceiptCountsAsAckAndIsForwardedToTheSender() {
    a.send(text("M1", 0));
    Node got = b.await(message("M1"));
    b.send(Node.builder("receipt").attr("id", "M1").attr("to", got.requireJid("from")).build());
    assertTrue(b.await(ack("M1")).attrIs("class", "receipt"));
    Node receipt = a.await(stanza -> stanza.is("receipt"));
    assertEquals("M1", receipt.requireAttr("id"));
    assertEquals(bia.jid, receipt.requireJid("from"));
    b.close();
    b = TestClient.active(play.simulator, bia);
    assertTrue(b.silentAbout(message("M1")));
  }

  @Test
  void aRetryReceiptGoesToTheNamedDeviceOnlyWithItsKeys() {
    TestDevice second = play.paired("Ana");
    try (TestClient other = TestClient.active(play.simulator, second)) {
      b.send(
          Node.builder("receipt")
              .attr("id", "M1")
              .attr("to", ana.jid)
              .attr("type", "retry")
              .children(
                  Node.builder("retry").attr("count", 1).build(),
                  Node.of("registration", new byte[4]))
              .build());
      Node retry = a.await(stanza -> stanza.is("receipt") && stanza.attrIs("type", "retry"));
      assertEquals(bia.jid, retry.requireJid("from"));
      assertTrue(retry.child("registration").isPresent());
      assertTrue(other.silentAbout(stanza -> stanza.is("receipt")));
    }
  }

  @Test
  void aResendWithABareCiphertextIsDeliveredOnce() {
    Node resend =
        Ciphertexts.message("M1", bia.jid, bia.jid, Ciphertexts.signal(1, 1, "duplicate"));
    List<Node> children = new ArrayList<>(resend.children());
    children.add(Ciphertexts.enc(Ciphertexts.signal(1, 0, "bare")));
    a.send(resend.toBuilder().children(children).build());
    Node got = b.await(message("M1"));
    assertArrayEquals(Ciphertexts.signal(1, 0, "bare"), got.requireChild("enc").requireBytes());
    assertTrue(b.silentAbout(message("M1")));
  }

  @Test
  void ownDevicesGetTheirCopyWithTheRecipientAndNeverTheSender() {
    TestDevice second = play.paired("Ana");
    try (TestClient other = TestClient.active(play.simulator, second)) {
      a.send(
          Ciphertexts.message(
              "M1", bia.jid.owner(), second.jid, Ciphertexts.signal(3, 0, "own copy")));
      Node got = other.await(message("M1"));
      assertEquals(bia.jid.owner(), got.requireJid("recipient"));
      assertEquals(bia.lid.owner(), got.requireJid("peer_recipient_lid"));
      a.send(
          Ciphertexts.message(
              "M2", bia.jid.owner(), ana.jid, Ciphertexts.signal(4, 0, "to itself")));
      a.await(ack("M2"));
      assertTrue(a.silentAbout(message("M2")));
    }
  }

  @Test
  void plannedMisbehaviourHappensOnceEach() {
    play.fault(ana, "nack", ",\"code\":479");
    a.send(text("M1", 0));
    assertEquals("479", a.await(ack("M1")).requireAttr("error"));
    play.fault(ana, "drop_ack", "");
    a.send(text("M2", 1));
    b.await(message("M2"));
    assertTrue(a.silentAbout(ack("M2")));
    play.fault(ana, "delay", ",\"millis\":200");
    a.send(text("M3", 2));
    a.send(text("M4", 3));
    a.await(ack("M4"));
    a.await(ack("M3"));
    assertTrue(b.silentAbout(message("M1")));
  }

  @Test
  void aPlannedEndComesAfterTheGivenNumberOfStanzas() {
    play.fault(ana, "stream_error", ",\"code\":503,\"after\":2");
    a.send(text("M1", 0));
    a.await(ack("M1"));
    a.send(text("M2", 1));
    a.await(ack("M2"));
    a.send(text("M3", 2));
    assertTrue(a.await(stanza -> stanza.is("stream:error")).attrIs("code", "503"));
    a.awaitEnd();
    assertTrue(b.silentAbout(message("M3")));
  }

  @Test
  void aCiphertextForADeviceThatNeverWasIsRefused() {
    Jid never = bia.jid.owner().device(77);
    a.send(Ciphertexts.message("M1", bia.jid.owner(), never, Ciphertexts.signal(6, 0, "x")));
    assertEquals("479", a.await(ack("M1")).requireAttr("error"));
    assertEquals("unknown_device", violations().path("violations").get(0).path("kind").asString());
  }

  @Test
  void aNewSessionOfACompanionNeedsItsIdentity() {
    Node enc =
        Node.builder("enc").attr("v", "2").attr("type", "pkmsg").bytes(new byte[] {0x33}).build();
    a.send(
        Node.builder("message")
            .attr("id", "M1")
            .attr("to", bia.jid.owner())
            .attr("type", "text")
            .children(
                Node.of(
                    "participants", Node.builder("to").attr("jid", bia.jid).children(enc).build()))
            .build());
    assertEquals("479", a.await(ack("M1")).requireAttr("error"));
    assertTrue(b.silentAbout(message("M1")));
  }

  @Test
  void presenceReachesWhoSubscribed() {
    b.send(Node.builder("presence").attr("type", "subscribe").attr("to", ana.jid.owner()).build());
    assertTrue(b.await(stanza -> stanza.is("presence")).attrIs("type", "unavailable"));
    a.send(Node.builder("presence").attr("type", "available").attr("name", "Ana B").build());
    Node now = b.await(stanza -> stanza.is("presence"));
    assertFalse(now.has("type"));
    a.close();
    assertTrue(b.await(stanza -> stanza.is("presence")).attrIs("type", "unavailable"));
  }

  private JsonNode violations() {
    return play.get("/admin/violations");
  }
}
