package chatwarp.adapters.wa.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.contact.Introductions;
import chatwarp.adapters.wa.contact.PictureNews;
import chatwarp.adapters.wa.contact.Privacy;
import chatwarp.adapters.wa.contact.TokenTerms;
import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.PreKeyService;
import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.group.GroupNews;
import chatwarp.adapters.wa.media.MediaRetries;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationsTest {
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final UserJid THEIR_LID = UserJid.lid("100000000000002");
  private static final PublicKey KEY = Curve25519.generate(new Random(5)).publicKey();

  private final TestState test = new TestState(Optional.of(TestState.linked()));
  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();
  private final Connection connection =
      new Connection(
          link, new DeafListener(), Thread::startVirtualThread, time, time, new Random(2));
  private final Lane chores = new Lane(Thread::startVirtualThread, 4, failure -> {});
  private final Privacy privacy = new Privacy();
  private final TrustedContacts trusted = new TrustedContacts(test.state, new TokenTerms(), time);
  private final Notifications notifications =
      new Notifications(
          test.state,
          new DeviceLists(test.state, time),
          new PreKeyService(test.state, new Random(1)),
          new GroupNews(time),
          new MediaRetries(new Random(4)),
          privacy,
          trusted,
          new Introductions(trusted, chores),
          new PictureNews(test.state, trusted, test.host, chores),
          chores);

  @AfterEach
  void close() {
    link.close();
  }

  private static NodeBuilder notification(String type, Jid from) {
    return Node.builder("notification").attr("id", "N1").attr("type", type).attr("from", from);
  }

  private void know(DeviceJid device) {
    test.state.step(step -> {
      Peers.identity(step, Peers.fetched(step, device), KEY);
      return step;
    });
  }

  private Optional<PublicKey> known(DeviceJid device) {
    return test.state.view(step -> Peers.identity(step, Peers.fetched(step, device)));
  }

  @Test
  void forgetsWhatItSharedWithAPhoneThatWasRegisteredAnew() throws Exception {
    know(THEM.device(0));
    test.state.step(step -> {
      LidMap.learn(step, THEM, THEIR_LID);
      return step;
    });
    notifications.handle(
        notification("encrypt", THEM).children(Node.of("identity")).build(), connection);
    Node ack = link.sent();
    assertTrue(ack.is("ack") && ack.attrIs("class", "notification") && !ack.has("type"));
    assertEquals(Optional.empty(), known(THEM.device(0)));
    assertEquals(Optional.empty(), known(THEIR_LID.device(0)));
  }

  private void issued(UserJid person, Instant at) {
    test.state.step(step -> {
      trusted.learn(step, person, new byte[] {7}, at.getEpochSecond(), at.getEpochSecond());
      return step;
    });
  }

  @Test
  void issuesItsTokenAgainToAPhoneThatWasRegisteredAnew() throws Exception {
    Instant before = time.instant().minus(Duration.ofDays(3));
    issued(THEM, before);
    notifications.handle(
        notification("encrypt", THEM).children(Node.of("identity")).build(), connection);
    for (int i = 0; i < 2; i++) {
      Node sent = link.sent();
      if (sent.is("iq")) {
        assertTrue(sent.attrIs("xmlns", "privacy") && sent.attrIs("type", "set"));
        Node token = sent.requireChild("tokens").requireChild("token");
        assertEquals(THEM, token.requireJid("jid"));
        assertEquals(before.getEpochSecond(), token.requireLong("t"));
        return;
      }
    }
    throw new AssertionError("no token is issued");
  }

  @Test
  void issuesNoneToAPhoneThatHadNone() throws Exception {
    notifications.handle(
        notification("encrypt", THEM).children(Node.of("identity")).build(), connection);
    assertTrue(link.sent().is("ack"));
    assertTrue(chores.awaitIdle(Duration.ofSeconds(10)));
    assertTrue(link.quiet());
  }

  @Test
  void keepsTheTokenThatSomebodyIssued() throws Exception {
    notifications.handle(
        notification("privacy_token", THEM)
            .attr("sender_lid", THEIR_LID)
            .children(
                Node.of(
                    "tokens",
                    Node.builder("token")
                        .attr("type", "trusted_contact")
                        .attr("t", time.instant().getEpochSecond())
                        .bytes(new byte[] {7})
                        .build()))
            .build(),
        connection);
    assertTrue(link.sent().is("ack"));
    assertTrue(test.state.view(step -> trusted.towards(step, THEM)).shown().isPresent());
  }

  @Test
  void uploadsPreKeysWhenTheServerHasFew() throws Exception {
    connection.start();
    notifications.handle(
        notification("encrypt", ServerJid.WHATSAPP)
            .children(Node.builder("count").attr("value", 3).build())
            .build(),
        connection);
    boolean acknowledged = false;
    boolean uploaded = false;
    for (int i = 0; i < 2; i++) {
      Node sent = link.sent();
      acknowledged |= sent.is("ack");
      uploaded |= sent.is("iq") && sent.attrIs("xmlns", "encrypt") && sent.attrIs("type", "set");
    }
    assertTrue(acknowledged && uploaded);
  }

  @Test
  void leavesEnoughPreKeysAlone() throws Exception {
    connection.start();
    notifications.handle(
        notification("encrypt", ServerJid.WHATSAPP)
            .children(Node.builder("count").attr("value", 5).build())
            .build(),
        connection);
    assertTrue(link.sent().is("ack"));
    assertTrue(chores.awaitIdle(Duration.ofSeconds(10)));
    assertTrue(link.quiet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"server_sync", "w:gp2", "picture", "account_sync", "something new"})
  void acknowledgesEverything(String type) throws Exception {
    notifications.handle(notification(type, THEM).build(), connection);
    Node ack = link.sent();
    assertTrue(ack.is("ack") && ack.attrIs("type", type) && ack.attrIs("id", "N1"));
  }

  @Test
  void acknowledgesNothingBeforeItIsKept() throws Exception {
    know(THEM.device(0));
    test.stores.holdCommits();
    notifications.handle(
        notification("encrypt", THEM).children(Node.of("identity")).build(), connection);
    test.stores.awaitHeld(1, Duration.ofSeconds(10));
    assertTrue(link.quiet());
    test.stores.release();
    assertTrue(link.sent().is("ack"));
  }
}
