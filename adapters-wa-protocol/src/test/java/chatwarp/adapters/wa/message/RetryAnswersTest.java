package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.PreKeys;
import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.PreKey;
import chatwarp.adapters.wa.signal.SignedPreKey;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryAnswersTest {
  private static final UserJid ME = UserJid.phone("5511999990001");
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final UserJid THEIR_LID = UserJid.lid("100000000000002");
  private static final UserJid STRANGER = UserJid.phone("5511999990003");

  private final TestState test = new TestState(Optional.of(TestState.linked()));
  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();
  private final Connection connection =
      new Connection(
          link, new DeafListener(), Thread::startVirtualThread, time, time, new Random(2));
  private final Lane chores =
      new Lane(
          Thread::startVirtualThread,
          4,
          failure -> {
            throw new AssertionError(failure);
          });
  private final RetryAnswers answers =
      new RetryAnswers(test.state, new Ciphers(new Random(3)), new Random(4), time, chores);
  private int seed = 10;

  @BeforeEach
  void sendSomething() {
    byte[] content = Message.newBuilder().setConversation("hello").build().toByteArray();
    test.state.step(step -> {
      step.put(SentMessage.KIND, "M1", new SentMessage(THEM, time.instant(), content));
      return step;
    });
  }

  @AfterEach
  void close() {
    link.close();
  }

  private Node receipt(Jid from, String id) {
    Random random = new Random(seed++);
    KeyPair identity = Curve25519.generate(random);
    return Node.builder("receipt")
        .attr("id", id)
        .attr("type", "retry")
        .attr("from", from)
        .children(
            Node.builder("retry").attr("count", 1).attr("id", id).build(),
            Node.of("registration", new byte[] {0, 0, 0, 9}),
            Node.of(
                "keys",
                Node.of("type", new byte[] {5}),
                Node.of("identity", identity.publicKey().raw()),
                PreKeys.node(PreKey.generate(7, random)),
                PreKeys.node(SignedPreKey.generate(1, identity, random))))
        .build();
  }

  /** Whether the message was sent again, before the ack that always comes. */
  private boolean answered(Jid from, String id) throws InterruptedException {
    answers.answer(receipt(from, id), connection);
    Node first = link.sent();
    if (first.is("ack")) {
      return false;
    }
    assertTrue(
        first.is("message") && first.attrIs("id", id) && first.requireJid("to").equals(from));
    assertEquals("pkmsg", first.requireChild("enc").requireAttr("type"));
    assertEquals("1", first.requireChild("enc").requireAttr("count"));
    assertTrue(first.child("device-identity").isPresent());
    assertTrue(link.sent().is("ack"));
    return true;
  }

  @Test
  void givesAMessageAgainToWhoItWasFor() throws Exception {
    assertTrue(answered(THEM.device(2), "M1"));
  }

  @Test
  void knowsThemByTheirOtherAddress() throws Exception {
    test.state.step(step -> {
      LidMap.learn(step, THEM, THEIR_LID);
      return step;
    });
    assertTrue(answered(THEIR_LID.device(2), "M1"));
  }

  @Test
  void givesItToOurOwnDevicesWithItsRecipient() throws Exception {
    answers.answer(receipt(ME.device(3), "M1"), connection);
    Node message = link.sent();
    assertTrue(message.is("message"));
    assertEquals(THEM, message.requireJid("recipient"));
  }

  @Test
  void givesItToNobodyElse() throws Exception {
    assertEquals(false, answered(STRANGER.device(1), "M1"));
  }

  @Test
  void onlyAcknowledgesWhatItDoesNotKnow() throws Exception {
    assertEquals(false, answered(THEM.device(2), "M2"));
  }

  @Test
  void onlyAcknowledgesAReceiptThatCannotBeRead() throws Exception {
    answers.answer(
        Node.builder("receipt").attr("id", "M1").attr("from", THEM).attr("type", "retry").build(),
        connection);
    assertTrue(link.sent().is("ack"));
  }

  @Test
  void givesUpAfterFiveTimes() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertTrue(answered(THEM.device(2), "M1"), "time " + i);
    }
    assertEquals(false, answered(THEM.device(2), "M1"));
    assertTrue(answered(THEM.device(3), "M1"));
  }
}
