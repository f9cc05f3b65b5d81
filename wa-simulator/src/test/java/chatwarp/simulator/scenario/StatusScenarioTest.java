package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Two devices of ours and people's phones, who show each other status posts. */
class StatusScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final String THIRD = "5511999990003";
  private static final String LEFT_OUT = "5511999990004";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);
  private static final UserJid OTHER = UserJid.phone(THIRD);

  private Offline offline;
  private Device one;
  private Device two;

  @BeforeEach
  void start() {
    offline = new Offline(false);
    List.of(MINE, THEIRS, THIRD, LEFT_OUT).forEach(offline::account);
    one = new Device(offline, 1).pair(MINE);
    two = new Device(offline, 2).pair(THEIRS);
  }

  @AfterEach
  void stop() {
    one.session.close();
    two.session.close();
    offline.close();
  }

  private static void toFeed(
      Device device, String id, MessageContent content, StatusScope scope, UserJid... people)
      throws Exception {
    OutgoingMessage message =
        new OutgoingMessage(
            new MessageId("3EB0" + id),
            BroadcastJid.STATUS,
            content,
            MessageContext.NONE,
            List.of(people),
            scope);
    assertInstanceOf(
        Sending.Outcome.Acked.class,
        device.session.send(message).outcome().get(20, TimeUnit.SECONDS));
  }

  private static void post(Device device, String id, String text, UserJid... people)
      throws Exception {
    toFeed(device, id, TextContent.of(text), StatusScope.ONLY, people);
  }

  private static SessionFact.Received received(Device device, int nth) {
    return device.host.awaitFact(SessionFact.Received.class, nth);
  }

  private static MessageContent said(SessionFact.Received received) {
    assertEquals(BroadcastJid.STATUS, received.message().key().chat());
    return received.content().map(ReadContent::content).orElseThrow();
  }

  /** What a phone has read, once there is so much; the newest last. */
  private List<JsonNode> inbox(String number, int count) {
    List<JsonNode> entries = new ArrayList<>();
    offline
        .get("/admin/phone-inbox?wait_ms=20000&count=" + count + "&phone=" + number)
        .path("messages")
        .forEach(entries::add);
    return entries;
  }

  private void noViolation() {
    assertEquals(0, offline.violations().get("count").asInt(), offline.violations()::toString);
  }

  @Test
  void showsAPostToItsViewersAloneAndTakesItBack() throws Exception {
    post(one, "A1", "look", THEM, OTHER);
    assertEquals(TextContent.of("look").text(), ((TextContent) said(received(two, 1))).text());
    MessageKey key = MessageKey.of(BroadcastJid.STATUS, true, new MessageId("3EB0A1"));
    toFeed(one, "A2", new RevokeContent(key), StatusScope.ONLY, THEM, OTHER);
    RevokeContent revoke = assertInstanceOf(RevokeContent.class, said(received(two, 2)));
    assertEquals(key.id(), revoke.target().id());
    JsonNode seen = inbox(THIRD, 2).getLast();
    assertEquals("status@broadcast", seen.path("chat").asString());
    assertEquals(
        "3EB0A1", seen.path("json").path("protocolMessage").path("key").path("id").asString());
    // What came to them alone is all that they got.
    one.send("A3", UserJid.phone(LEFT_OUT), "not for the feed");
    assertEquals(List.of("not for the feed"), offline.awaitTexts(LEFT_OUT, 1));
    assertEquals(1, inbox(LEFT_OUT, 1).size());
    noViolation();
  }

  @ParameterizedTest
  @CsvSource({"CONTACTS, contacts", "CONTACTS_EXCEPT, denylist", "ONLY, allowlist"})
  void saysHowTheViewersWereChosen(StatusScope scope, String setting) throws Exception {
    toFeed(one, "A1", TextContent.of("look"), scope, OTHER);
    JsonNode side = inbox(THIRD, 1).getLast().path("stanza").path("side").path(0);
    assertEquals(setting, side.path("attributes").path("status_setting").asString());
    noViolation();
  }

  @Test
  void aReactionReachesThePosterAlone() throws Exception {
    post(two, "B1", "at the beach", ME, OTHER);
    MessageKey post = received(one, 1).message().key();
    toFeed(one, "A1", new ReactionContent(post, "💚"), StatusScope.ONLY, THEM);
    SessionFact.Received got = received(two, 1);
    ReactionContent reaction = assertInstanceOf(ReactionContent.class, said(got));
    assertEquals("💚", reaction.emoji());
    assertTrue(reaction.target().fromMe(), "it is about their own post");
    assertEquals(post.id(), reaction.target().id());
    toFeed(one, "A2", new ReactionContent(post, ""), StatusScope.ONLY, THEM);
    assertEquals("", ((ReactionContent) said(received(two, 2))).emoji());
    post(two, "B2", "still here", ME, OTHER);
    assertEquals(List.of("at the beach", "still here"), offline.awaitTexts(THIRD, 2));
    assertEquals(2, inbox(THIRD, 2).size(), "the reactions came to nobody else");
    noViolation();
  }

  @Test
  void aReactionReachesThePostersPhone() throws Exception {
    String id =
        offline
            .post(
                "/admin/phones/" + THIRD + "/send",
                Map.of(
                    "to",
                    "status@broadcast",
                    "content",
                    Map.of("type", "text", "text", "today"),
                    "viewers",
                    List.of(MINE)))
            .path("id")
            .asString();
    MessageKey post = received(one, 1).message().key();
    assertEquals(id, post.id().value());
    UserJid poster = received(one, 1).message().sender();
    toFeed(one, "A1", new ReactionContent(post, "💚"), StatusScope.ONLY, poster);
    JsonNode seen = inbox(THIRD, 1).getLast();
    assertEquals("status@broadcast", seen.path("chat").asString());
    JsonNode reaction = seen.path("json").path("reactionMessage");
    assertEquals("💚", reaction.path("text").asString());
    assertEquals(id, reaction.path("key").path("id").asString());
    // The own phone has a copy of it.
    JsonNode copy = inbox(MINE, 2).getLast();
    assertEquals("💚", copy.path("json").path("reactionMessage").path("text").asString());
    noViolation();
  }
}
