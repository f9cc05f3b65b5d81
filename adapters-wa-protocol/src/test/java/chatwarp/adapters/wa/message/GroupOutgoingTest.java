package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.GroupWorld.GROUP;
import static chatwarp.adapters.wa.message.GroupWorld.ME;
import static chatwarp.adapters.wa.message.GroupWorld.MY_LID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.device.ParticipantHash;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.Commits;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupOutgoingTest {
  private static final UserJid ANA = UserJid.lid("100000000000002");
  private static final UserJid BEA = UserJid.lid("100000000000003");
  private static final UserJid CLEO = UserJid.lid("100000000000004");

  private final GroupWorld world = new GroupWorld();
  private final PeerDevice ana = world.device(ANA, 0);
  private final PeerDevice anaWeb = world.device(ANA, 2);
  private final PeerDevice bea = world.device(BEA, 0);

  @AfterEach
  void close() {
    world.close();
  }

  private static List<Node> entries(Node stanza) {
    return stanza.child("participants").map(list -> list.children("to")).orElse(List.of());
  }

  @Test
  void sendsOneCiphertextForAllAndTheKeyToEach() {
    PeerDevice myPhone = world.device(MY_LID, 0);
    world.group(ANA, BEA);
    Node stanza = world.send("M1", "hello");
    assertEquals(1, stanza.children("enc").size());
    assertEquals(4, entries(stanza).size());
    for (PeerDevice device : List.of(ana, anaWeb, bea, myPhone)) {
      assertEquals(Optional.of("hello"), device.read(stanza));
      Node enc = device.entry(stanza).orElseThrow();
      assertEquals("pkmsg", enc.requireAttr("type"));
      assertEquals("hide", enc.requireAttr("decrypt-fail"));
    }
    assertEquals(GROUP, stanza.requireJid("to"));
    assertEquals("lid", stanza.requireAttr("addressing_mode"));
    assertTrue(stanza.child("device-identity").isPresent());
    assertEquals(
        ParticipantHash.of(List.of(ana.jid, anaWeb.jid, bea.jid, myPhone.jid, MY_LID.device(1))),
        stanza.requireAttr("phash"));
  }

  @Test
  void sendsTheKeyOnlyOnce() {
    world.group(ANA, BEA);
    Node first = world.send("M1", "one");
    Node second = world.send("M2", "two");
    assertEquals(Optional.of("one"), bea.read(first));
    assertEquals(Optional.of("two"), bea.read(second));
    assertTrue(second.child("participants").isEmpty());
    assertTrue(second.child("device-identity").isEmpty());
  }

  @Test
  void asksNothingWhenEverythingIsKnown() {
    world.group(ANA, BEA);
    world.send("M1", "one");
    int before = world.asked.size();
    world.send("M2", "two");
    assertEquals(before, world.asked.size());
  }

  @Test
  void addressesPeopleAsTheGroupDoes() {
    UserJid anaPhone = UserJid.phone("5511999990002");
    PeerDevice device = world.device(anaPhone, 0);
    world.byNumber().group(anaPhone);
    Node stanza = world.send("M1", "hello");
    assertEquals("pn", stanza.requireAttr("addressing_mode"));
    assertEquals(Optional.of("hello"), device.read(stanza));
    assertEquals(
        ParticipantHash.of(List.of(device.jid, ME.device(1))), stanza.requireAttr("phash"));
  }

  @Test
  void makesANewKeyWhenAMemberLeaves() {
    world.group(ANA, BEA);
    Node first = world.send("M1", "one");
    assertEquals(Optional.of("one"), ana.read(first));
    assertEquals(Optional.of("one"), bea.read(first));
    world.left(BEA);
    Node second = world.send("M2", "two");
    assertEquals(Optional.of("two"), ana.read(second));
    assertEquals(Optional.empty(), bea.read(second));
    assertTrue(bea.entry(second).isEmpty());
  }

  @Test
  void makesANewKeyWhenADeviceIsUnlinked() {
    world.group(ANA);
    anaWeb.read(world.send("M1", "one"));
    world.unlink(anaWeb);
    Node second = world.send("M2", "two");
    assertEquals(Optional.of("two"), ana.read(second));
    assertEquals(Optional.empty(), anaWeb.read(second));
  }

  @Test
  void keepsTheKeyWhenNobodyLeaves() {
    world.group(ANA);
    Node first = world.send("M1", "one");
    world.joined(BEA);
    world.send("M2", "two");
    // In the order of a queue that was lost in between.
    Node third = world.send("M3", "three");
    assertEquals(Optional.of("one"), ana.read(first));
    assertEquals(Optional.of("three"), ana.read(third));
  }

  @Test
  void letsALateJoinerReadFromThenOnOnly() {
    world.group(ANA);
    Node before = world.send("M1", "before");
    world.joined(BEA);
    Node after = world.send("M2", "after");
    assertTrue(ana.entry(after).isEmpty(), "the key is given again");
    assertEquals(Optional.of("after"), bea.read(after));
    assertEquals(Optional.empty(), bea.read(before));
  }

  @Test
  void givesTheKeyToADeviceThatWasLinkedLater() {
    world.group(BEA);
    world.send("M1", "one");
    PeerDevice beaWeb = world.device(BEA, 3);
    world.forgetDeviceLists();
    Node second = world.send("M2", "two");
    assertEquals(Optional.of("two"), beaWeb.read(second));
    assertTrue(bea.entry(second).isEmpty(), "the key is given again");
  }

  @Test
  void givesTheKeyAgainToADeviceThatWasRegisteredAnew() {
    world.group(ANA, BEA);
    world.send("M1", "one");
    bea.registerAnew();
    world.toldAnew(bea);
    Node second = world.send("M2", "two");
    assertEquals(Optional.of("two"), bea.read(second));
    assertTrue(ana.entry(second).isEmpty(), "the key is given again");
  }

  @Test
  void knowsADeviceAgainWhenItsLidIsLearned() {
    UserJid anaPhone = UserJid.phone("5511999990002");
    PeerDevice device = world.device(anaPhone, 0);
    world.byNumber().group(anaPhone);
    device.read(world.send("M1", "one"));
    world.samePerson(anaPhone, ANA);
    Node second = world.send("M2", "two");
    assertTrue(second.child("participants").isEmpty());
    assertEquals(Optional.of("two"), device.read(second));
  }

  @Test
  void remembersItsKeyAcrossARestart() {
    world.group(ANA, BEA);
    Node first = world.send("M1", "one");
    world.test.state.forget(false);
    Node second = world.send("M2", "two");
    assertEquals(Optional.of("one"), bea.read(first));
    assertEquals(Optional.of("two"), bea.read(second));
    assertTrue(second.child("participants").isEmpty());
  }

  @Test
  void keepsOneRowThatNamesUsAsTheGroupDoes() {
    world.group(ANA, BEA);
    world.send("M1", "hello");
    SessionFact.Prepared prepared = world.test.host.awaitFact(SessionFact.Prepared.class, 1);
    assertEquals(MY_LID, prepared.message().sender());
    assertEquals(Optional.of(MY_LID), prepared.message().key().participant());
    assertEquals(Optional.of(ME), prepared.message().key().participantAlt());
    assertEquals(Optional.of(AddressingMode.LID), prepared.message().key().addressing());
  }

  @Test
  void stagesEverythingInOneChangeSet() throws Exception {
    world.group(ANA, BEA);
    world.send("M1", "one");
    world.joined(CLEO);
    world.device(CLEO, 0);
    world.send("M2", "two");
    world.test.stores.holdCommits();
    Thread sender = Thread.startVirtualThread(() -> world.send("M3", "three"));
    world.test.stores.awaitHeld(1, Duration.ofSeconds(10));
    assertEquals(1, world.test.stores.held());
    world.test.stores.release();
    assertTrue(sender.join(Duration.ofSeconds(10)));
  }

  @Test
  void stagesMessagesThatBelongTogetherInOneChangeSet() throws Exception {
    world.group(ANA, BEA);
    world.send("M1", "one");
    world.joined(CLEO);
    PeerDevice cleo = world.device(CLEO, 0);
    world.test.stores.holdCommits();
    CompletableFuture<List<Node>> sending =
        CompletableFuture.supplyAsync(
            () -> world.send(List.of(message("A1", "two"), message("A2", "three"))),
            Thread::startVirtualThread);
    world.test.stores.awaitHeld(Commits.sending(), Duration.ofSeconds(10));
    // Only what is held by now becomes durable: were the second one apart, it would wait.
    world.test.stores.release(world.test.stores.held());
    List<Node> stanzas = sending.get(10, TimeUnit.SECONDS);
    assertEquals(Optional.of("two"), cleo.read(stanzas.getFirst()));
    assertEquals(Optional.of("three"), cleo.read(stanzas.getLast()));
    assertTrue(stanzas.getLast().child("participants").isEmpty(), "the key goes with the first");
  }

  private static OutgoingMessage message(String id, String text) {
    return OutgoingMessage.of(new MessageId(id), GROUP, TextContent.of(text));
  }

  @Test
  void saysWhenMessagesOfTheGroupDisappear() {
    world.group(Optional.of(Duration.ofDays(1)), ANA);
    assertEquals("86400", world.send("M1", "hello").requireAttr("expiration"));
  }

  @Test
  void sendsToAGroupOfNobodyElse() {
    world.group();
    Node stanza = world.send("M1", "alone");
    assertEquals("skmsg", stanza.requireChild("enc").requireAttr("type"));
    assertFalse(stanza.child("participants").isPresent());
  }

  private static OutgoingMessage status(String id, UserJid... audience) {
    return new OutgoingMessage(
        new MessageId(id),
        BroadcastJid.STATUS,
        TextContent.of("a status"),
        MessageContext.NONE,
        List.of(audience));
  }

  @Test
  void postsAStatusToItsAudience() {
    Node stanza = world.send(status("M1", ANA, BEA));
    assertEquals(BroadcastJid.STATUS, stanza.requireJid("to"));
    assertFalse(stanza.has("addressing_mode"));
    assertFalse(stanza.has("phash"));
    assertEquals("allowlist", stanza.requireChild("meta").requireAttr("status_setting"));
    assertEquals(Optional.of("a status"), ana.read(stanza));
    assertEquals(Optional.of("a status"), anaWeb.read(stanza));
    assertEquals(Optional.of("a status"), bea.read(stanza));
  }

  @Test
  void namesWhoGetsNoKeyOfAStatusAsAPerson() {
    world.send(status("M1", ANA, BEA));
    Node second = world.send(status("M2", ANA, BEA, CLEO));
    assertEquals(
        List.of(ANA, BEA, CLEO), entries(second).stream().map(to -> to.requireJid("jid")).toList());
    assertTrue(entries(second).stream().allMatch(to -> to.child("enc").isEmpty()));
  }

  @Test
  void makesANewKeyForASmallerAudience() {
    bea.read(world.send(status("M1", ANA, BEA)));
    Node second = world.send(status("M2", ANA));
    assertEquals(Optional.of("a status"), ana.read(second));
    assertEquals(Optional.empty(), bea.read(second));
  }

  @Test
  void saysByWhichRuleAPostsViewersWereChosen() {
    Node stanza =
        world.send(
            new OutgoingMessage(
                new MessageId("M1"),
                BroadcastJid.STATUS,
                TextContent.of("a status"),
                MessageContext.NONE,
                List.of(ANA),
                StatusScope.CONTACTS_EXCEPT));
    assertEquals("denylist", stanza.requireChild("meta").requireAttr("status_setting"));
  }

  @Test
  void deletesAPostForWhoGotIt() {
    ana.read(world.send(status("M1", ANA, BEA)));
    Node stanza =
        world.send(
            new OutgoingMessage(
                new MessageId("M2"),
                BroadcastJid.STATUS,
                new RevokeContent(MessageKey.of(BroadcastJid.STATUS, true, new MessageId("M1"))),
                MessageContext.NONE,
                List.of(ANA, BEA)));
    assertEquals(BroadcastJid.STATUS, stanza.requireJid("to"));
    assertEquals("7", stanza.requireAttr("edit"));
    assertEquals(
        List.of(ANA, BEA), entries(stanza).stream().map(to -> to.requireJid("jid")).toList());
    assertTrue(stanza.child("meta").isEmpty(), "the server answers 479 to a status_setting");
    assertTrue(ana.read(stanza).isPresent());
  }

  private static OutgoingMessage reaction(String id, UserJid poster) {
    MessageKey post =
        new MessageKey(
            BroadcastJid.STATUS,
            false,
            new MessageId("S1"),
            Optional.of(poster),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new OutgoingMessage(
        new MessageId(id),
        BroadcastJid.STATUS,
        new ReactionContent(post, "💚"),
        MessageContext.NONE,
        List.of(poster));
  }

  @Test
  void reactsToAPostTowardsItsPosterAlone() {
    PeerDevice myPhone = world.device(MY_LID, 0);
    Node stanza = world.send(reaction("M1", ANA));
    assertEquals(BroadcastJid.STATUS, stanza.requireJid("to"));
    assertEquals("reaction", stanza.requireAttr("type"));
    assertTrue(stanza.children("enc").isEmpty(), "there is no ciphertext for many");
    assertTrue(stanza.child("meta").isEmpty(), "the server answers 479 to a status_setting");
    assertFalse(stanza.has("addressing_mode"));
    assertEquals(3, entries(stanza).size());
    for (PeerDevice device : List.of(ana, anaWeb)) {
      ReactionMessage read = device.open(device.entry(stanza).orElseThrow()).getReactionMessage();
      assertEquals("💚", read.getText());
      assertEquals("status@broadcast", read.getKey().getRemoteJid());
      assertEquals(ANA.toString(), read.getKey().getParticipant());
      assertFalse(read.getKey().getFromMe());
    }
    Message copy = myPhone.open(myPhone.entry(stanza).orElseThrow());
    assertTrue(copy.getDeviceSentMessage().getMessage().hasReactionMessage());
    SessionFact.Prepared kept = world.test.host.awaitFact(SessionFact.Prepared.class, 1);
    assertEquals(BroadcastJid.STATUS, kept.message().key().chat());
    assertEquals(Optional.of(MY_LID), kept.message().key().participant());
  }

  @Test
  void aReactionLeavesTheKeyOfTheFeedAlone() {
    bea.read(world.send(status("M1", ANA, BEA)));
    world.send(reaction("M2", ANA));
    Node next = world.send(status("M3", ANA, BEA));
    assertTrue(entries(next).stream().allMatch(to -> to.child("enc").isEmpty()));
    assertEquals(Optional.of("a status"), bea.read(next));
  }
}
