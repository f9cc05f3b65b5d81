package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.UserJid;
import chatwarp.simulator.exchange.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two phones through the real exchange, with real Signal. */
class PhoneToPhoneTest {
  private final World world = new World();
  private final Phone ana = world.phone("Ana");
  private final Phone bia = world.phone("Bia");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void exchangesTextsBothWays() throws Exception {
    String first = ana.sendText(bia.account().phone(), "bom dia").get();
    InboxEntry received = arrived(bia, first);
    assertEquals(Optional.of("bom dia"), received.text());
    assertEquals(ana.account().phone(), received.from().owner());
    assertEquals(ana.account().phone(), received.chat());
    assertEquals(World.NOW, received.sentAt());

    String second = bia.sendText(ana.account().phone(), "tudo bem?").get();
    assertEquals(Optional.of("tudo bem?"), arrived(ana, second).text());

    String third = ana.sendText(bia.account().phone(), "tudo").get();
    assertEquals(Optional.of("tudo"), arrived(bia, third).text());
  }

  @Test
  void reachesTheSamePersonByLid() throws Exception {
    String id = ana.sendText(bia.account().lid(), "by lid").get();
    InboxEntry received = arrived(bia, id);
    assertEquals(Optional.of("by lid"), received.text());
    assertEquals(ana.account().lid(), received.from().owner());
    String answer = bia.sendText(ana.account().phone(), "by number").get();
    assertEquals(Optional.of("by number"), arrived(ana, answer).text(), "one session for both");
  }

  @Test
  void delivers200TextsOnceAndInOrder() throws Exception {
    List<CompletableFuture<String>> sent = new ArrayList<>();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sent.add(ana.sendText(bia.account().phone(), "text " + i));
      if (i % 7 == 0) {
        answers.add(bia.sendText(ana.account().phone(), "answer " + i));
      }
    }
    List<InboxEntry> all = bia.inbox().awaitCount(entry -> true, 200, World.SOON);
    assertEquals(
        IntStream.range(0, 200).mapToObj(i -> Optional.of("text " + i)).toList(),
        all.stream().map(InboxEntry::text).toList());
    assertEquals(
        sent.stream().map(CompletableFuture::join).toList(),
        all.stream().map(InboxEntry::id).toList());
    assertEquals(
        answers.stream().map(CompletableFuture::join).toList(),
        ana.inbox().awaitCount(e -> true, answers.size(), World.SOON).stream()
            .map(InboxEntry::id)
            .toList());
  }

  @Test
  void survivesBothWritingFirst() throws Exception {
    CompletableFuture<String> fromAna = ana.sendText(bia.account().phone(), "from ana");
    CompletableFuture<String> fromBia = bia.sendText(ana.account().phone(), "from bia");
    assertEquals(Optional.of("from ana"), arrived(bia, fromAna.get()).text());
    assertEquals(Optional.of("from bia"), arrived(ana, fromBia.get()).text());
    for (int i = 0; i < 5; i++) {
      String there = ana.sendText(bia.account().phone(), "there " + i).get();
      assertEquals(Optional.of("there " + i), arrived(bia, there).text());
      String back = bia.sendText(ana.account().phone(), "back " + i).get();
      assertEquals(Optional.of("back " + i), arrived(ana, back).text());
    }
  }

  @Test
  void answersWithADeliveryReceipt() throws Exception {
    String id = ana.sendText(bia.account().phone(), "ticks").get();
    assertTrue(acknowledged(ana, id).error().isEmpty());
    assertEquals(bia.account().phone(), receipt(ana, id, "delivered").from().bare());
  }

  @Test
  void saysThatItReadWhenTold() throws Exception {
    String id = ana.sendText(bia.account().phone(), "ticks").get();
    arrived(bia, id);
    bia.read(ana.account().phone(), List.of(id)).get();
    receipt(ana, id, "read");
  }

  @Test
  void readsAtOnceWhenThatIsItsManner() throws Exception {
    bia.behave(bia.manners().reading(true));
    String id = ana.sendText(bia.account().phone(), "ticks").get();
    receipt(ana, id, "read");
  }

  @Test
  void saysNothingWhenSilent() throws Exception {
    bia.behave(Manners.SILENT);
    String id = ana.sendText(bia.account().phone(), "hello?").get();
    arrived(bia, id);
    String answer = bia.sendText(ana.account().phone(), "later").get();
    arrived(ana, answer);
    assertEquals(List.of(), ana.events().entries(PhoneEvent.Receipt.class::isInstance));
    assertTrue(
        world.exchange.pending(bia.account().primary()).stream().noneMatch(n -> n.is("message")),
        "an ack takes a message off the queue as well");
  }

  @Test
  void getsWhatItMissedWhenItComesBack() throws Exception {
    bia.goOffline().get();
    String first = ana.sendText(bia.account().phone(), "one").get();
    String second = ana.sendText(bia.account().phone(), "two").get();
    assertTrue(bia.inbox().entries().isEmpty());
    bia.goOnline().get();
    assertEquals(Optional.of("one"), arrived(bia, first).text());
    assertEquals(Optional.of("two"), arrived(bia, second).text());
    receipt(ana, second, "delivered");
  }

  @Test
  void showsARedeliveryAsADuplicate() throws Exception {
    bia.behave(bia.manners().acking(false));
    String id = ana.sendText(bia.account().phone(), "once").get();
    arrived(bia, id);
    bia.goOffline().get();
    bia.behave(Manners.ACTIVE);
    bia.goOnline().get();
    List<InboxEntry> both = bia.inbox().awaitCount(e -> e.id().equals(id), 2, World.SOON);
    assertEquals(Optional.of("once"), both.get(0).text());
    assertEquals(Optional.of(Unreadable.DUPLICATE), both.get(1).failure());
    String next = ana.sendText(bia.account().phone(), "next").get();
    assertEquals(Optional.of("next"), arrived(bia, next).text());
    assertEquals(
        List.of(),
        ana.events().entries(e -> e instanceof PhoneEvent.Receipt r && r.type().equals("retry")),
        "a repeat is no reason to ask for it again");
  }

  @Test
  void readsMessagesThatComeInTheWrongOrder() throws Exception {
    String before = ana.sendText(bia.account().phone(), "before").get();
    arrived(bia, before);
    String one = send("one", SendFault.HOLD);
    String two = send("two", SendFault.HOLD);
    String three = send("three", SendFault.NONE);
    ana.release().get();
    bia.inbox().awaitCount(entry -> true, 4, World.SOON);
    assertEquals(
        List.of(before, three, two, one),
        bia.inbox().entries().stream().map(InboxEntry::id).toList());
    assertTrue(bia.inbox().entries().stream().allMatch(entry -> entry.text().isPresent()));
  }

  @Test
  void healsALostSessionByARetry() throws Exception {
    String before = ana.sendText(bia.account().phone(), "before").get();
    arrived(bia, before);
    arrived(ana, bia.sendText(ana.account().phone(), "answer").get());
    bia.forgetSession(ana.account().primary()).get();
    String lost = ana.sendText(bia.account().phone(), "lost and found").get();
    List<InboxEntry> both = bia.inbox().awaitCount(e -> e.id().equals(lost), 2, World.SOON);
    assertEquals(Optional.of(Unreadable.NO_SESSION), both.get(0).failure());
    assertEquals(Optional.of("lost and found"), both.get(1).text());
    String after = bia.sendText(ana.account().phone(), "after").get();
    assertEquals(Optional.of("after"), arrived(ana, after).text());
  }

  @Test
  void healsACorruptMacByARetry() throws Exception {
    arrived(bia, ana.sendText(bia.account().phone(), "before").get());
    arrived(ana, bia.sendText(ana.account().phone(), "answer").get());
    String id = send("again please", SendFault.CORRUPT_MAC);
    List<InboxEntry> both = bia.inbox().awaitCount(e -> e.id().equals(id), 2, World.SOON);
    assertEquals(Optional.of(Unreadable.BAD_MAC), both.get(0).failure());
    assertEquals(Optional.of("again please"), both.get(1).text());
  }

  @Test
  void refusesACorruptFirstMessageToo() throws Exception {
    String id = send("first", SendFault.CORRUPT_MAC);
    List<InboxEntry> both = bia.inbox().awaitCount(e -> e.id().equals(id), 2, World.SOON);
    assertEquals(Optional.of(Unreadable.BAD_MAC), both.get(0).failure());
    assertEquals(Optional.of("first"), both.get(1).text());
  }

  @Test
  void healsAnUnknownPreKeyByARetryWithKeys() throws Exception {
    String id = send("who are you", SendFault.UNKNOWN_PREKEY);
    List<InboxEntry> both = bia.inbox().awaitCount(e -> e.id().equals(id), 2, World.SOON);
    assertEquals(Optional.of(Unreadable.UNKNOWN_PREKEY), both.get(0).failure());
    assertEquals(Optional.of("who are you"), both.get(1).text());
  }

  @Test
  void reusesAMessageKeyOnlyWhenTold() throws Exception {
    arrived(bia, ana.sendText(bia.account().phone(), "before").get());
    arrived(ana, bia.sendText(ana.account().phone(), "answer").get());
    assertEquals(0, world.violations.count());
    arrived(bia, send("first", SendFault.REUSE_NEXT));
    String second = send("second", SendFault.NONE);
    assertEquals(Optional.of(Unreadable.DUPLICATE), arrived(bia, second).failure());
    assertEquals(
        List.of(Violation.Kind.MESSAGE_KEY_REUSED),
        world.violations.list().stream().map(Violation::kind).toList());
  }

  @Test
  void handsTheSameBytesOverTwiceAndTheServerDeliversThemOnce() throws Exception {
    String id = send("twice", SendFault.TWICE);
    String next = send("next", SendFault.NONE);
    arrived(bia, next);
    assertEquals(1, bia.inbox().entries(entry -> entry.id().equals(id)).size());
    assertEquals(
        2,
        ana.events()
            .awaitCount(
                e -> e instanceof PhoneEvent.Acknowledged a && a.id().equals(id), 2, World.SOON)
            .size());
  }

  @Test
  void usesAGivenIdAgainWhenTold() throws Exception {
    bia.account();
    String id = "A".repeat(32);
    for (String text : List.of("one", "two")) {
      ana.send(bia.account().phone(), MessageText.message(text), Optional.of(id), SendFault.NONE)
          .get();
    }
    List<InboxEntry> both = bia.inbox().awaitCount(e -> e.id().equals(id), 2, World.SOON);
    assertEquals(
        List.of(Optional.of("one"), Optional.of("two")),
        both.stream().map(InboxEntry::text).toList());
    assertEquals(List.of(0L, 1L), both.stream().map(InboxEntry::order).toList());
  }

  @Test
  void showsThatSomebodyTypes() throws Exception {
    ana.typing(bia.account().phone(), true).get();
    assertTrue(
        bia.events()
            .await(
                e -> e instanceof PhoneEvent.ChatState state && state.state().equals("composing"),
                World.SOON)
            .isPresent());
  }

  @Test
  void saysWhenNobodyHasTheAddress() {
    CompletableFuture<String> sent = ana.sendText(UserJid.phone("5511900000000"), "anybody?");
    ExecutionException failure = assertThrows(ExecutionException.class, sent::get);
    assertInstanceOf(UnknownRecipientException.class, failure.getCause());
  }

  @Test
  void isTheSamePersonWithTheSameKeysInEveryRun() {
    try (World again = new World()) {
      assertEquals(ana.account().phone(), again.phone("Ana").account().phone());
      assertEquals(
          ana.account().identity().publicKey(),
          again.phone("Ana").account().identity().publicKey());
      assertEquals(
          ana.account().primary().preKeys().unused(),
          again.phone("Ana").account().primary().preKeys().unused());
    }
    assertNotEquals(ana.account().phone(), bia.account().phone());
  }

  @Test
  void worksOnWhenThePreKeysHaveRunOut() throws Exception {
    bia.account().primary().preKeys().exhaust();
    String id = ana.sendText(bia.account().phone(), "no one-time key").get();
    assertEquals(Optional.of("no one-time key"), arrived(bia, id).text());
  }

  private String send(String text, SendFault fault) throws Exception {
    return ana.send(bia.account().phone(), MessageText.message(text), Optional.empty(), fault)
        .get();
  }

  private static InboxEntry arrived(Phone phone, String id) throws InterruptedException {
    return phone.inbox().await(entry -> entry.id().equals(id), World.SOON).orElseThrow();
  }

  private static PhoneEvent.Acknowledged acknowledged(Phone phone, String id)
      throws InterruptedException {
    return (PhoneEvent.Acknowledged)
        phone
            .events()
            .await(e -> e instanceof PhoneEvent.Acknowledged a && a.id().equals(id), World.SOON)
            .orElseThrow();
  }

  private static PhoneEvent.Receipt receipt(Phone phone, String id, String type)
      throws InterruptedException {
    return (PhoneEvent.Receipt)
        phone
            .events()
            .await(
                e ->
                    e instanceof PhoneEvent.Receipt r
                        && r.type().equals(type)
                        && r.ids().contains(id),
                World.SOON)
            .orElseThrow();
  }
}
