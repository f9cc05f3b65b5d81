package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.Quote;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several devices of ours, and people under both of their addresses, over TLS. */
class FamilyScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);

  private Offline offline;
  private Device one;
  private Device two;

  @BeforeEach
  void start() {
    offline = new Offline(true);
    offline.account(MINE);
    offline.account(THEIRS);
    one = new Device(offline, 1).pair(MINE);
    two = new Device(offline, 2);
  }

  @AfterEach
  void stop() {
    one.session.close();
    two.session.close();
    offline.close();
  }

  @Test
  void showsItsOwnMessagesToItsOtherDevices() throws Exception {
    two.pair(MINE);
    one.send("A1", THEM, "from one");
    SessionFact.Received copy = two.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("from one"), two.received());
    assertTrue(copy.message().key().fromMe());
    assertEquals(THEM, copy.message().key().chat());
    two.send("A2", THEM, "from two");
    one.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("from two"), one.received());
    assertEquals(List.of("from one", "from two"), offline.awaitTexts(THEIRS, 2));
  }

  @Test
  void reachesADeviceThatWasLinkedAfterTheListWasRead() throws Exception {
    Device theirs = new Device(offline, 3);
    one.send("A1", THEM, "before");
    theirs.pair(THEIRS);
    one.send("A2", THEM, "after");
    theirs.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("after"), theirs.received());
    theirs.session.close();
  }

  @Test
  void talksWithAnotherInstanceBothWays() throws Exception {
    two.pair(THEIRS);
    for (int i = 0; i < 10; i++) {
      one.send("A" + i, THEM, "to them " + i);
      two.send("B" + i, ME, "to me " + i);
    }
    one.host.awaitFact(SessionFact.Received.class, 10);
    two.host.awaitFact(SessionFact.Received.class, 10);
    for (int i = 0; i < 10; i++) {
      assertEquals("to me " + i, one.received().get(i));
      assertEquals("to them " + i, two.received().get(i));
    }
  }

  @Test
  void takesAPersonUnderEitherAddress() throws Exception {
    Registration known = one.session.lookup(List.of(THEM)).getFirst();
    assertEquals(Optional.of(THEM), known.jid());
    UserJid lid = known.lid().orElseThrow();
    one.send("A1", lid, "by LID");
    one.send("A2", THEM, "by number");
    one.send("A3", lid, "by LID again");
    assertEquals(List.of("by LID", "by number", "by LID again"), offline.awaitTexts(THEIRS, 3));
    assertEquals(0, offline.violations().get("count").asInt());
    assertTrue(
        one.host.facts().contains(new SessionFact.LidLearned(THEM, lid)),
        "the mapping was not told");
  }

  @Test
  void sendsFromManyThreadsWithoutUsingAKeyTwice() throws Exception {
    List<UserJid> people = new ArrayList<>(List.of(THEM));
    for (int i = 0; i < 3; i++) {
      String number = "551199999100" + i;
      offline.account(number);
      people.add(UserJid.phone(number));
    }
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int thread = t;
      senders.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 10; i++) {
                  UserJid to = people.get((thread + i) % people.size());
                  one.session.send(Device.text("T" + thread + "N" + i, to, "text"));
                }
              },
              Thread::startVirtualThread));
    }
    for (CompletableFuture<Void> sender : senders) {
      sender.get(60, TimeUnit.SECONDS);
    }
    for (UserJid person : people) {
      offline.awaitTexts(person.user(), 20);
    }
    assertEquals(0, offline.violations().get("count").asInt());
  }

  @Test
  void quotesAndMentions() throws Exception {
    two.pair(THEIRS);
    one.send("A1", THEM, "a question");
    SessionFact.Received asked = two.host.awaitFact(SessionFact.Received.class, 1);
    TextContent answer = TextContent.of("an answer for @" + MINE);
    MessageContext context =
        MessageContext.NONE
            .quoting(new Quote(asked.message().key(), ME, asked.message().content()))
            .mentioning(List.of(ME));
    two.session
        .send(new OutgoingMessage(new MessageId("3EB0B1"), ME, answer, context, List.of()))
        .outcome()
        .get(20, TimeUnit.SECONDS);
    SessionFact.Received received = one.host.awaitFact(SessionFact.Received.class, 1);
    ReadContent read = received.content().orElseThrow();
    TextContent text = (TextContent) read.content();
    assertEquals("an answer for @" + MINE, text.text());
    assertEquals(List.of(ME), read.context().mentioned());
    Quote quote = read.context().quoted().orElseThrow();
    assertEquals(new MessageId("3EB0A1"), quote.key().id());
    assertEquals("{\"conversation\":\"a question\"}", quote.content().json());
    assertEquals("extendedTextMessage", received.message().content().type());
  }

  @Test
  void writesANoteToItself() throws Exception {
    one.send("A1", ME, "remember");
    assertEquals(List.of("remember"), offline.awaitTexts(MINE, 1));
  }

  @Test
  void tellsWhoIsTyping() {
    two.pair(THEIRS);
    two.session.sendChatState(ME, ChatState.COMPOSING);
    SessionSignal.ChatStateChanged typing =
        one.host.awaitSignal(SessionSignal.ChatStateChanged.class, 1);
    assertEquals(ChatState.COMPOSING, typing.state());
  }

  @Test
  void learnsItsOwnNameFromItsPhone() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (one.host.facts().stream()
        .filter(SessionFact.AuthChanged.class::isInstance)
        .map(SessionFact.AuthChanged.class::cast)
        .noneMatch(
            changed -> changed.auth().metadata().pushName().equals(Optional.of("phone " + MINE)))) {
      assertTrue(System.nanoTime() < deadline, "the name is never learned");
      Thread.onSpinWait();
    }
  }
}
