package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.GroupJoin;
import chatwarp.domain.port.GroupSession;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Two devices of ours and people's phones in groups. */
class GroupScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final String THIRD = "5511999990003";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);
  private static final UserJid OTHER = UserJid.phone(THIRD);

  private Offline offline;
  private Device one;
  private Device two;

  @BeforeEach
  void start() {
    offline = new Offline(false);
    List.of(MINE, THEIRS, THIRD).forEach(offline::account);
    one = new Device(offline, 1).pair(MINE);
    two = new Device(offline, 2).pair(THEIRS);
  }

  @AfterEach
  void stop() {
    one.session.close();
    two.session.close();
    offline.close();
  }

  private GroupJid group(UserJid... people) {
    GroupJid made = one.session.groups().create(GroupDraft.of("Family", List.of(people))).id();
    awaitChange(one, change -> change instanceof GroupChange.Created);
    return made;
  }

  private static GroupChange awaitChange(Device device, Predicate<GroupChange> wanted) {
    for (int nth = 1; ; nth++) {
      GroupChange change = device.host.awaitFact(SessionFact.GroupChanged.class, nth).change();
      if (wanted.test(change)) {
        return change;
      }
    }
  }

  private void noViolation() {
    assertEquals(
        0, offline.violations().get("count").asInt(), () -> offline.violations().toString());
  }

  private void phoneSays(String number, Jid to, String text) {
    offline.post("/admin/phones/" + number + "/send", Map.of("to", to.toString(), "text", text));
  }

  @ParameterizedTest
  @EnumSource(AddressingMode.class)
  void talksBothWays(AddressingMode mode) throws Exception {
    offline.post("/admin/group-settings", Map.of("addressing", mode.text()));
    GroupJid group = group(THEM, OTHER);
    assertEquals(mode, one.session.groups().metadata(group).addressing());
    awaitChange(two, change -> change instanceof GroupChange.Created);
    for (int i = 0; i < 3; i++) {
      one.send("A" + i, group, "from one " + i);
      two.send("B" + i, group, "from two " + i);
    }
    phoneSays(THIRD, group, "from the phone");
    one.host.awaitFact(SessionFact.Received.class, 4);
    two.host.awaitFact(SessionFact.Received.class, 4);
    assertEquals(
        List.of("from two 0", "from two 1", "from two 2", "from the phone"), one.received());
    assertEquals(
        List.of("from one 0", "from one 1", "from one 2", "from the phone"), two.received());
    assertEquals(6, offline.awaitTexts(THIRD, 6).size());
    assertEquals(7, offline.awaitTexts(MINE, 7).size());
    SessionFact.Received received = one.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(group, received.message().key().chat());
    assertEquals(mode == AddressingMode.LID, received.message().sender().isLid());
    noViolation();
  }

  private void readdress(GroupJid group, AddressingMode mode) {
    offline.post("/admin/groups/" + group + "/addressing", Map.of("addressing", mode.text()));
  }

  /** Once with members who have our key, once with one who lacks it, and back again. */
  @Test
  void sendsOnceMoreWhatNamedPeopleTheWayTheyWereNamedBefore() throws Exception {
    offline.post("/admin/group-settings", Map.of("addressing", "pn"));
    GroupJid group = group(THEM, OTHER);
    awaitChange(two, change -> change instanceof GroupChange.Created);
    readdress(group, AddressingMode.LID);
    one.send("A1", group, "nobody has the key");
    one.send("A2", group, "all have it");
    readdress(group, AddressingMode.PN);
    one.send("A3", group, "back again");
    two.host.awaitFact(SessionFact.Received.class, 3);
    List<String> texts = List.of("nobody has the key", "all have it", "back again");
    assertEquals(texts, two.received());
    assertEquals(3, offline.awaitTexts(THIRD, 3).size());
    for (JsonNode entry : offline.get("/admin/phone-inbox?phone=" + THIRD).get("messages")) {
      assertFalse(entry.has("error"), entry.toString());
    }
    assertTrue(one.host.facts().stream().noneMatch(SessionFact.SendRefused.class::isInstance));
    assertEquals(AddressingMode.PN, one.session.groups().metadata(group).addressing());
    noViolation();
  }

  @Test
  void tellsWhoReceivedAMessage() throws Exception {
    GroupJid group = group(THEM, OTHER);
    one.send("A1", group, "hello");
    for (UserJid person : List.of(THEM, OTHER)) {
      UserJid lid = one.session.groups().metadata(group).member(person).orElseThrow().jid();
      for (int nth = 1; ; nth++) {
        SessionFact.ReceiptReceived receipt =
            one.host.awaitFact(SessionFact.ReceiptReceived.class, nth);
        if (receipt.participant().equals(lid)) {
          assertEquals(group, receipt.chat());
          assertEquals(MessageStatus.DELIVERY_ACK, receipt.status());
          assertTrue(receipt.fromMe());
          break;
        }
      }
    }
  }

  @Test
  void keepsWhatFollowsFromWhoLeft() throws Exception {
    GroupJid group = group(THEM, OTHER);
    one.send("A1", group, "for all");
    offline.awaitTexts(THIRD, 1);
    two.host.awaitFact(SessionFact.Received.class, 1);
    two.session.groups().leave(List.of(group));
    awaitChange(one, change -> change instanceof GroupChange.Removed);
    one.send("A2", group, "for the others");
    assertEquals(List.of("for all", "for the others"), offline.awaitTexts(THIRD, 2));
    // A message to them alone comes after whatever else they might have got.
    one.send("A3", THEM, "for them");
    two.host.awaitFact(SessionFact.Received.class, 2);
    assertEquals(List.of("for all", "for them"), two.received());
    noViolation();
  }

  @Test
  void showsALateJoinerNothingOfTheTimeBefore() throws Exception {
    GroupJid group = group(OTHER);
    one.send("A1", group, "before");
    assertEquals(
        200,
        one.session.groups().change(group, ParticipantAction.ADD, List.of(THEM)).getFirst().code());
    one.send("A2", group, "after");
    two.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("after"), two.received());
    assertEquals(List.of("before", "after"), offline.awaitTexts(THIRD, 2));
    noViolation();
  }

  @Test
  void reachesADeviceThatIsLinkedLater() throws Exception {
    GroupJid group = group(THEM);
    one.send("A1", group, "before");
    Device three = new Device(offline, 3).pair(THEIRS);
    one.send("A2", group, "after");
    three.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("after"), three.received());
    three.session.close();
    noViolation();
  }

  @Test
  void givesAMessageAgainToAPhoneThatLostTheKey() throws Exception {
    GroupJid group = group(THEM, OTHER);
    one.send("A1", group, "one");
    offline.awaitTexts(THIRD, 1);
    Jid device =
        offline.stores.auth().load(one.instance()).orElseThrow().metadata().lid().orElseThrow();
    offline.post(
        "/admin/groups/" + group.user() + "/forget-sender-key",
        Map.of("by", THIRD, "device", device.toString()));
    one.send("A2", group, "two");
    assertEquals(List.of("one", "two"), offline.awaitTexts(THIRD, 2));
    one.send("A3", group, "three");
    assertEquals(List.of("one", "two", "three"), offline.awaitTexts(THIRD, 3));
    noViolation();
  }

  @Test
  void postsAStatus() throws Exception {
    OutgoingMessage status =
        new OutgoingMessage(
            new MessageId("3EB0A1"),
            BroadcastJid.STATUS,
            TextContent.of("look"),
            MessageContext.NONE,
            List.of(THEM, OTHER));
    assertInstanceOf(
        Sending.Outcome.Acked.class, one.session.send(status).outcome().get(20, TimeUnit.SECONDS));
    assertEquals(List.of("look"), offline.awaitTexts(THIRD, 1));
    two.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("look"), two.received());
    noViolation();
  }

  @Test
  void changesAGroupAndHearsOfIt() throws Exception {
    GroupJid group = group(THEM);
    GroupSession groups = one.session.groups();
    groups.subject(group, "Friends");
    groups.description(group, Optional.of("first words"));
    groups.description(group, Optional.of("second words"));
    groups.setting(group, GroupSetting.ANNOUNCEMENT);
    groups.disappearing(group, Optional.of(Duration.ofDays(7)));
    groups.change(group, ParticipantAction.PROMOTE, List.of(THEM));
    awaitChange(two, new GroupChange.Subject("Friends")::equals);
    awaitChange(
        two,
        change ->
            change instanceof GroupChange.Description(Optional<GroupDescription> told)
                && told.orElseThrow().text().equals("second words"));
    awaitChange(two, new GroupChange.Setting(GroupSetting.ANNOUNCEMENT)::equals);
    awaitChange(two, new GroupChange.Disappearing(Optional.of(Duration.ofDays(7)))::equals);
    awaitChange(two, change -> change instanceof GroupChange.Promoted);
    GroupMetadata known = two.session.groups().metadata(group);
    assertEquals("Friends", known.subject());
    assertEquals("second words", known.description().orElseThrow().text());
    assertTrue(known.announce());
    assertEquals(Optional.of(Duration.ofDays(7)), known.disappearing());
    assertEquals(GroupRole.ADMIN, known.member(THEM).orElseThrow().role());
    GroupMetadata asked = two.session.groups().all().getFirst();
    assertEquals(asked.subject(), known.subject());
    assertEquals(asked.participants(), known.participants());
    assertEquals(asked.disappearing(), known.disappearing());
    assertEquals(asked.announce(), known.announce());
  }

  @Test
  void joinsByItsLink() throws Exception {
    GroupJid group = group(OTHER);
    String code = one.session.groups().inviteCode(group);
    assertEquals("Family", two.session.groups().inviteInfo(code).subject());
    assertEquals(new GroupJoin.Joined(group), two.session.groups().join(code));
    two.send("B1", group, "here I am");
    assertEquals(List.of("here I am"), offline.awaitTexts(THIRD, 1));
    one.host.awaitFact(SessionFact.Received.class, 1);
    noViolation();
  }

  @Test
  void goesFromACommunityIntoItsGroups() throws Exception {
    GroupSession mine = one.session.groups();
    GroupSession theirs = two.session.groups();
    GroupJid community =
        mine.create(
                new GroupDraft(
                    "Village",
                    List.of(),
                    Optional.empty(),
                    false,
                    false,
                    true,
                    Optional.empty(),
                    Optional.empty()))
            .id();
    GroupJid square = mine.create(GroupDraft.of("Square", List.of(THEM))).id();
    GroupJid inn = mine.create(GroupDraft.of("Inn", List.of(OTHER))).id();
    assertEquals(Map.of(square, 200, inn, 200), mine.link(community, List.of(square, inn)));
    assertEquals("Inn", theirs.subGroup(community, inn).subject());
    assertEquals(
        Set.of(ME, THEM, OTHER),
        theirs.everybody(community).stream()
            .map(person -> person.phone().orElse(person.jid()))
            .collect(Collectors.toSet()));
    assertEquals(new GroupJoin.Joined(inn), theirs.joinSubGroup(community, inn));
    two.send("B1", inn, "good evening");
    assertEquals(List.of("good evening"), offline.awaitTexts(THIRD, 1));
    noViolation();
  }

  @Test
  void withdrawsItsWishToJoin() {
    GroupJid group = group(OTHER);
    one.session.groups().setting(group, GroupSetting.JOIN_APPROVAL_ON);
    String code = one.session.groups().inviteCode(group);
    assertEquals(new GroupJoin.Requested(group), two.session.groups().join(code));
    assertEquals(1, one.session.groups().joinRequests(group).size());
    two.session.groups().cancelJoinRequest(group);
    assertEquals(List.of(), one.session.groups().joinRequests(group));
    assertEquals(
        404,
        assertThrows(
                SessionException.Refused.class, () -> two.session.groups().cancelJoinRequest(group))
            .code());
  }

  @Test
  void putsAMemberOut() throws Exception {
    GroupJid group = group(THEM);
    one.session.groups().change(group, ParticipantAction.REMOVE, List.of(THEM));
    awaitChange(two, change -> change instanceof GroupChange.Removed);
    assertEquals(
        Optional.of(ME),
        one.session.groups().metadata(group).member(ME).flatMap(member -> member.phone()));
    assertEquals(1, one.session.groups().metadata(group).participants().size());
  }
}
