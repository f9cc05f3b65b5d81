package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.GroupWorld.GROUP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.NewsletterAdminInviteMessage;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what people say to us, message by message. */
class IncomingContentsTest {
  private static final UserJid ANA = UserJid.lid("100000000000002");
  private static final byte[] NO_PROTOBUF = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};

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
  void meet() throws Exception {
    ana.meet(world.us);
    deliver(ana.stanza(GROUP, "M0", ana.pairwise(ana.key(GROUP)), ana.common("first")));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Node deliver(NodeBuilder message) throws InterruptedException {
    incoming.handle(message.build(), world.connection).join();
    return world.sent();
  }

  private Node say(String id, Message message) throws InterruptedException {
    return deliver(ana.stanza(GROUP, id, ana.common(message.toByteArray())));
  }

  private List<SessionFact.Received> received() {
    return world.test.host.facts().stream()
        .filter(SessionFact.Received.class::isInstance)
        .map(SessionFact.Received.class::cast)
        .skip(1)
        .toList();
  }

  @Test
  void losesOneBadMessageAndNoOther() throws Exception {
    Node before = ana.common("before");
    Node bad = ana.common(NO_PROTOBUF);
    Node after = ana.common("after");
    deliver(ana.stanza(GROUP, "M1", before));
    Node nack = deliver(ana.stanza(GROUP, "M2", bad));
    assertTrue(nack.is("ack") && nack.attrIs("error", "491"));
    deliver(ana.stanza(GROUP, "M3", after));
    assertEquals(
        List.of(Optional.of(TextContent.of("before")), Optional.of(TextContent.of("after"))),
        received().stream().map(r -> r.content().map(ReadContent::content)).toList());
  }

  @Test
  void keepsWhatItDoesNotUnderstandAsItCame() throws Exception {
    Message known =
        Message.newBuilder()
            .setNewsletterAdminInviteMessage(
                NewsletterAdminInviteMessage.newBuilder().setNewsletterName("news"))
            .build();
    Message unknown =
        Message.newBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(4000, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build();
    say("M1", known);
    say("M2", unknown);
    SessionFact.Received first = received().getFirst();
    assertEquals(Optional.empty(), first.content());
    assertEquals("newsletterAdminInviteMessage", first.message().content().type());
    assertEquals(
        "{\"newsletterAdminInviteMessage\":{\"newsletterName\":\"news\"}}",
        first.message().content().json());
    SessionFact.Received second = received().getLast();
    assertEquals("unknown", second.message().content().type());
    assertArrayEquals(unknown.toByteArray(), second.message().content().bytes());
  }

  private MessageKey key(String id) {
    return new MessageKey(
        GROUP,
        false,
        new MessageId(id),
        Optional.of(ANA),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void opensAVoteUnderThePollThatIsKept() throws Exception {
    // Ana's device writes with the same code, so what it says of itself names itself.
    TwoPeople.Side side = new TwoPeople.Side(UserJid.phone("5511999990002"), ANA);
    Message poll = side.write(GROUP, ANA, ContentSamples.POLL, MessageContext.NONE);
    say("POLL", poll);
    side.keep(GROUP, ANA, "POLL", poll);
    Message vote =
        side.write(
            GROUP,
            ANA,
            new PollVoteContent(side.key(GROUP, ANA, "POLL"), List.of("no")),
            MessageContext.NONE);
    say("VOTE", vote);
    say("NONE", Message.newBuilder().setConversation("still reading").build());
    assertEquals(
        List.of(
            Optional.of(ContentSamples.POLL),
            Optional.of(new PollVoteContent(key("POLL"), List.of("no"))),
            Optional.of(TextContent.of("still reading"))),
        received().stream().map(r -> r.content().map(ReadContent::content)).toList());
  }

  @Test
  void believesAnAdminsRevokeOnlyWhenTheServerDoes() throws Exception {
    Message revoke =
        Message.newBuilder()
            .setProtocolMessage(
                ProtocolMessage.newBuilder()
                    .setType(ProtocolMessage.Type.REVOKE)
                    .setKey(
                        chatwarp.adapters.wa.proto.MessageKey.newBuilder()
                            .setId("OURS")
                            .setParticipant(GroupWorld.MY_LID.toString())))
            .build();
    say("M1", revoke);
    deliver(ana.stanza(GROUP, "M2", ana.common(revoke.toByteArray())).attr("edit", "8"));
    assertEquals(Optional.empty(), received().getFirst().content());
    RevokeContent believed = (RevokeContent) received().getLast().content().orElseThrow().content();
    assertTrue(believed.target().fromMe());
  }

  @Test
  void opensWrappersOfWhatArrives() throws Exception {
    say(
        "M1",
        Message.newBuilder()
            .setEphemeralMessage(
                FutureProofMessage.newBuilder()
                    .setMessage(Message.newBuilder().setConversation("soon gone")))
            .build());
    assertEquals(
        Optional.of(TextContent.of("soon gone")),
        received().getFirst().content().map(ReadContent::content));
    assertEquals("ephemeralMessage", received().getFirst().message().content().type());
  }
}
