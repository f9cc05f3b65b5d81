package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.GroupWorld.GROUP;
import static chatwarp.adapters.wa.message.GroupWorld.ME;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.contact.Introductions;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Conversation;
import chatwarp.adapters.wa.proto.HistorySync;
import chatwarp.adapters.wa.proto.HistorySyncNotification;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages show their recipient's trusted contact token, and who is issued ours (05 §10). */
class TokensOnMessagesTest {
  private static final UserJid ANA = UserJid.lid("100000000000002");
  private static final UserJid BEA = UserJid.phone("5511999990003");
  private static final UserJid BEA_LID = UserJid.lid("100000000000003");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final byte[] TOKEN = {1, 2, 3, 4};

  private final GroupWorld world = new GroupWorld();
  private final PeerDevice ana = world.device(ANA, 0);

  @BeforeEach
  void meet() {
    world.device(BEA, 0);
    world.device(ME, 0);
    world.group(ANA);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void holds(UserJid issuer, Duration age) {
    Node notification =
        Node.builder("notification")
            .attr("from", issuer)
            .attr("type", "privacy_token")
            .children(Node.of("tokens", token(ME, age)))
            .build();
    world.test.state.step(step -> {
      world.trusted.told(step, notification);
      return step;
    });
  }

  private Node token(UserJid named, Duration age) {
    return Node.builder("token")
        .attr("type", "trusted_contact")
        .attr("jid", named)
        .attr("t", world.time.instant().minus(age).getEpochSecond())
        .bytes(TOKEN)
        .build();
  }

  private void property(String code, String value) {
    world.tokenTerms.learn(
        Node.of(
            "props",
            Node.builder("prop").attr("config_code", code).attr("config_value", value).build()));
  }

  private static OutgoingMessage text(String id, Jid to) {
    return OutgoingMessage.of(new MessageId(id), to, TextContent.of("hello"));
  }

  private static OutgoingMessage edit(String id, UserJid chat, String edited) {
    MessageKey key =
        new MessageKey(
            chat,
            true,
            new MessageId(edited),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return OutgoingMessage.of(
        new MessageId(id), chat, new EditContent(key, TextContent.of("hullo")));
  }

  /** Where our token was issued to so far, once nothing is under way. */
  private List<Node> issued() throws InterruptedException {
    CountDownLatch settled = new CountDownLatch(1);
    world.test.state.afterAll(settled::countDown);
    assertTrue(settled.await(10, TimeUnit.SECONDS));
    assertTrue(world.chores.awaitIdle(Duration.ofSeconds(10)));
    return world.asked.stream()
        .filter(iq -> iq.attrIs("xmlns", "privacy"))
        .flatMap(iq -> iq.requireChild("tokens").children("token").stream())
        .toList();
  }

  private List<Jid> issuedTo() throws InterruptedException {
    return issued().stream().map(token -> token.requireJid("jid")).toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "to a person whose token we hold,            true",
    "to them by number when it is held by LID,   true",
    "an edit for them,                           true",
    "to a person whose token we do not hold,     false",
    "to a person whose token is over,            false",
    "where the server switches tokens off,       false",
    "to a group with somebody whose we hold,     false",
    "to the status feed,                         false",
    "a reaction to a status post,                false",
    "to ourselves,                               false"
  })
  void showsTheTokenOfWhomItIsForAlone(String message, boolean shown) throws Exception {
    Node stanza =
        switch (message) {
          case "to a person whose token we hold" -> {
            holds(ANA, Duration.ZERO);
            yield world.send(text("M1", ANA));
          }
          case "to them by number when it is held by LID" -> {
            holds(BEA_LID, Duration.ZERO);
            world.samePerson(BEA, BEA_LID);
            world.device(BEA_LID, 0);
            yield world.send(text("M1", BEA));
          }
          case "an edit for them" -> {
            holds(ANA, Duration.ZERO);
            world.send(text("M0", ANA));
            yield world.send(edit("M1", ANA, "M0"));
          }
          case "to a person whose token we do not hold" -> {
            holds(ANA, Duration.ZERO);
            yield world.send(text("M1", BEA));
          }
          case "to a person whose token is over" -> {
            holds(ANA, Duration.ZERO);
            world.time.advance(WEEK.multipliedBy(4));
            yield world.send(text("M1", ANA));
          }
          case "where the server switches tokens off" -> {
            holds(ANA, Duration.ZERO);
            property("10518", "0");
            yield world.send(text("M1", ANA));
          }
          case "to a group with somebody whose we hold" -> {
            holds(ANA, Duration.ZERO);
            yield world.send(text("M1", GROUP));
          }
          case "to the status feed" -> {
            holds(ANA, Duration.ZERO);
            yield world.send(status());
          }
          case "a reaction to a status post" -> {
            holds(ANA, Duration.ZERO);
            yield world.send(reaction("M1"));
          }
          case "to ourselves" -> {
            holds(ME, Duration.ZERO);
            yield world.send(text("M1", ME));
          }
          default -> throw new AssertionError(message);
        };
    assertEquals(shown, stanza.child("tctoken").isPresent());
    if (shown) {
      assertArrayEquals(TOKEN, stanza.children().getLast().requireBytes());
    }
  }

  private static OutgoingMessage status() {
    return new OutgoingMessage(
        new MessageId("M1"),
        BroadcastJid.STATUS,
        TextContent.of("hello"),
        MessageContext.NONE,
        List.of(ANA));
  }

  private static OutgoingMessage reaction(String id) {
    MessageKey post =
        new MessageKey(
            BroadcastJid.STATUS,
            false,
            new MessageId("S1"),
            Optional.of(ANA),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new OutgoingMessage(
        new MessageId(id),
        BroadcastJid.STATUS,
        new ReactionContent(post, "💚"),
        MessageContext.NONE,
        List.of(ANA));
  }

  @Test
  void showsNoneWhenItSendsAgain() throws Exception {
    holds(ANA, Duration.ZERO);
    assertTrue(world.send(text("M1", ANA)).child("tctoken").isPresent());
    new RetryAnswers(world.test.state, world.ciphers, new Random(4), world.time, world.chores)
        .answer(ana.asks(ANA, "M1", 1), world.connection);
    Node again = world.sent();
    assertTrue(again.is("message") && again.attrIs("id", "M1"));
    assertTrue(again.child("tctoken").isEmpty());
  }

  @Test
  void showsATokenForThreeToFourWeeks() {
    holds(ANA, Duration.ZERO);
    world.time.advance(WEEK.multipliedBy(3));
    assertTrue(world.send(text("M1", ANA)).child("tctoken").isPresent());
    world.time.advance(WEEK);
    assertTrue(world.send(text("M2", ANA)).child("tctoken").isEmpty());
  }

  @Test
  void countsInTheBucketsThatTheServerNames() {
    property("865", "86400");
    property("909", "2");
    holds(ANA, Duration.ZERO);
    world.time.advance(Duration.ofDays(1));
    assertTrue(world.send(text("M1", ANA)).child("tctoken").isPresent());
    world.time.advance(Duration.ofDays(1));
    assertTrue(world.send(text("M2", ANA)).child("tctoken").isEmpty());
  }

  @Test
  void issuesOursToWhomItWritesOnceInABucket() throws Exception {
    world.send(text("M1", ANA));
    world.send(text("M2", ANA));
    List<Node> first = issued();
    assertEquals(1, first.size());
    assertEquals("trusted_contact", first.getFirst().requireAttr("type"));
    assertEquals(ANA, first.getFirst().requireJid("jid"));
    long age = world.time.instant().getEpochSecond() - first.getFirst().requireLong("t");
    assertTrue(age >= 0 && age <= 1, "issued " + age + " s ago");
    world.send(text("M3", ANA));
    assertEquals(1, issued().size());
    world.time.advance(WEEK);
    world.send(text("M4", ANA));
    assertEquals(List.of(ANA, ANA), issuedTo());
  }

  /** Its message was encrypted before, and is durable after the server was told. */
  @Test
  void issuesNoSecondOverAMessageThatWasOnItsWay() throws Exception {
    world.send(text("M1", ANA));
    assertEquals(List.of(ANA), issuedTo());
    new Introductions(world.trusted, world.chores).to(ANA, world.connection);
    assertEquals(List.of(ANA), issuedTo());
  }

  @Test
  void issuesNoneToGroupsNorToItselfNorOverAnEditOrAReactionToAStatus() throws Exception {
    world.send(text("M1", GROUP));
    world.send(text("M2", ME));
    world.send(edit("M3", ANA, "M0"));
    world.send(reaction("M4"));
    assertEquals(List.of(), issuedTo());
  }

  @Test
  void namesWhoGetsItByNumberUnlessToldOtherwise() throws Exception {
    world.samePerson(BEA, BEA_LID);
    world.device(BEA_LID, 0);
    world.send(text("M1", BEA_LID));
    assertEquals(List.of(BEA), issuedTo());
    property("14303", "1");
    world.time.advance(WEEK);
    world.send(text("M2", BEA));
    assertEquals(List.of(BEA, BEA_LID), issuedTo());
  }

  @Test
  void learnsTheirsFromTheAnswer() throws Exception {
    world.theirTokens.add(token(ANA, Duration.ZERO));
    assertTrue(world.send(text("M1", ANA)).child("tctoken").isEmpty());
    assertEquals(1, issued().size());
    assertTrue(world.send(text("M2", ANA)).child("tctoken").isPresent());
  }

  @Test
  void learnsFromTheHistoryOfOurPhoneAndIssuesNoSecond() throws Exception {
    long now = world.time.instant().getEpochSecond();
    HistorySync history =
        HistorySync.newBuilder()
            .setSyncType(HistorySync.HistorySyncType.INITIAL_BOOTSTRAP)
            .addConversations(
                Conversation.newBuilder()
                    .setId(ANA.toString())
                    .setTcToken(ByteString.copyFrom(TOKEN))
                    .setTcTokenTimestamp(now)
                    .setTcTokenSenderTimestamp(now))
            .addConversations(Conversation.newBuilder().setId("nobody"))
            .build();
    world.test.state.step(step -> {
      HistoryTokens.learn(step, announced(history), world.trusted);
      return step;
    });
    assertTrue(world.send(text("M1", ANA)).child("tctoken").isPresent());
    assertEquals(List.of(), issuedTo());
  }

  @Test
  void learnsNothingFromADamagedHistory() throws Exception {
    HistorySyncNotification damaged =
        HistorySyncNotification.newBuilder()
            .setInitialHistBootstrapInlinePayload(ByteString.copyFrom(new byte[] {1, 2, 3}))
            .build();
    world.test.state.step(step -> {
      HistoryTokens.learn(step, damaged, world.trusted);
      return step;
    });
    assertTrue(world.send(text("M1", ANA)).child("tctoken").isEmpty());
  }

  private static HistorySyncNotification announced(HistorySync history) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(packed)) {
      history.writeTo(zlib);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return HistorySyncNotification.newBuilder()
        .setInitialHistBootstrapInlinePayload(ByteString.copyFrom(packed.toByteArray()))
        .build();
  }
}
