package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.exchange.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones in groups through the real server, with real sender keys. */
class PhonesInGroupsTest {
  private final World world = new World();
  private final Phone ana = world.phone("Ana");
  private final Phone bia = world.phone("Bia");
  private final Phone caio = world.phone("Caio");

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest(name = "by LID: {0}")
  @ValueSource(booleans = {true, false})
  void everybodyElseReadsWhatAMemberSays(boolean byLid) throws Exception {
    world.groups.byLid(byLid);
    GroupJid group = group(ana, bia, caio);
    for (Phone speaker : List.of(ana, bia, caio, ana)) {
      String id = say(speaker, group, "from one of them");
      for (Phone listener : List.of(ana, bia, caio)) {
        if (listener != speaker) {
          InboxEntry entry = arrived(listener, id);
          assertEquals(Optional.of("from one of them"), entry.text());
          assertEquals(group, entry.chat());
          assertEquals(byLid, entry.from().isLid());
        }
      }
    }
    assertEquals(List.of(), world.violations.list());
  }

  @Test
  void theSenderKeyIsGivenToEachDeviceOnce() throws Exception {
    GroupJid group = group(ana, bia, caio);
    TestCompanion watcher = new TestCompanion(world, bia.account());
    watcher.login();
    say(ana, group, "one");
    say(ana, group, "two");
    List<Node> both = watcher.stanzas.awaitCount(stanza -> inGroup(stanza, group), 2, World.SOON);
    assertEquals(2, both.get(0).children("enc").size());
    assertEquals(1, both.get(1).children("enc").size());
    assertTrue(both.get(0).children("enc").getLast().attrIs("type", "skmsg"));
    assertEquals(ana.account().lid(), both.get(0).requireJid("participant").bare());
    assertEquals(ana.account().phone(), both.get(0).requireJid("participant_pn"));
  }

  private static boolean inGroup(Node stanza, GroupJid group) {
    return stanza.is("message") && stanza.requireJid("from").equals(group);
  }

  @Test
  void theAuthorSeesWhoseDeviceReceivedAndReadIt() throws Exception {
    GroupJid group = group(ana, bia, caio);
    String id = say(ana, group, "ticks");
    arrived(bia, id);
    PhoneEvent.Receipt delivered = receipt(ana, id, "delivered", bia);
    assertEquals(group, delivered.chat());
    bia.read(group, List.of(id)).get();
    receipt(ana, id, "read", bia);
    receipt(ana, id, "delivered", caio);
  }

  @Test
  void somebodyWhoWasAddedReadsFromThereOnAndNothingBefore() throws Exception {
    GroupJid group = group(ana, bia);
    String before = say(ana, group, "before");
    arrived(bia, before);
    change(ana, group, "add", caio);
    String after = say(ana, group, "after");
    assertEquals(Optional.of("after"), arrived(caio, after).text());
    assertEquals(List.of(after), ids(caio));
  }

  @Test
  void everyoneEntitledReadsEachMessageOnceAndNobodyElseWhileMembersComeAndGo() throws Exception {
    GroupJid group = group(ana, bia, caio);
    List<String> forBia = new ArrayList<>();
    List<String> forCaio = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      String together = say(ana, group, "together " + round);
      arrived(bia, together);
      arrived(caio, together);
      forBia.add(together);
      forCaio.add(together);
      if (round % 2 == 0) {
        caio.groups().leave(group).get();
      } else {
        change(ana, group, "remove", caio);
      }
      awaitChange(ana, "remove", round + 1);
      awaitChange(bia, "remove", round + 1);
      String without = say(ana, group, "without " + round);
      arrived(bia, without);
      forBia.add(without);
      ExecutionException refused =
          assertThrows(ExecutionException.class, () -> caio.groups().metadata(group).get());
      assertInstanceOf(RequestRefusedException.class, refused.getCause());
      change(ana, group, "add", caio);
      awaitChange(bia, "add", round + 1);
      String back = say(bia, group, "welcome back " + round);
      arrived(caio, back);
      arrived(ana, back);
      forCaio.add(back);
    }
    assertEquals(forBia, ids(bia));
    assertEquals(forCaio, ids(caio));
    assertEquals(5, ids(ana).size());
    assertTrue(
        Stream.of(ana, bia, caio)
            .flatMap(phone -> phone.inbox().entries().stream())
            .allMatch(entry -> entry.text().isPresent()));
    assertEquals(List.of(), world.violations.list());
  }

  @Test
  void aPhoneThatWasAwayHearsOfChangesAndMessagesInTheirOrder() throws Exception {
    GroupJid group = group(ana, bia);
    caio.goOffline().get();
    change(ana, group, "add", caio);
    String first = say(ana, group, "one");
    String second = say(bia, group, "two");
    caio.goOnline().get();
    assertEquals(Optional.of("one"), arrived(caio, first).text());
    assertEquals(Optional.of("two"), arrived(caio, second).text());
    String answer = say(caio, group, "three");
    arrived(ana, answer);
    arrived(bia, answer);
  }

  @Test
  void aLostSenderKeyIsHealedByARetry() throws Exception {
    GroupJid group = group(ana, bia, caio);
    arrived(bia, say(ana, group, "before"));
    bia.forgetSenderKey(group, ana.account().primary()).get();
    String lost = say(ana, group, "lost and found");
    List<InboxEntry> both = bia.inbox().awaitCount(e -> e.id().equals(lost), 2, World.SOON);
    assertEquals(Optional.of(Unreadable.NO_SENDER_KEY), both.get(0).failure());
    assertEquals(Optional.of("lost and found"), both.get(1).text());
    String next = say(ana, group, "next");
    assertEquals(Optional.of("next"), arrived(bia, next).text());
    assertEquals(1, caio.inbox().entries(entry -> entry.id().equals(lost)).size());
  }

  @Test
  void aMessageWithABrokenSignatureIsAskedForAgain() throws Exception {
    GroupJid group = group(ana, bia);
    String id =
        ana.sendToGroup(
                group, MessageText.message("again"), Optional.empty(), SendFault.CORRUPT_MAC)
            .get();
    List<InboxEntry> both = bia.inbox().awaitCount(e -> e.id().equals(id), 2, World.SOON);
    assertEquals(Optional.of(Unreadable.INVALID_MESSAGE), both.get(0).failure());
    assertEquals(Optional.of("again"), both.get(1).text());
  }

  @Test
  void anIterationThatIsUsedTwiceIsReported() throws Exception {
    GroupJid group = group(ana, bia);
    ana.sendToGroup(group, MessageText.message("one"), Optional.empty(), SendFault.REUSE_NEXT)
        .get();
    String second = say(ana, group, "two");
    assertEquals(Optional.of(Unreadable.DUPLICATE), arrived(bia, second).failure());
    assertEquals(
        List.of(Violation.Kind.MESSAGE_KEY_REUSED),
        world.violations.list().stream().map(Violation::kind).toList());
  }

  @Test
  void aDeviceThatIsLinkedLaterGetsTheKeyWithTheNextMessage() throws Exception {
    GroupJid group = group(ana, bia);
    arrived(bia, say(ana, group, "before"));
    TestCompanion late = new TestCompanion(world, bia.account());
    late.login();
    say(ana, group, "after");
    Node got = late.stanzas.await(stanza -> inGroup(stanza, group), World.SOON).orElseThrow();
    assertEquals(2, got.children("enc").size());
    assertEquals(List.of(), world.violations.list());
  }

  @Test
  void membersSeeWhoTypes() throws Exception {
    GroupJid group = group(ana, bia, caio);
    ana.typing(group, true).get();
    PhoneEvent.ChatState seen =
        (PhoneEvent.ChatState)
            bia.events().await(PhoneEvent.ChatState.class::isInstance, World.SOON).orElseThrow();
    assertEquals(group, seen.chat());
    assertEquals(ana.account().lid(), seen.from());
  }

  @Test
  void whoSubscribedSeesAPhoneComeAndGo() throws Exception {
    // Phones come online by themselves, and not at once.
    bia.available(true).get();
    ana.subscribe(bia.account().phone()).get();
    assertTrue(presence(1).available());
    bia.goOffline().get();
    assertTrue(!presence(2).available());
    bia.goOnline().get();
    assertTrue(presence(3).available());
  }

  private PhoneEvent.Presence presence(int place) throws InterruptedException {
    return (PhoneEvent.Presence)
        ana.events()
            .awaitCount(PhoneEvent.Presence.class::isInstance, place, World.SOON)
            .get(place - 1);
  }

  private GroupJid group(Phone owner, Phone... others) throws Exception {
    List<UserJid> people = Stream.of(others).map(phone -> phone.account().phone()).toList();
    Node made = owner.groups().create("Test", people, List.of()).get();
    GroupJid group = new GroupJid(made.requireAttr("id"));
    for (Phone one : others) {
      awaitChange(one, "create", 1);
    }
    return group;
  }

  private static void change(Phone admin, GroupJid group, String action, Phone whom)
      throws Exception {
    List<Node> results =
        admin.groups().participants(group, action, List.of(whom.account().phone())).get();
    assertTrue(results.stream().noneMatch(result -> result.has("error")), results::toString);
  }

  private static void awaitChange(Phone phone, String change, int count)
      throws InterruptedException {
    int seen =
        phone
            .events()
            .awaitCount(
                event -> event instanceof PhoneEvent.GroupChange one && one.change().equals(change),
                count,
                World.SOON)
            .size();
    assertTrue(seen >= count, change + " was seen " + seen + " times");
  }

  private static String say(Phone phone, GroupJid group, String text) throws Exception {
    return phone
        .sendToGroup(group, MessageText.message(text), Optional.empty(), SendFault.NONE)
        .get();
  }

  private static List<String> ids(Phone phone) {
    return phone.inbox().entries().stream().map(InboxEntry::id).toList();
  }

  private static InboxEntry arrived(Phone phone, String id) throws InterruptedException {
    return phone.inbox().await(entry -> entry.id().equals(id), World.SOON).orElseThrow();
  }

  private static PhoneEvent.Receipt receipt(Phone phone, String id, String type, Phone from)
      throws InterruptedException {
    return (PhoneEvent.Receipt)
        phone
            .events()
            .await(
                event ->
                    event instanceof PhoneEvent.Receipt one
                        && one.type().equals(type)
                        && one.ids().contains(id)
                        && one.from().bare().equals(from.account().lid()),
                World.SOON)
            .orElseThrow();
  }
}
