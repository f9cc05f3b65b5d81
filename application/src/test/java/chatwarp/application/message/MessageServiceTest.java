package chatwarp.application.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.instance.InstanceException;
import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.world.World;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.Commits;
import chatwarp.domain.contract.InMemoryWhatsApp.SeenChatState;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sending, on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MessageServiceTest {
  private static final UserJid THEM = UserJid.phone(World.THEIRS);

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  /** A request under construction. */
  private record Ask(SendRequest request) {
    static Ask text(String text) {
      return new Ask(
          new SendRequest(
              new Recipient.Address(THEM),
              new SendContent.Ready(TextContent.of(text)),
              SendOptions.NONE,
              Optional.empty(),
              Optional.empty(),
              digest(text)));
    }

    private static Secret digest(String text) {
      return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private Ask with(SendOptions options) {
      SendRequest r = request;
      return new Ask(
          new SendRequest(r.recipient(), r.content(), options, r.id(), r.key(), r.digest()));
    }

    Ask to(Recipient recipient) {
      SendRequest r = request;
      return new Ask(
          new SendRequest(recipient, r.content(), r.options(), r.id(), r.key(), r.digest()));
    }

    Ask quoting(MessageId id) {
      return with(request.options().quoting(id));
    }

    Ask after(Duration delay) {
      return with(request.options().after(delay));
    }

    Ask id(String id) {
      SendRequest r = request;
      return new Ask(
          new SendRequest(
              r.recipient(),
              r.content(),
              r.options(),
              Optional.of(new MessageId(id)),
              r.key(),
              r.digest()));
    }

    Ask key(String key) {
      SendRequest r = request;
      return new Ask(
          new SendRequest(
              r.recipient(),
              r.content(),
              r.options(),
              r.id(),
              Optional.of(new IdempotencyKey(key)),
              r.digest()));
    }
  }

  private SendResult send(Ask ask) {
    return world.application.messages().send(World.SHOP, ask.request());
  }

  private CompletableFuture<SendResult> sendLater(Ask ask) {
    return CompletableFuture.supplyAsync(() -> send(ask), world.executor);
  }

  private void awaitWaitForAck() {
    World.awaitTrue(
        () -> world.time.untilNext().filter(Duration.ofSeconds(10)::equals).isPresent(),
        () -> "nobody waits for the ack");
  }

  private MessageRecord kept(MessageId id) {
    return world
        .stores
        .conversations()
        .message(world.shop().id(), Optional.empty(), id)
        .orElseThrow();
  }

  private static Recipient.Phone phone(String... numbers) {
    List<UserJid> candidates = new ArrayList<>();
    for (String number : numbers) {
      candidates.add(UserJid.phone(number));
    }
    return new Recipient.Phone(numbers[0], candidates, candidates.getLast());
  }

  @Test
  void answersOnceTheServerHasIt() {
    world.open();
    SendResult result = send(Ask.text("hello"));
    assertEquals(MessageStatus.SERVER_ACK, result.message().status());
    assertEquals(world.shop().id(), result.instance());
    assertEquals(List.of("hello"), world.them().awaitTexts(1));
    assertTrue(result.message().key().id().value().matches("3EB0[0-9A-F]{18}"));
  }

  @Test
  void tellsOneEventPerMessageAndStatus() {
    world.open();
    send(Ask.text("hello"));
    world.them().readAll();
    world.them().readAll();
    world.awaitTold(EventKind.SEND_MESSAGE, 1);
    world.awaitTold(EventKind.MESSAGES_UPDATE, 2);
    send(Ask.text("next"));
    world.awaitTold(EventKind.SEND_MESSAGE, 2);
    List<String> statuses = world.told(EventKind.MESSAGES_UPDATE);
    assertEquals(statuses.size(), statuses.stream().distinct().count(), statuses.toString());
  }

  @Test
  void answersPendingWhenTheAckTakesLong() {
    world.open();
    world.whatsApp.loseNextAck();
    CompletableFuture<SendResult> answer = sendLater(Ask.text("hello"));
    world.them().awaitTexts(1);
    awaitWaitForAck();
    world.time.advance(Duration.ofSeconds(10));
    SendResult result = answer.join();
    assertEquals(MessageStatus.PENDING, result.message().status());
    assertFalse(world.stores.state().stanzas(world.shop().id()).isEmpty());
  }

  /** Invariant 3. */
  @Test
  void sendsWhatWasNotAcknowledgedAgainUnchangedAndItArrivesOnce() {
    world.open();
    world.whatsApp.loseNextAck();
    CompletableFuture<SendResult> answer = sendLater(Ask.text("hello"));
    world.them().awaitTexts(1);
    world.whatsApp.closeConnections(world.me(), DisconnectReason.CONNECTION_LOST);
    world.passRetry();
    assertEquals(MessageStatus.SERVER_ACK, answer.join().message().status());
    world.awaitState(InstanceState.Connected.class);
    send(Ask.text("second"));
    assertEquals(List.of("hello", "second"), world.them().awaitTexts(2));
    assertEquals(List.of(), world.stores.state().stanzas(world.shop().id()));
  }

  /** Invariant 3. */
  @Test
  void sendsWhatWasNotAcknowledgedAfterARestartOfTheProcess() {
    world.open();
    world.whatsApp.loseNextAck();
    CompletableFuture<SendResult> answer = sendLater(Ask.text("hello"));
    world.them().awaitTexts(1);
    awaitWaitForAck();
    world.startAgain();
    world.time.advance(Duration.ofSeconds(10));
    World.awaitTrue(
        () -> world.stores.state().stanzas(world.shop().id()).isEmpty(),
        () -> "the stanza is still waiting");
    assertEquals(List.of("hello"), world.them().received());
    MessageStatus status = kept(answer.join().message().key().id()).status();
    assertTrue(status.compareTo(MessageStatus.SERVER_ACK) >= 0, status.toString());
  }

  @Test
  void saysWhyTheServerRefused() {
    world.open();
    world.whatsApp.nackNext(463);
    SendException.Refused refused =
        assertThrows(SendException.Refused.class, () -> send(Ask.text("hello")));
    assertEquals(463, refused.code());
    assertTrue(world.awaitTold(EventKind.MESSAGES_UPDATE, 1).getFirst().contains("status=ERROR"));
  }

  @Test
  void keepsNothingWhenNotConnected() {
    world.created();
    assertThrows(SendException.NotConnected.class, () -> send(Ask.text("hello").key("k")));
    assertEquals(0, world.application.instances().get(World.SHOP).counts().messages());
  }

  @Test
  void saysThatThereIsNoSuchInstance() {
    assertThrows(InstanceException.NotFound.class, () -> send(Ask.text("hello")));
  }

  @Test
  void keepsNothingWhenTheCommitFails() {
    world.open();
    world.stores.failNext(
        Commits.sending(), new StoreException.Unavailable(new IllegalStateException("planned")));
    assertThrows(StoreException.class, () -> send(Ask.text("hello").key("k")));
    world.passRetry();
    world.awaitState(InstanceState.Connected.class);
    SendResult result = send(Ask.text("hello").key("k"));
    assertEquals(MessageStatus.SERVER_ACK, result.message().status());
    assertEquals(List.of("hello"), world.them().awaitTexts(1));
  }

  // Recipients.

  @Test
  void prefersTheFirstCandidateThatExists() {
    world.open();
    world.whatsApp.phone("5511999990003");
    SendResult result = send(Ask.text("a").to(phone("5511000000000", "5511999990003")));
    assertEquals(UserJid.phone("5511999990003"), result.message().key().chat());
  }

  @Test
  void prefersTheNumberAsGivenWhenBothExist() {
    world.open();
    world.whatsApp.phone("5511999990003");
    world.whatsApp.phone("5511999990004");
    SendResult result = send(Ask.text("a").to(phone("5511999990003", "5511999990004")));
    assertEquals(UserJid.phone("5511999990003"), result.message().key().chat());
  }

  @Test
  void asksOnceForANumber() {
    world.open();
    send(Ask.text("a").to(phone(World.THEIRS)));
    send(Ask.text("b").to(phone(World.THEIRS)));
    assertEquals(1, world.whatsApp.lookups());
  }

  @Test
  void asksAgainForAMissingNumberAfterAWhile() {
    world.open();
    Ask ask = Ask.text("a").to(phone("5511999990003"));
    SendException.NotOnWhatsApp missing =
        assertThrows(SendException.NotOnWhatsApp.class, () -> send(ask));
    assertEquals("5511999990003", missing.number());
    assertEquals("5511999990003@s.whatsapp.net", missing.jid());
    assertThrows(SendException.NotOnWhatsApp.class, () -> send(ask));
    assertEquals(1, world.whatsApp.lookups());
    world.whatsApp.phone("5511999990003");
    world.time.advance(Duration.ofMinutes(6));
    assertEquals(MessageStatus.SERVER_ACK, send(ask).message().status());
  }

  @Test
  void usesAnAddressAsItIs() {
    world.open();
    send(Ask.text("a"));
    assertEquals(0, world.whatsApp.lookups());
  }

  // Order, typing, quotes.

  @Test
  void keepsTheOrderOfAChat() {
    world.open();
    List<String> expected = IntStream.range(0, 40).mapToObj(i -> "text " + i).toList();
    expected.forEach(text -> send(Ask.text(text)));
    assertEquals(expected, world.them().awaitTexts(40));
  }

  @Test
  void deliversManyAtATimeExactlyOnce() {
    world.open();
    List<CompletableFuture<SendResult>> answers =
        IntStream.range(0, 60).mapToObj(i -> sendLater(Ask.text("text " + i))).toList();
    answers.forEach(CompletableFuture::join);
    List<String> texts = world.them().awaitTexts(60);
    assertEquals(60, texts.stream().distinct().count());
    assertEquals(60, texts.size());
  }

  @Test
  void showsTypingInSlicesUpToTheLimit() {
    world.open();
    CompletableFuture<SendResult> answer =
        sendLater(Ask.text("hello").after(Duration.ofMinutes(10)));
    for (int slice = 1; slice <= 3; slice++) {
      int shown = slice;
      World.awaitTrue(
          () ->
              world.whatsApp.chatStates().size() == shown
                  && world.time.untilNext().filter(Duration.ofSeconds(20)::equals).isPresent(),
          () -> "not typing");
      assertEquals(List.of(), world.them().received());
      world.time.advance(Duration.ofSeconds(20));
    }
    answer.join();
    assertEquals(
        List.of(ChatState.COMPOSING, ChatState.COMPOSING, ChatState.COMPOSING, ChatState.PAUSED),
        world.whatsApp.chatStates().stream().map(SeenChatState::state).toList());
    assertEquals(List.of("hello"), world.them().awaitTexts(1));
  }

  @Test
  void letsTheNextMessageOfAChatWaitForTheTyping() {
    world.open();
    CompletableFuture<SendResult> slow = sendLater(Ask.text("slow").after(Duration.ofSeconds(5)));
    World.awaitTrue(() -> world.whatsApp.chatStates().size() == 1, () -> "not typing");
    CompletableFuture<SendResult> fast = sendLater(Ask.text("fast"));
    World.awaitTrue(
        () -> world.time.untilNext().filter(Duration.ofSeconds(5)::equals).isPresent(),
        () -> "no slice is waiting");
    world.time.advance(Duration.ofSeconds(5));
    slow.join();
    fast.join();
    assertEquals(List.of("slow", "fast"), world.them().awaitTexts(2));
  }

  @Test
  void sendsWithoutTheQuoteThatIsNotKept() {
    world.open();
    assertEquals(
        MessageStatus.SERVER_ACK,
        send(Ask.text("hello").quoting(new MessageId("3EB0UNKNOWN"))).message().status());
  }

  // Idempotency.

  @Test
  void answersARepeatWithTheFirstResultAndSendsNothing() {
    world.open();
    SendResult first = send(Ask.text("hello").key("k"));
    SendResult again = send(Ask.text("hello").key("k"));
    assertEquals(first.message().key().id(), again.message().key().id());
    assertEquals(List.of("hello"), world.them().received());
  }

  @Test
  void answersARepeatWithTheStatusOfNow() {
    world.open();
    SendResult first = send(Ask.text("hello").key("k"));
    world.them().readAll();
    World.awaitTrue(
        () -> kept(first.message().key().id()).status() == MessageStatus.READ, () -> "not read");
    assertEquals(MessageStatus.READ, send(Ask.text("hello").key("k")).message().status());
  }

  @Test
  void answersARepeatOfARefusedRequestWithTheSameRefusal() {
    world.open();
    world.whatsApp.nackNext(463);
    assertEquals(463, refusal(Ask.text("hello").key("k")));
    assertEquals(463, refusal(Ask.text("hello").key("k")));
    world.whatsApp.nackNext(479);
    assertEquals(479, refusal(Ask.text("other").id("ABCDEF0123456789")));
    world.startAgain();
    assertEquals(479, refusal(Ask.text("other").id("ABCDEF0123456789")));
    assertEquals(463, refusal(Ask.text("hello").key("k")));
    assertEquals(List.of(), world.them().received());
  }

  private int refusal(Ask ask) {
    return assertThrows(SendException.Refused.class, () -> send(ask)).code();
  }

  @Test
  void refusesAKeyForAnotherRequest() {
    world.open();
    send(Ask.text("hello").key("k"));
    assertThrows(SendException.KeyReused.class, () -> send(Ask.text("other").key("k")));
    assertEquals(List.of("hello"), world.them().received());
  }

  @Test
  void keepsKeysApart() {
    world.open();
    send(Ask.text("hello").key("k1"));
    send(Ask.text("hello").key("k2"));
    assertEquals(List.of("hello", "hello"), world.them().awaitTexts(2));
  }

  @Test
  void letsARepeatWaitForTheFirst() {
    world.open();
    world.whatsApp.loseNextAck();
    CompletableFuture<SendResult> first = sendLater(Ask.text("hello").key("k"));
    world.them().awaitTexts(1);
    CompletableFuture<SendResult> again = sendLater(Ask.text("hello").key("k"));
    awaitWaitForAck();
    world.time.advance(Duration.ofSeconds(10));
    assertEquals(first.join().message().key().id(), again.join().message().key().id());
    assertEquals(List.of("hello"), world.them().received());
  }

  @Test
  void refusesAKeyForAnotherRequestWhileTheFirstRuns() {
    world.open();
    world.whatsApp.loseNextAck();
    CompletableFuture<SendResult> first = sendLater(Ask.text("hello").key("k"));
    world.them().awaitTexts(1);
    assertThrows(SendException.KeyReused.class, () -> send(Ask.text("other").key("k")));
    world.whatsApp.closeConnections(world.me(), DisconnectReason.CONNECTION_LOST);
    world.passRetry();
    first.join();
  }

  @Test
  void leavesAKeyFreeThatWasRefusedBeforeAnythingWasKept() {
    world.created();
    assertThrows(SendException.NotConnected.class, () -> send(Ask.text("hello").key("k")));
    world.them();
    world.pair();
    assertThrows(
        SendException.NotOnWhatsApp.class,
        () -> send(Ask.text("hello").to(phone("5511000000000")).key("k")));
    assertEquals(MessageStatus.SERVER_ACK, send(Ask.text("other").key("k")).message().status());
  }

  @Test
  void knowsAKeyAfterARestartOfTheProcess() {
    world.open();
    SendResult first = send(Ask.text("hello").key("k"));
    world.startAgain();
    assertEquals(first.message().key().id(), send(Ask.text("hello").key("k")).message().key().id());
    assertThrows(SendException.KeyReused.class, () -> send(Ask.text("other").key("k")));
    assertEquals(List.of("hello"), world.them().received());
  }

  @Test
  void answersARepeatWithoutAConnection() {
    world.open();
    SendResult first = send(Ask.text("hello").key("k"));
    world.application.instances().logout(World.SHOP);
    assertEquals(first.message().key().id(), send(Ask.text("hello").key("k")).message().key().id());
  }

  @Test
  void takesAChosenIdForAKey() {
    world.open();
    SendResult first = send(Ask.text("hello").id("ABCDEF0123456789"));
    assertEquals(new MessageId("ABCDEF0123456789"), first.message().key().id());
    assertEquals(
        first.message().key().id(),
        send(Ask.text("hello").id("ABCDEF0123456789")).message().key().id());
    assertThrows(
        SendException.KeyReused.class, () -> send(Ask.text("other").id("ABCDEF0123456789")));
    assertEquals(List.of("hello"), world.them().received());
  }

  @Test
  void refusesAChosenIdThatNamesAnotherMessage() {
    world.open();
    send(Ask.text("hello").id("ABCDEF0123456789").key("k"));
    assertThrows(
        SendException.KeyReused.class, () -> send(Ask.text("hello").id("ABCDEF0123456789")));
  }

  // Inbound.

  /** Invariant 2: what was not kept is not acknowledged, so it comes again, and is told once. */
  @Test
  void keepsAMessageBeforeItIsAcknowledged() {
    InstanceHandle shop = world.open();
    world.awaitTold(EventKind.CONNECTION_UPDATE, 2);
    world.stores.holdCommits();
    CompletableFuture<MessageId> sent =
        CompletableFuture.supplyAsync(
            () -> world.them().sendText(world.me().jid(), "hello"), world.executor);
    world.stores.awaitHeld(Commits.receiving(), Duration.ofSeconds(20));
    assertEquals(List.of(), world.told(EventKind.MESSAGES_UPSERT));
    world.stores.loseHeld();
    world.stores.release();
    world.startAgain();
    world.time.advance(Duration.ZERO);
    assertEquals(1, world.awaitTold(EventKind.MESSAGES_UPSERT, 1).size());
    assertInstanceOf(InstanceHandle.class, shop);
    assertFalse(sent.isCompletedExceptionally());
  }

  @Test
  void tellsANewChatAndContactOnce() {
    world.open();
    world.them().sendText(world.me().jid(), "one");
    world.them().sendText(world.me().jid(), "two");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 2);
    assertEquals(1, world.awaitTold(EventKind.CHATS_UPSERT, 1).size());
    assertEquals(1, world.awaitTold(EventKind.CONTACTS_UPSERT, 1).size());
    world.awaitTold(EventKind.CHATS_UPDATE, 1);
  }

  @Test
  void knowsAChatAndContactAfterARestartOfTheProcess() {
    world.open();
    world.them().sendText(world.me().jid(), "one");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    world.application.stop();
    world.startAgain();
    world.time.advance(Duration.ZERO);
    world.awaitState(InstanceState.Connected.class);
    world.them().sendText(world.me().jid(), "two");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 2);
    world.awaitTold(EventKind.CHATS_UPDATE, 1);
    assertEquals(1, world.told(EventKind.CHATS_UPSERT).size());
    assertEquals(1, world.told(EventKind.CONTACTS_UPSERT).size());
  }
}
