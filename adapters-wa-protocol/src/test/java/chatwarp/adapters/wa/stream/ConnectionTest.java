package chatwarp.adapters.wa.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private record Told(String how, Object what) {}

  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final Connection connection =
      new Connection(link, new Listener(), Thread::startVirtualThread, time, time, new Random(1));

  private final class Listener implements ConnectionListener {
    @Override
    public void loggedIn(Node success) {
      told.add(new Told("loggedIn", success));
    }

    @Override
    public void acknowledged(Node ack) {
      told.add(new Told("acknowledged", ack));
    }

    @Override
    public void arrived(Node stanza) {
      // A part that every stanza needs: without it, reading throws.
      stanza.requireAttr("id");
      told.add(new Told("arrived", stanza));
    }

    @Override
    public void asked(Node iq) {
      told.add(new Told("asked", iq));
    }

    @Override
    public void informed(Node ib) {
      told.add(new Told("informed", ib));
    }

    @Override
    public void ended(Ending ending) {
      told.add(new Told("ended", ending));
    }
  }

  @AfterEach
  void close() {
    link.close();
  }

  private Told next() throws InterruptedException {
    Told next = told.poll(10, TimeUnit.SECONDS);
    assertTrue(next != null, "nothing is told");
    return next;
  }

  private DisconnectReason end() throws InterruptedException {
    Told last = next();
    assertEquals("ended", last.how());
    return ((Ending) last.what()).reason();
  }

  private CompletableFuture<Node> ask() {
    return CompletableFuture.supplyAsync(
        () -> connection.request(Connection.iq("get", "w:x")), Thread::startVirtualThread);
  }

  private static Node answer(Node question, String type, Node... children) {
    return Node.builder("iq")
        .attr("from", ServerJid.WHATSAPP)
        .attr("type", type)
        .attr("id", question.requireAttr("id"))
        .children(children)
        .build();
  }

  @Test
  void matchesAnswersByIdWhateverTheirOrder() throws Exception {
    connection.start();
    CompletableFuture<Node> first = ask();
    Node firstAsked = link.sent();
    CompletableFuture<Node> second = ask();
    Node secondAsked = link.sent();
    assertFalse(firstAsked.requireAttr("id").equals(secondAsked.requireAttr("id")));
    link.deliver(answer(secondAsked, "result", Node.of("two")));
    assertTrue(second.get(10, TimeUnit.SECONDS).child("two").isPresent());
    assertFalse(first.isDone());
    link.deliver(answer(firstAsked, "result", Node.of("one")));
    assertTrue(first.get(10, TimeUnit.SECONDS).child("one").isPresent());
  }

  @Test
  void throwsWhatTheServerRefused() throws Exception {
    connection.start();
    CompletableFuture<Node> answer = ask();
    link.deliver(
        answer(
            link.sent(),
            "error",
            Node.builder("error").attr("code", 503).attr("text", "busy").build()));
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    assertEquals(503, assertInstanceOf(SessionException.Refused.class, failure.getCause()).code());
  }

  @Test
  void failsEveryQuestionWhenTheStreamEnds() throws Exception {
    connection.start();
    CompletableFuture<Node> answer = ask();
    link.sent();
    link.close();
    CompletionException failure = assertThrows(CompletionException.class, answer::join);
    assertInstanceOf(SessionException.NotConnected.class, failure.getCause());
    assertEquals(DisconnectReason.CONNECTION_LOST, end());
    assertThrows(
        SessionException.NotConnected.class, () -> connection.request(Connection.iq("get", "w:x")));
  }

  @Test
  void answersThePingsOfTheServer() throws Exception {
    connection.start();
    link.deliver(
        Node.builder("iq")
            .attr("from", ServerJid.WHATSAPP)
            .attr("type", "get")
            .attr("xmlns", "urn:xmpp:ping")
            .attr("id", "P1")
            .build());
    Node pong = link.sent();
    assertTrue(pong.is("iq") && pong.attrIs("type", "result") && pong.attrIs("id", "P1"));
  }

  @Test
  void pingsWhenNothingComes() throws Exception {
    connection.start();
    time.advance(Duration.ofSeconds(30));
    Node ping = link.sent();
    assertTrue(ping.is("iq") && ping.attrIs("xmlns", "w:p"));
  }

  @Test
  void endsWhenAPingIsNotAnswered() throws Exception {
    connection.start();
    time.advance(Duration.ofSeconds(60));
    assertEquals(DisconnectReason.CONNECTION_LOST, end());
  }

  @Test
  void tellsOnlyTheFirstSuccess() throws Exception {
    connection.start();
    link.deliver(Node.of("success"));
    link.deliver(Node.of("success"));
    link.deliver(Node.builder("ib").attr("id", "1").build());
    assertEquals("loggedIn", next().how());
    assertEquals("informed", next().how());
  }

  @Test
  void dropsAFrameThatIsNoNodeAndGoesOn() throws Exception {
    connection.start();
    Node fine = Node.builder("message").attr("id", "M1").attr("from", jid()).build();
    byte[] encoded = NodeEncoder.encode(fine);
    link.deliver(new byte[0]);
    link.deliver(new byte[] {0, (byte) 0xF3, 1, 2});
    link.deliver(Arrays.copyOf(encoded, encoded.length - 1));
    link.deliver(new byte[] {2, 1, 2, 3});
    link.deliver(Node.of("message"));
    link.deliver(fine);
    Told next = next();
    assertEquals("arrived", next.how());
    assertEquals(fine, next.what());
    assertTrue(connection.open());
  }

  private static Jid jid() {
    return Jid.parse("5511999990002@s.whatsapp.net");
  }

  @Test
  void takesTheServersLastWordAsTheReason() throws Exception {
    connection.start();
    link.deliver(Node.builder("stream:error").attr("code", 515).build());
    assertEquals(DisconnectReason.RESTART_REQUIRED, end());
  }

  @Test
  void keepsTheFirstReason() throws Exception {
    connection.start();
    connection.close(new Ending(DisconnectReason.CLOSED_BY_USER, "test"));
    connection.close(new Ending(DisconnectReason.SERVER_ERROR, "test"));
    assertEquals(DisconnectReason.CLOSED_BY_USER, end());
    assertTrue(told.isEmpty());
  }

  @Test
  void refusesToSendWhenEnded() {
    connection.close(new Ending(DisconnectReason.CLOSED_BY_USER, "test"));
    assertThrows(SessionException.NotConnected.class, () -> connection.send(Node.of("x")));
    connection.trySend(Node.of("x"));
    assertTrue(link.quiet());
  }

  @Test
  void sendsEncodedStanzasUnchanged() throws Exception {
    Node stanza = Node.builder("message").attr("id", "M1").build();
    byte[] encoded = NodeEncoder.encode(stanza);
    byte[] before = encoded.clone();
    connection.send(encoded);
    assertEquals(stanza, link.sent());
    assertArrayEquals(before, encoded);
  }
}
