package chatwarp.application.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.world.World;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.Commits;
import chatwarp.domain.contract.InMemoryWhatsApp;
import chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.PairingMethod;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.InstanceFilter;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StoreException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users see of instances, on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InstanceManagerTest {
  private static final InstanceName SHOP = World.SHOP;

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private Instances instances() {
    return world.application.instances();
  }

  private static void assertLinks(List<String> told, Link... links) {
    assertEquals(links.length, told.size(), told.toString());
    for (int i = 0; i < links.length; i++) {
      assertTrue(told.get(i).contains("link=" + links[i]), told.toString());
    }
  }

  @Test
  void createsAnInstanceThatRests() {
    Instances.Created created = instances().create(World.config(SHOP, Optional.empty()), false);
    assertEquals(
        new InstanceState.Disconnected(DisconnectReason.CLOSED_BY_USER), created.view().state());
    assertTrue(created.pairing().isEmpty());
    assertEquals(SHOP, instances().find(SHOP).orElseThrow().name());
  }

  @Test
  void refusesATakenName() {
    world.created();
    assertThrows(
        InstanceException.NameTaken.class,
        () -> instances().create(World.config(SHOP, Optional.empty()), false));
    assertEquals(1, instances().list(new InstanceFilter.All()).size());
  }

  @Test
  void givesAnInstanceATokenOfItsOwn() {
    Instances.Created created = instances().create(InstanceConfig.named(SHOP), false);
    assertTrue(
        created
            .view()
            .instance()
            .token()
            .reveal()
            .matches("[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}"));
  }

  @Test
  void createsAndAnswersWithTheFirstQr() {
    Instances.Created created = instances().create(World.config(SHOP, Optional.empty()), true);
    Pairing.Pending pending =
        assertInstanceOf(Pairing.Pending.class, created.pairing().orElseThrow());
    assertEquals(1, pending.offer().orElseThrow().count());
    assertEquals(new InstanceState.QrPending(PairingMethod.QR), created.view().state());
  }

  @Test
  void saysThatThereIsNoSuchInstance() {
    assertThrows(InstanceException.NotFound.class, () -> instances().get(SHOP));
    assertThrows(
        InstanceException.NotFound.class, () -> instances().connect(SHOP, Optional.empty()));
    assertThrows(InstanceException.NotFound.class, () -> instances().webhook(SHOP));
  }

  @Test
  void pairsAndOpensWithOneEventEach() {
    world.open();
    assertLinks(world.awaitTold(EventKind.CONNECTION_UPDATE, 2), Link.CONNECTING, Link.OPEN);
    assertEquals(
        Optional.of(UserJid.phone(World.MINE)), instances().get(SHOP).instance().profile().owner());
    assertEquals(Optional.of(InMemoryWhatsApp.NETWORK), instances().get(SHOP).instance().network());
    assertTrue(world.stores.instances().find(SHOP).orElseThrow().autoConnect());
  }

  @Test
  void answersThatItIsOpenAlready() {
    world.open();
    assertInstanceOf(Pairing.Open.class, instances().connect(SHOP, Optional.empty()));
  }

  @Test
  void answersTheSameQrTwice() {
    world.created();
    assertEquals(world.qr(), world.qr());
  }

  @Test
  void answersWithAPairingCode() {
    world.created();
    Pairing.Pending pending =
        assertInstanceOf(Pairing.Pending.class, instances().connect(SHOP, Optional.of(World.MINE)));
    String code = pending.offer().orElseThrow().pairingCode().orElseThrow();
    assertEquals(new InstanceState.QrPending(PairingMethod.CODE), world.shop().state());
    world.me().enterCode(code);
    world.awaitState(InstanceState.Connected.class);
  }

  @Test
  void answersWithoutAQrWhenNoneComesInTime() {
    world.created();
    world.whatsApp.unreachable(true);
    CompletableFuture<Pairing> answer =
        CompletableFuture.supplyAsync(
            () -> instances().connect(SHOP, Optional.empty()), world.executor);
    // Other timers run too, so that their number says nothing of this one.
    World.awaitTrue(() -> world.time.waits(World.QR_WAIT), () -> "nobody waits for a QR");
    world.time.advance(World.QR_WAIT);
    assertEquals(
        new Pairing.Pending(Optional.empty()), answer.orTimeout(20, TimeUnit.SECONDS).join());
    assertInstanceOf(InstanceState.Connecting.class, world.shop().state());
  }

  @Test
  void stopsPairingAtTheLimitOfQrs() {
    world.created();
    world.qr();
    for (int i = 2; i <= 4; i++) {
      world.whatsApp.rotateQrs();
      world.awaitTold(EventKind.QRCODE_UPDATED, i);
    }
    world.whatsApp.expireQrs();
    world.awaitState(InstanceState.Disconnected.class);
    assertEquals(new InstanceState.Disconnected(DisconnectReason.QR_TIMEOUT), world.shop().state());
    List<String> qrs = world.awaitTold(EventKind.QRCODE_UPDATED, 5);
    assertEquals("QrLimitReached[]", qrs.getLast());
    assertLinks(world.awaitTold(EventKind.CONNECTION_UPDATE, 2), Link.CONNECTING, Link.REFUSED);
  }

  @Test
  void getsNewRefsUntilTheLimit() {
    world.created();
    world.qr();
    world.whatsApp.expireQrs();
    world.awaitTold(EventKind.QRCODE_UPDATED, 2);
    assertEquals(2, world.shop().offer().orElseThrow().count());
    world.me().scan(world.shop().offer().orElseThrow().qr());
    world.awaitState(InstanceState.Connected.class);
    assertLinks(world.awaitTold(EventKind.CONNECTION_UPDATE, 2), Link.CONNECTING, Link.OPEN);
  }

  @Test
  void reconnectsAfterALossAndTellsOnce() {
    world.open();
    world.whatsApp.unreachable(true);
    world.whatsApp.closeConnections(world.me(), DisconnectReason.CONNECTION_LOST);
    int before = world.whatsApp.connections();
    for (int i = 0; i < 3; i++) {
      world.passRetry();
      int expected = before + i + 1;
      World.awaitTrue(
          () -> world.whatsApp.connections() == expected, () -> "no attempt " + expected);
    }
    world.whatsApp.unreachable(false);
    world.passRetry();
    world.awaitState(InstanceState.Connected.class);
    assertLinks(
        world.awaitTold(EventKind.CONNECTION_UPDATE, 4),
        Link.CONNECTING,
        Link.OPEN,
        Link.CONNECTING,
        Link.OPEN);
  }

  @Test
  void keepsTheReasonOfAFinalDisconnect() {
    world.open();
    world.whatsApp.closeConnections(world.me(), DisconnectReason.REPLACED);
    world.awaitState(InstanceState.Disconnected.class);
    world.awaitTold(EventKind.STATUS_INSTANCE, 1);
    assertEquals(
        DisconnectReason.REPLACED,
        world.stores.instances().find(SHOP).orElseThrow().disconnection().orElseThrow().reason());
    assertFalse(world.stores.instances().find(SHOP).orElseThrow().autoConnect());
    assertTrue(world.stores.auth().load(world.shop().id()).isPresent());
    assertTrue(world.retryTimer().isEmpty(), "a terminal reason is not retried");
  }

  @Test
  void forgetsTheKeysWhenThePhoneUnlinksIt() {
    world.open();
    world.me().unlink();
    world.awaitState(InstanceState.Disconnected.class);
    world.awaitTold(EventKind.LOGOUT_INSTANCE, 1);
    world.awaitTold(EventKind.STATUS_INSTANCE, 1);
    assertTrue(world.stores.auth().load(world.shop().id()).isEmpty());
  }

  @Test
  void pairsAgainAfterItWasUnlinked() {
    world.open();
    world.me().unlink();
    world.awaitState(InstanceState.Disconnected.class);
    world.pair();
    assertInstanceOf(InstanceState.Connected.class, world.shop().state());
  }

  @Test
  void hasForgottenTheKeysWhenLogoutAnswers() {
    world.open();
    instances().logout(SHOP);
    assertEquals(
        new InstanceState.Disconnected(DisconnectReason.LOGGED_OUT_BY_USER), world.shop().state());
    assertTrue(world.stores.auth().load(world.shop().id()).isEmpty());
    assertThrows(InstanceException.NotConnected.class, () -> instances().logout(SHOP));
  }

  @Test
  void restartsAnOpenOne() {
    world.open();
    int before = world.whatsApp.connections();
    assertInstanceOf(Pairing.Open.class, instances().restart(SHOP));
    assertEquals(before + 1, world.whatsApp.connections());
    assertLinks(
        world.awaitTold(EventKind.CONNECTION_UPDATE, 4),
        Link.CONNECTING,
        Link.OPEN,
        Link.CONNECTING,
        Link.OPEN);
  }

  /** What is sent while the session is let go is as if it came a moment later. */
  @Test
  void saysThatItIsNotConnectedToASendThatARestartOvertakes() {
    InstanceHandle shop = world.open();
    UserJid them = world.them().jid();
    world.whatsApp.withinNextSend(() -> instances().restart(SHOP));
    MessageId overtaken = new MessageId("3EB0OVERTAKEN");
    assertThrows(
        SessionException.NotConnected.class,
        () -> shop.send(text(overtaken, them), Optional.empty()));
    assertEquals(
        Optional.empty(),
        world.stores.conversations().message(shop.id(), Optional.of(them), overtaken));
    MessageId next = new MessageId("3EB0NEXT");
    shop.send(text(next, them), Optional.empty());
    assertTrue(
        world.stores.conversations().message(shop.id(), Optional.of(them), next).isPresent());
  }

  private static OutgoingMessage text(MessageId id, UserJid to) {
    return new OutgoingMessage(id, to, TextContent.of("a text"), MessageContext.NONE, List.of());
  }

  @Test
  void deletesAnOpenOneAndFreesItsName() {
    world.open();
    instances().delete(SHOP);
    assertTrue(instances().find(SHOP).isEmpty());
    world.created();
    assertTrue(world.stores.auth().load(world.shop().id()).isEmpty());
  }

  @Test
  void tellsTheWebhookOfADeletedOne() {
    world.open();
    instances().delete(SHOP);
    world.awaitTold(EventKind.INSTANCE_DELETE, 1);
    world.awaitTold(EventKind.REMOVE_INSTANCE, 1);
  }

  @Test
  void removesAnInstanceThatCannotBeConnectedAtItsCreation() {
    world.whatsApp.refuseNextConnection(DisconnectReason.CLIENT_TOO_OLD);
    assertThrows(
        InstanceException.ConnectFailed.class,
        () -> instances().create(World.config(SHOP, Optional.empty()), true));
    assertTrue(instances().find(SHOP).isEmpty());
  }

  @Test
  void connectsAgainWhenTheServerStarts() {
    world.open();
    world.application.stop();
    world.startAgain();
    world.time.advance(Duration.ZERO);
    world.awaitState(InstanceState.Connected.class);
    world.awaitTold(EventKind.APPLICATION_STARTUP, 1);
  }

  @Test
  void doesNotConnectAtStartWhatItsUserLoggedOut() {
    world.open();
    instances().logout(SHOP);
    world.application.stop();
    int before = world.whatsApp.connections();
    world.startAgain();
    world.time.advance(Duration.ofMinutes(1));
    world.awaitTold(EventKind.APPLICATION_STARTUP, 1);
    assertEquals(before, world.whatsApp.connections());
  }

  @Test
  void endsConnectionsWithoutAWordWhenTheServerStops() {
    world.open();
    world.awaitTold(EventKind.CONNECTION_UPDATE, 2);
    world.application.stop();
    assertEquals(2, world.told(EventKind.CONNECTION_UPDATE).size());
    assertTrue(world.stores.instances().find(SHOP).orElseThrow().autoConnect());
    assertThrows(
        InstanceException.ShuttingDown.class, () -> instances().connect(SHOP, Optional.empty()));
  }

  /** Invariant 9. */
  @Test
  void staysClosedOnAnotherNetwork() {
    world.open();
    world.application.stop();
    world.whatsApp =
        world.network(new Network(URI.create("ws://127.0.0.1:2/ws/chat"), "11".repeat(32)));
    world.startAgain();
    world.time.advance(Duration.ZERO);
    World.awaitTrue(
        () ->
            world
                .shop()
                .state()
                .equals(new InstanceState.Disconnected(DisconnectReason.OTHER_NETWORK)),
        () -> "in " + world.shop().state());
    assertThrows(
        InstanceException.ConnectFailed.class, () -> instances().connect(SHOP, Optional.empty()));
    assertEquals(0, world.whatsApp.connections());
    assertTrue(world.stores.instances().find(SHOP).orElseThrow().autoConnect());
  }

  /** Invariant 5. */
  @Test
  void leavesAnInstanceToTheNodeThatOwnsIt() {
    world.open();
    world.node("other");
    world.startAgain();
    InstanceState expected = new InstanceState.Disconnected(DisconnectReason.NOT_OWNER);
    World.awaitTrue(
        () -> world.shop().state().equals(expected), () -> "in " + world.shop().state());
    assertThrows(
        InstanceException.ConnectFailed.class, () -> instances().connect(SHOP, Optional.empty()));
  }

  /** Invariant 5: as when a node lost its folder, and with it its name. */
  @Test
  void takesOverWhatAnotherNodeAbandoned() {
    world.open();
    instances().create(World.config(new InstanceName("idle"), Optional.empty()), false);
    world.node("other");
    world.crash();
    InstanceState theirs = new InstanceState.Disconnected(DisconnectReason.NOT_OWNER);
    World.awaitTrue(() -> world.shop().state().equals(theirs), () -> "in " + world.shop().state());
    world.time.advance(World.HEARTBEAT);
    world.awaitState(InstanceState.Connected.class);
    World.awaitTrue(
        () -> world.stores.instances().abandoned(new NodeId("third")).isEmpty(),
        () -> "not everything was taken over");
    world.them().sendText(world.me().jid(), "to the new owner");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
  }

  /** Invariant 5. */
  @Test
  void leavesAnInstanceToANodeThatIsHeardOf() {
    InstanceHandle before = world.open();
    world.node("other");
    world.startAgain();
    InstanceState theirs = new InstanceState.Disconnected(DisconnectReason.NOT_OWNER);
    World.awaitTrue(() -> world.shop().state().equals(theirs), () -> "in " + world.shop().state());
    world.time.advance(World.HEARTBEAT);
    assertEquals(List.of(), world.stores.instances().abandoned(new NodeId("other")));
    assertEquals(theirs, world.shop().state());
    assertInstanceOf(InstanceState.Connected.class, before.state());
  }

  /** Invariant 5: the same node takes over at once, and the one before can write no more. */
  @Test
  void stopsWhenItsLeaseWasTakenOver() {
    InstanceHandle before = world.open();
    world.startAgain();
    world.time.advance(Duration.ZERO);
    world.awaitState(InstanceState.Connected.class);
    World.awaitTrue(
        () -> before.state() instanceof InstanceState.Disconnected, () -> "in " + before.state());
  }

  @Test
  void reconnectsFromWhatIsKeptWhenACommitFails() {
    world.open();
    world.awaitTold(EventKind.CONNECTION_UPDATE, 2);
    world.stores.failNext(
        Commits.receiving(), new StoreException.Unavailable(new IllegalStateException("planned")));
    world.them().sendText(world.me().jid(), "lost once");
    world.passRetry();
    world.awaitState(InstanceState.Connected.class);
    List<String> told = world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    assertEquals(1, told.size());
    assertLinks(
        world.awaitTold(EventKind.CONNECTION_UPDATE, 4),
        Link.CONNECTING,
        Link.OPEN,
        Link.CONNECTING,
        Link.OPEN);
  }

  @Test
  void comesBackWithTheDatabase() {
    world.open();
    world.awaitTold(EventKind.CONNECTION_UPDATE, 2);
    world.stores.unavailable(true);
    world.them().sendText(world.me().jid(), "while it was gone");
    world.passRetry();
    World.awaitTrue(() -> world.retryTimer().isPresent(), () -> "it does not try again");
    world.stores.unavailable(false);
    World.awaitTrue(
        () -> {
          world.retryTimer().ifPresent(world.time::advance);
          return world.shop().state() instanceof InstanceState.Connected;
        },
        () -> "in " + world.shop().state());
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
  }

  @Test
  void tellsADisconnectEvenIfItCouldNotBeKeptAtFirst() {
    world.open();
    world.awaitTold(EventKind.CONNECTION_UPDATE, 2);
    world.stores.failNext(
        Commits.connection(), new StoreException.Unavailable(new IllegalStateException("planned")));
    world.whatsApp.closeConnections(world.me(), DisconnectReason.REPLACED);
    World.awaitTrue(() -> world.retryTimer().isPresent(), () -> "it does not recover");
    world.time.advance(world.retryTimer().orElseThrow());
    world.awaitTold(EventKind.STATUS_INSTANCE, 1);
    assertEquals(
        DisconnectReason.REPLACED,
        world.stores.instances().find(SHOP).orElseThrow().disconnection().orElseThrow().reason());
  }

  @Test
  void setsTheWebhookForWhatComesNext() {
    instances().create(World.config(SHOP, Optional.empty()), false);
    assertTrue(instances().webhook(SHOP).isEmpty());
    assertEquals(World.HOOK, instances().setWebhook(SHOP, World.HOOK));
    assertEquals(Optional.of(World.HOOK), instances().webhook(SHOP));
    assertEquals(
        Optional.of(World.HOOK),
        world.stores.instances().find(SHOP).orElseThrow().config().webhook());
    world.qr();
    world.awaitTold(EventKind.QRCODE_UPDATED, 1);
    assertEquals(List.of(), world.told(EventKind.INSTANCE_CREATE));
  }
}
