package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.GroupWorld.GROUP;
import static chatwarp.adapters.wa.message.GroupWorld.MY_LID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.DeviceSentMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupIncomingTest {
  private static final UserJid ANA = UserJid.lid("100000000000002");
  private static final UserJid ANA_PHONE = UserJid.phone("5511999990002");

  private final GroupWorld world = new GroupWorld();
  private final PeerDevice ana = world.device(ANA, 2);
  private final Incoming incoming =
      new Incoming(
          world.test.state,
          world.ciphers,
          new RetryRequests(new Random(6), world.time),
          world.trusted,
          world.phoneRequests(),
          world.test.host,
          world.time,
          () -> true,
          () -> {});

  @BeforeEach
  void meet() {
    ana.meet(world.us);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Delivers a message; gives what we answered first. */
  private Node deliver(NodeBuilder message) throws InterruptedException {
    incoming.handle(message.build(), world.connection).join();
    return world.sent();
  }

  private List<MessageRecord> received() {
    return world.test.host.facts().stream()
        .filter(SessionFact.Received.class::isInstance)
        .map(SessionFact.Received.class::cast)
        .map(SessionFact.Received::message)
        .toList();
  }

  private List<String> jsons() {
    return received().stream().map(message -> message.content().json()).toList();
  }

  private static String json(String text) {
    return "{\"conversation\":\"" + text + "\"}";
  }

  @Test
  void acknowledgesWhatAChannelPosts() throws Exception {
    Node ack =
        deliver(
            Node.builder("message")
                .attr("id", "N1")
                .attr("from", Jid.parse("120363000000000009@newsletter"))
                .attr("type", "text")
                .attr("server_id", 7)
                .children(Node.of("plaintext", new byte[] {0x0A, 0x02, 'h', 'i'})));
    assertTrue(ack.is("ack") && !ack.has("error"), "a post is refused: " + ack);
  }

  @Test
  void saysThatItLacksTheSecretOfWhatABotSays() throws Exception {
    Node ack =
        deliver(
            Node.builder("message")
                .attr("id", "B1")
                .attr("from", Jid.parse("867051314767696@bot"))
                .attr("type", "text")
                .children(
                    Node.builder("enc")
                        .attr("v", "2")
                        .attr("type", "msmsg")
                        .bytes(new byte[9])
                        .build()));
    assertEquals("495", ack.requireAttr("error"));
  }

  @Test
  void readsTheKeyFirstWhateverTheOrder() throws Exception {
    Node key = ana.pairwise(ana.key(GROUP));
    Node receipt = deliver(ana.stanza(GROUP, "M1", ana.common("hello"), key));
    assertTrue(receipt.is("receipt") && !receipt.has("type"));
    assertEquals(GROUP, receipt.requireJid("to"));
    assertEquals(ana.jid, receipt.requireJid("participant"));
    assertEquals(List.of(json("hello")), jsons());
    MessageRecord message = received().getFirst();
    assertEquals(ANA, message.sender());
    assertEquals(Optional.of(ANA), message.key().participant());
    assertEquals(GROUP, message.key().chat());
  }

  @Test
  void readsWhatFollowsWithoutTheKey() throws Exception {
    deliver(ana.stanza(GROUP, "M1", ana.pairwise(ana.key(GROUP)), ana.common("one")));
    deliver(ana.stanza(GROUP, "M2", ana.common("two")));
    world.test.state.forget(false);
    deliver(ana.stanza(GROUP, "M3", ana.common("three")));
    assertEquals(List.of(json("one"), json("two"), json("three")), jsons());
  }

  @Test
  void readsOutOfOrderAndEachOnce() throws Exception {
    Node key = ana.pairwise(ana.key(GROUP));
    List<Node> commons = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      commons.add(ana.common("text " + i));
    }
    deliver(ana.stanza(GROUP, "M3", key, commons.get(3)));
    deliver(ana.stanza(GROUP, "M1", commons.get(1)));
    Node again = deliver(ana.stanza(GROUP, "M1", commons.get(1)));
    assertTrue(again.is("receipt") && !again.has("type"), "a duplicate is asked for again");
    deliver(ana.stanza(GROUP, "M0", commons.get(0)));
    assertEquals(List.of(json("text 3"), json("text 1"), json("text 0")), jsons());
  }

  @Test
  void asksForAMessageWhoseKeyItLacks() throws Exception {
    ana.key(GROUP);
    Node retry = deliver(ana.stanza(GROUP, "M1", ana.common("lost")));
    assertEquals("retry", retry.requireAttr("type"));
    assertEquals(GROUP, retry.requireJid("to"));
    assertEquals(ana.jid, retry.requireJid("participant"));
    assertEquals("1", retry.requireChild("retry").requireAttr("error"));
    assertTrue(retry.child("keys").isPresent());
    assertTrue(world.sent().is("ack"));
    Message whole = ana.key(GROUP).toBuilder().setConversation("lost").build();
    deliver(ana.stanza(GROUP, "M1", ana.pairwise(whole)));
    deliver(ana.stanza(GROUP, "M2", ana.common("next")));
    assertEquals(List.of(json("lost"), json("next")), jsons());
  }

  @Test
  void asksOnceWhenTheKeyItselfCannotBeRead() throws Exception {
    Node key = ana.pairwise(ana.key(GROUP));
    byte[] broken = key.requireBytes();
    broken[broken.length - 1] ^= 1;
    Node retry =
        deliver(
            ana.stanza(GROUP, "M1", key.toBuilder().bytes(broken).build(), ana.common("hello")));
    assertEquals("retry", retry.requireAttr("type"));
    assertTrue(world.sent().is("ack"));
    assertEquals(List.of(), received());
  }

  @Test
  void takesAKeyFromInsideAnOwnDevicesMessage() throws Exception {
    PeerDevice myPhone = world.device(MY_LID, 0);
    myPhone.meet(world.us);
    Message inner = myPhone.key(GROUP).toBuilder().setConversation("by me").build();
    Message wrapped =
        Message.newBuilder()
            .setDeviceSentMessage(
                DeviceSentMessage.newBuilder()
                    .setDestinationJid(GROUP.toString())
                    .setMessage(inner))
            .build();
    deliver(myPhone.stanza(GROUP, "M1", myPhone.pairwise(wrapped)));
    deliver(myPhone.stanza(GROUP, "M2", myPhone.common("next")));
    assertEquals(List.of(json("by me"), json("next")), jsons());
    assertTrue(received().stream().allMatch(message -> message.key().fromMe()));
  }

  @Test
  void keepsNoKeyInWhatItShows() throws Exception {
    Message whole = ana.key(GROUP).toBuilder().setConversation("hello").build();
    deliver(ana.stanza(GROUP, "M1", ana.pairwise(whole)));
    Message kept = Message.parseFrom(received().getFirst().content().bytes());
    assertFalse(kept.hasSenderKeyDistributionMessage());
  }

  @Test
  void takesNoKeyForAnotherChat() throws Exception {
    GroupJid other = new GroupJid("999");
    deliver(ana.stanza(other, "M1", ana.pairwise(ana.key(GROUP))));
    assertEquals("retry", deliver(ana.stanza(GROUP, "M2", ana.common("x"))).requireAttr("type"));
  }

  @Test
  void knowsASenderUnderBothAddresses() throws Exception {
    NodeBuilder first =
        ana.stanza(GROUP, "M1", ana.pairwise(ana.key(GROUP)), ana.common("one"))
            .attr("participant", ANA_PHONE.device(2));
    deliver(first);
    deliver(
        ana.stanza(GROUP, "M2", ana.common("two"))
            .attr("addressing_mode", "lid")
            .attr("participant_pn", ANA_PHONE));
    assertEquals(List.of(json("one"), json("two")), jsons());
  }

  @Test
  void doesNotAskForAnOldStatus() throws Exception {
    ana.key(BroadcastJid.STATUS);
    Node answer =
        deliver(
            ana.stanza(BroadcastJid.STATUS, "M1", ana.common("old"))
                .attr("t", world.time.instant().minusSeconds(90_000).getEpochSecond()));
    assertTrue(answer.is("ack") && !answer.has("error"));
  }
}
