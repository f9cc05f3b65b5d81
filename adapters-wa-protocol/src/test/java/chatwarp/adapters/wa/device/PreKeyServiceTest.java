package chatwarp.adapters.wa.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StateSpace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreKeyServiceTest {
  private final TestState test = new TestState(Optional.of(TestState.linked()));
  private final PreKeyService service = new PreKeyService(test.state, new Random(1));
  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();
  private final Connection connection =
      new Connection(
          link, new DeafListener(), Thread::startVirtualThread, time, time, new Random(2));

  PreKeyServiceTest() {
    connection.start();
  }

  @AfterEach
  void close() {
    link.close();
  }

  private CompletableFuture<Void> run(Runnable task) {
    return CompletableFuture.runAsync(task, Thread::startVirtualThread);
  }

  private Node asked() throws InterruptedException {
    return link.sent();
  }

  private void answer(Node question, Node... children) {
    link.deliver(reply(question, "result", children));
  }

  private static Node reply(Node question, String type, Node... children) {
    return Node.builder("iq")
        .attr("from", ServerJid.WHATSAPP)
        .attr("type", type)
        .attr("id", question.requireAttr("id"))
        .children(children)
        .build();
  }

  private static Node count(int left) {
    return Node.builder("count").attr("value", left).build();
  }

  private static List<Node> keys(Node upload) {
    return upload.requireChild("list").children("key");
  }

  @Test
  void uploadsALotAtFirstAndLittleLater() throws Exception {
    CompletableFuture<Void> first = run(() -> service.topUp(connection));
    answer(asked(), count(0));
    Node upload = asked();
    assertEquals(812, keys(upload).size());
    assertArrayEquals(
        new byte[] {0, 0, 1}, keys(upload).getFirst().requireChild("id").requireBytes());
    assertArrayEquals(new byte[] {0, 0, 0, 77}, upload.requireChild("registration").requireBytes());
    assertTrue(upload.child("skey").isPresent() && upload.child("identity").isPresent());
    answer(upload);
    first.get(10, TimeUnit.SECONDS);

    CompletableFuture<Void> later = run(() -> service.topUp(connection, 4));
    Node more = asked();
    assertEquals(50, keys(more).size());
    answer(more);
    later.get(10, TimeUnit.SECONDS);
    assertEquals(863, test.state.auth().orElseThrow().metadata().nextPreKeyId());
  }

  @Test
  void leavesEnoughAlone() throws Exception {
    CompletableFuture<Void> check = run(() -> service.topUp(connection));
    answer(asked(), count(5));
    check.get(10, TimeUnit.SECONDS);
    assertTrue(link.quiet());
  }

  @Test
  void keepsTheKeysBeforeItOffersThem() throws Exception {
    test.stores.holdCommits();
    CompletableFuture<Void> upload = run(() -> service.topUp(connection, 0));
    test.stores.awaitHeld(1, Duration.ofSeconds(10));
    assertTrue(link.quiet());
    test.stores.release();
    answer(asked());
    upload.get(10, TimeUnit.SECONDS);
    assertTrue(test.stores.state().count(test.instance, StateSpace.PREKEY) >= 812);
  }

  @Test
  void offersTheSameKeysAgainWhenTheAnswerWasLost() throws Exception {
    CompletableFuture<Void> refused = run(() -> service.topUp(connection, 0));
    Node first = asked();
    link.deliver(reply(first, "error", Node.builder("error").attr("code", 503).build()));
    CompletionException failure = assertThrows(CompletionException.class, refused::join);
    assertTrue(failure.getCause() instanceof SessionException.Refused);

    CompletableFuture<Void> again = run(() -> service.topUp(connection, 0));
    Node second = asked();
    assertEquals(keys(first), keys(second));
    answer(second);
    again.get(10, TimeUnit.SECONDS);
  }

  @Test
  void uploadsWhenTheServerHasNoBundle() throws Exception {
    CompletableFuture<Void> check = run(() -> service.checkDigest(connection));
    link.deliver(reply(asked(), "error", Node.builder("error").attr("code", 404).build()));
    Node upload = asked();
    assertEquals(812, keys(upload).size());
    answer(upload);
    check.get(10, TimeUnit.SECONDS);
  }

  @Test
  void onlyLooksAtADigestThatDiffers() throws Exception {
    CompletableFuture<Void> check = run(() -> service.checkDigest(connection));
    answer(
        asked(),
        Node.of(
            "digest",
            Node.of("identity", new byte[32]),
            Node.of("list", Node.of("id", new byte[] {0, 0, 9})),
            Node.of("hash", new byte[20])));
    check.get(10, TimeUnit.SECONDS);
    assertTrue(link.quiet());
  }
}
