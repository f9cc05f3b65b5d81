package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.GroupWorld.GROUP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that could not read a message of ours to a group. */
class GroupRetryTest {
  private static final UserJid ANA = UserJid.lid("100000000000002");
  private static final UserJid BEA = UserJid.lid("100000000000003");

  private final GroupWorld world = new GroupWorld();
  private final PeerDevice ana = world.device(ANA, 2);
  private final PeerDevice bea = world.device(BEA, 0);
  private final RetryAnswers answers =
      new RetryAnswers(
          world.test.state,
          world.ciphers,
          new Random(4),
          world.time,
          new Lane(
              Thread::startVirtualThread,
              4,
              failure -> {
                throw new AssertionError(failure);
              }));

  @BeforeEach
  void start() {
    world.group(ANA);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** The message again, unless it is only acknowledged. */
  private Optional<Node> again(PeerDevice device, String id) throws InterruptedException {
    answers.answer(device.asks(GROUP, id, 1), world.connection);
    Node first = world.sent();
    if (first.is("ack")) {
      return Optional.empty();
    }
    assertTrue(world.sent().is("ack"));
    return Optional.of(first);
  }

  @Test
  void givesTheMessageAndTheKeyToTheOneDevice() throws Exception {
    world.send("M1", "one");
    ana.loseGroupKey();
    Node stanza = again(ana, "M1").orElseThrow();
    assertEquals(GROUP, stanza.requireJid("to"));
    assertEquals(ana.jid, stanza.requireJid("participant"));
    assertEquals("lid", stanza.requireAttr("addressing_mode"));
    assertTrue(stanza.child("participants").isEmpty());
    assertEquals("1", stanza.requireChild("enc").requireAttr("count"));
    Message message = ana.open(stanza.requireChild("enc"));
    assertEquals("one", message.getConversation());
    assertTrue(message.hasSenderKeyDistributionMessage());
    Node next = world.send("M2", "two");
    assertTrue(next.child("participants").isEmpty());
    assertEquals(Optional.of("two"), ana.read(next));
  }

  @Test
  void givesNothingOfTheTimeBeforeToALateJoiner() throws Exception {
    world.send("M1", "before");
    world.joined(BEA);
    world.send("M2", "after");
    assertEquals(Optional.empty(), again(bea, "M1"));
    assertTrue(again(bea, "M2").isPresent());
  }

  @Test
  void givesNothingToWhoLeft() throws Exception {
    world.send("M1", "one");
    world.left(ANA);
    assertEquals(Optional.empty(), again(ana, "M1"));
  }

  @Test
  void stillGivesWhatWasSentUnderAFormerKey() throws Exception {
    world.joined(BEA);
    world.send("M1", "one");
    world.left(BEA);
    world.send("M2", "two");
    assertTrue(again(ana, "M1").isPresent());
  }

  @Test
  void givesItToADeviceOfAMemberThatWeDidNotKnow() throws Exception {
    world.send("M1", "one");
    assertTrue(again(world.device(ANA, 7), "M1").isPresent());
  }

  @Test
  void givesItToWhoCameWhileItWasSent() throws Exception {
    world.send("M1", "one");
    world.joined(BEA);
    world.test.state.step(step -> {
      SentMessages.reachedOthers(step, new MessageId("M1"), world.time.instant());
      return step;
    });
    assertEquals(
        "one", bea.open(again(bea, "M1").orElseThrow().requireChild("enc")).getConversation());
    assertEquals(Optional.empty(), again(world.device(UserJid.lid("1009"), 1), "M1"));
    assertEquals(Optional.of("two"), bea.read(world.send("M2", "two")));
  }

  @Test
  void givesNothingToAStranger() throws Exception {
    world.send("M1", "one");
    assertEquals(Optional.empty(), again(world.device(UserJid.lid("1009"), 1), "M1"));
  }

  @Test
  void givesUpAfterFiveTimes() throws Exception {
    world.send("M1", "one");
    for (int i = 0; i < 5; i++) {
      assertTrue(again(ana, "M1").isPresent(), "time " + i);
    }
    assertEquals(Optional.empty(), again(ana, "M1"));
  }

  private static OutgoingMessage toFeed(String id, MessageContent content, UserJid... people) {
    return new OutgoingMessage(
        new MessageId(id),
        BroadcastJid.STATUS,
        content,
        MessageContext.NONE,
        List.of(people),
        StatusScope.CONTACTS_EXCEPT);
  }

  private Optional<Node> againOfFeed(PeerDevice device, String id) throws InterruptedException {
    answers.answer(device.asks(BroadcastJid.STATUS, id, 1), world.connection);
    Node first = world.sent();
    if (first.is("ack")) {
      return Optional.empty();
    }
    assertTrue(world.sent().is("ack"));
    return Optional.of(first);
  }

  @Test
  void givesAStatusPostAgainAsItWasSent() throws Exception {
    world.send(toFeed("M1", TextContent.of("look"), ANA));
    Node stanza = againOfFeed(ana, "M1").orElseThrow();
    assertEquals("denylist", stanza.requireChild("meta").requireAttr("status_setting"));
    assertEquals("look", ana.open(stanza.requireChild("enc")).getExtendedTextMessage().getText());
  }

  @Test
  void givesAReactionToAStatusAgainToItsPosterAlone() throws Exception {
    MessageKey post =
        new MessageKey(
            BroadcastJid.STATUS,
            false,
            new MessageId("S1"),
            Optional.of(ANA),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    world.send(toFeed("M1", new ReactionContent(post, "💚"), ANA));
    Node stanza = againOfFeed(ana, "M1").orElseThrow();
    assertEquals(BroadcastJid.STATUS, stanza.requireJid("to"));
    assertEquals(ana.jid, stanza.requireJid("participant"));
    assertTrue(stanza.child("meta").isEmpty());
    Message again = ana.open(stanza.requireChild("enc"));
    assertEquals("💚", again.getReactionMessage().getText());
    assertFalse(again.hasSenderKeyDistributionMessage(), "it is told no key of the feed");
    assertEquals(Optional.empty(), againOfFeed(bea, "M1"));
  }
}
