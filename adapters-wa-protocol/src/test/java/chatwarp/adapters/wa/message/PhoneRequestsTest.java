package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.GroupWorld.GROUP;
import static chatwarp.adapters.wa.message.GroupWorld.ME;
import static chatwarp.adapters.wa.message.GroupWorld.MY_LID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestResponseMessage;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestResponseMessage.PeerDataOperationResult;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestType;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.WebMessageInfo;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this device cannot read, our phone has (05 §8, §12, §13, §16). */
class PhoneRequestsTest {
  private static final UserJid ANA = UserJid.lid("100000000000002");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GroupWorld world = new GroupWorld();
  private final PeerDevice phone = world.device(MY_LID, 0);
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
    world.samePerson(ME, MY_LID);
    phone.meet(world.us);
    ana.meet(world.us);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void deliver(NodeBuilder message) {
    incoming.handle(message.build(), world.connection).join();
  }

  private NodeBuilder unavailable(String kind) {
    NodeBuilder nothing = Node.builder("unavailable");
    return ana.stanza(GROUP, "M1", (kind.isEmpty() ? nothing : nothing.attr("type", kind)).build());
  }

  /** The next stanza of that kind; one before it must be an ack. */
  private Node sent(String tag) throws InterruptedException {
    Node next = world.sent();
    while (!next.is(tag)) {
      assertTrue(next.is("ack") || next.is("receipt"), "sent unexpectedly: " + next);
      next = world.sent();
    }
    return next;
  }

  private void answers(PeerDevice device, String text) {
    WebMessageInfo info =
        WebMessageInfo.newBuilder()
            .setKey(
                MessageKey.newBuilder()
                    .setRemoteJid(GROUP.toString())
                    .setFromMe(false)
                    .setId("M1")
                    .setParticipant(ANA.toString()))
            .setMessage(Message.newBuilder().setConversation(text))
            .setMessageTimestamp(1_767_225_600)
            .setPushName("Ana")
            .build();
    Message answer =
        Message.newBuilder()
            .setProtocolMessage(
                ProtocolMessage.newBuilder()
                    .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                    .setPeerDataOperationRequestResponseMessage(
                        PeerDataOperationRequestResponseMessage.newBuilder()
                            .setPeerDataOperationRequestType(
                                PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND)
                            .addPeerDataOperationResult(
                                PeerDataOperationResult.newBuilder()
                                    .setPlaceholderMessageResendResponse(
                                        PeerDataOperationResult.PlaceholderMessageResendResponse
                                            .newBuilder()
                                            .setWebMessageInfoBytes(info.toByteString())))))
            .build();
    deliver(
        Node.builder("message")
            .attr("id", "P" + text)
            .attr("from", FanOut.wire(device.jid))
            .attr("type", "text")
            .attr("category", "peer")
            .attr("t", 1_767_225_601)
            .children(device.pairwise(answer)));
  }

  private List<MessageRecord> received() {
    return world.test.host.facts().stream()
        .filter(SessionFact.Received.class::isInstance)
        .map(SessionFact.Received.class::cast)
        .map(SessionFact.Received::message)
        .toList();
  }

  @Test
  void asksThePhoneForWhatTheServerHasNothingOf() throws Exception {
    deliver(unavailable(""));
    Node request = sent("message");
    assertEquals(ME, request.requireJid("to"));
    assertEquals("peer", request.requireAttr("category"));
    assertEquals("text", request.requireAttr("type"));
    assertEquals("default", request.requireChild("meta").requireAttr("appdata"));
    assertTrue(request.child("participants").isEmpty());
    assertTrue(request.child("tctoken").isEmpty());
    assertTrue(request.child("device-identity").isPresent(), "begins a session without proof");
    ProtocolMessage said = phone.open(request.requireChild("enc")).getProtocolMessage();
    assertEquals(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE, said.getType());
    assertEquals(
        PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND,
        said.getPeerDataOperationRequestMessage().getPeerDataOperationRequestType());
    MessageKey key =
        said.getPeerDataOperationRequestMessage()
            .getPlaceholderMessageResendRequest(0)
            .getMessageKey();
    assertEquals("M1", key.getId());
    assertEquals(GROUP.toString(), key.getRemoteJid());
    assertEquals(ANA.toString(), key.getParticipant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bot_unavailable_fanout",
        "hosted_unavailable_fanout",
        "view_once_unavailable_fanout"
      })
  void leavesThePhoneAloneWithWhatItDoesNotHandOut(String kind) throws Exception {
    deliver(unavailable(kind));
    assertTrue(world.sent().is("ack"));
    assertTrue(world.silent());
  }

  @Test
  void leavesThePhoneAloneWithWhatIsTooOld() throws Exception {
    world.time.advance(Duration.ofDays(15));
    deliver(unavailable(""));
    assertTrue(world.sent().is("ack"));
    assertTrue(world.silent());
  }

  @Test
  void asksThePhoneWhenTheSenderDoesNotAnswer() throws Exception {
    ana.key(GROUP);
    deliver(ana.stanza(GROUP, "M1", ana.common("lost")));
    assertTrue(world.sent().attrIs("type", "retry"));
    assertTrue(world.sent().is("ack"));
    assertTrue(world.silent());
    world.time.advance(PATIENCE);
    assertEquals(ME, sent("message").requireJid("to"));
  }

  @Test
  void needsNoPhoneWhenTheSenderAnswers() throws Exception {
    Message key = ana.key(GROUP);
    deliver(ana.stanza(GROUP, "M1", ana.common("lost")));
    deliver(ana.stanza(GROUP, "M1", ana.pairwise(key.toBuilder().setConversation("lost").build())));
    assertEquals(1, received().size());
    world.time.advance(PATIENCE);
    assertTrue(world.sent().attrIs("type", "retry"));
    assertTrue(world.sent().is("ack"));
    assertTrue(world.sent().is("receipt"));
    assertTrue(world.silent());
  }

  @Test
  void takesWhatThePhoneHandsOutOnce() throws Exception {
    answers(phone, "found");
    assertTrue(sent("receipt").attrIs("type", "peer_msg"));
    answers(phone, "again");
    assertEquals(1, received().size());
    MessageRecord message = received().getFirst();
    assertEquals("{\"conversation\":\"found\"}", message.content().json());
    assertEquals(ANA, message.sender());
    assertEquals(GROUP, message.key().chat());
    assertEquals(Optional.of(ANA), message.key().participant());
    assertEquals(Optional.of("Ana"), message.pushName());
    assertEquals(1_767_225_600, message.timestamp().getEpochSecond());
  }

  @Test
  void believesNobodyElse() {
    PeerDevice computer = world.device(MY_LID, 2);
    computer.meet(world.us);
    answers(computer, "from a computer of ours");
    answers(ana, "from somebody else");
    assertEquals(List.of(), received());
  }
}
