package chatwarp.adapters.wa.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PictureNewsTest {
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final GroupJid GROUP = (GroupJid) Jid.parse("120363000000000001@g.us");

  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();
  private final Connection connection =
      new Connection(
          link, new DeafListener(), Thread::startVirtualThread, time, time, new Random(2));
  private final TestState test = new TestState(Optional.of(TestState.linked()));
  private final Lane lane =
      new Lane(
          Thread::startVirtualThread,
          4,
          failure -> {
            throw failure;
          });
  private final PictureNews news =
      new PictureNews(
          test.state, new TrustedContacts(test.state, new TokenTerms(), time), test.host, lane);

  @BeforeEach
  void start() {
    connection.start();
  }

  @AfterEach
  void close() {
    link.close();
  }

  private static Node notification(Jid from, Node... changes) {
    return Node.builder("notification")
        .attr("id", "N1")
        .attr("type", "picture")
        .attr("from", from)
        .children(changes)
        .build();
  }

  private static Node set(Jid of) {
    return Node.builder("set").attr("jid", of).attr("id", 7).attr("author", THEM).build();
  }

  private void reply(Node question, String type, Node child) {
    link.deliver(
        Node.builder("iq")
            .attr("from", ServerJid.WHATSAPP)
            .attr("type", type)
            .attr("id", question.requireAttr("id"))
            .children(child)
            .build());
  }

  @Test
  void asksWhereTheNewPictureIsBeforeItTellsAndAcknowledges() throws Exception {
    assertTrue(news.take(notification(GROUP, set(GROUP)), connection));
    Node question = link.sent();
    assertTrue(question.attrIs("xmlns", "w:profile:picture") && question.attrIs("type", "get"));
    assertEquals(Optional.of(GROUP), question.attrJid("target"));
    assertEquals(List.of(), test.host.facts());
    reply(
        question,
        "result",
        Node.builder("picture").attr("id", "7").attr("url", "https://127.0.0.1/p?a=1").build());
    Node ack = link.sent();
    assertTrue(ack.is("ack") && ack.attrIs("id", "N1") && ack.attrIs("type", "picture"));
    assertEquals(
        List.of(
            new SessionFact.PictureChanged(
                GROUP,
                Optional.of(THEM),
                Optional.of(new ProfilePicture("7", URI.create("https://127.0.0.1/p?a=1"))))),
        test.host.facts());
  }

  @Test
  void asksNothingWhenThePictureWasTakenAway() throws Exception {
    news.take(notification(THEM, Node.builder("delete").attr("jid", THEM).build()), connection);
    assertTrue(link.sent().is("ack"));
    assertEquals(
        List.of(new SessionFact.PictureChanged(THEM, Optional.empty(), Optional.empty())),
        test.host.facts());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429})
  void tellsOfNoneWhenTheNewOneIsNotShown(int code) throws Exception {
    news.take(notification(THEM, set(THEM)), connection);
    reply(
        link.sent(), "error", Node.builder("error").attr("code", code).attr("text", "no").build());
    assertTrue(link.sent().is("ack"));
    assertEquals(
        List.of(new SessionFact.PictureChanged(THEM, Optional.of(THEM), Optional.empty())),
        test.host.facts());
  }

  @Test
  void tellsTheLastChangeLast() throws Exception {
    news.take(notification(THEM, set(THEM)), connection);
    Node question = link.sent();
    news.take(notification(THEM, Node.builder("delete").attr("jid", THEM).build()), connection);
    assertTrue(link.quiet());
    reply(
        question,
        "result",
        Node.builder("picture").attr("id", "7").attr("url", "https://127.0.0.1/p").build());
    assertTrue(link.sent().is("ack"));
    assertTrue(link.sent().is("ack"));
    assertEquals(
        List.of(true, false),
        test.host.facts().stream()
            .map(SessionFact.PictureChanged.class::cast)
            .map(change -> change.now().isPresent())
            .toList());
  }

  @Test
  void leavesItToTheNextLoginWhenTheConnectionGoes() throws Exception {
    news.take(notification(THEM, set(THEM)), connection);
    Node _ = link.sent();
    link.close();
    assertTrue(lane.awaitIdle(Duration.ofSeconds(10)));
    assertTrue(link.quiet());
    assertEquals(List.of(), test.host.facts());
  }

  @Test
  void asksNothingAboutAPictureThatNobodyFollows() throws Exception {
    test.host.followNone();
    assertTrue(news.take(notification(THEM, set(THEM)), connection));
    assertTrue(link.sent().is("ack"));
    assertEquals(List.of(), test.host.facts());
  }

  @Test
  void leavesTheAckToOthersWhenItNamesNobody() {
    Node hashed = Node.builder("set").attr("hash", "Zm9v").attr("id", 7).build();
    assertFalse(news.take(notification(THEM, hashed), connection));
  }
}
