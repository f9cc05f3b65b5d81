package chatwarp.adapters.wa.group;

import static chatwarp.adapters.wa.group.GroupNodeTest.ANA;
import static chatwarp.adapters.wa.group.GroupNodeTest.ANA_LID;
import static chatwarp.adapters.wa.group.GroupNodeTest.BEA;
import static chatwarp.adapters.wa.group.GroupNodeTest.BEA_LID;
import static chatwarp.adapters.wa.group.GroupNodeTest.GROUP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupNewsTest {
  private static final Instant AT = Instant.ofEpochSecond(1770000000);
  private static final UserJid CLEO_LID = UserJid.lid("100000000000003");
  private static final UserJid CLEO = UserJid.phone("5511999990003");

  private final TestState test = new TestState(Optional.of(TestState.linked()));
  private final GroupNews news = new GroupNews(new ManualTime());
  private int told;

  private static Node notification(Node... changes) {
    return Node.builder("notification")
        .attr("id", "N1")
        .attr("type", "w:gp2")
        .attr("from", GROUP)
        .attr("participant", ANA_LID)
        .attr("participant_pn", ANA)
        .attr("t", AT.getEpochSecond())
        .children(changes)
        .build();
  }

  private List<GroupChange> tell(Node... changes) {
    test.state
        .step(step -> {
          news.apply(step, notification(changes));
          return step;
        })
        .durable()
        .join();
    List<SessionFact> facts = test.host.facts();
    List<GroupChange> heard =
        facts.stream()
            .skip(told)
            .filter(SessionFact.GroupChanged.class::isInstance)
            .map(SessionFact.GroupChanged.class::cast)
            .peek(fact -> assertEquals(Optional.of(ANA_LID), fact.author()))
            .peek(fact -> assertEquals(AT, fact.at()))
            .map(SessionFact.GroupChanged::change)
            .toList();
    told = facts.size();
    return heard;
  }

  private Optional<GroupMetadata> known() {
    return test.state.view(step -> GroupCache.find(step, GROUP));
  }

  private static Node people(String tag, UserJid... people) {
    return Node.builder(tag)
        .children(
            Stream.of(people)
                .map(person -> Node.builder("participant").attr("jid", person).build())
                .toList())
        .build();
  }

  private static Node create() {
    return Node.builder("create").attr("type", "new").children(GroupNodeTest.full()).build();
  }

  @Test
  void keepsAGroupThatItWasBroughtInto() {
    GroupMetadata group = GroupNode.read(GroupNodeTest.full());
    assertEquals(List.of(new GroupChange.Created(group)), tell(create()));
    assertEquals(Optional.of(group), known());
    assertEquals(
        Optional.of(BEA_LID),
        test.state.view(step -> {
          step.want(LidMap.keys(BEA));
          return LidMap.other(step, BEA);
        }));
  }

  @Test
  void followsMembersComingAndGoing() {
    tell(create());
    Node cleo =
        Node.builder("add")
            .attr("reason", "invite")
            .children(
                Node.builder("participant")
                    .attr("jid", CLEO_LID)
                    .attr("phone_number", CLEO)
                    .build())
            .build();
    GroupChange.Added added = assertInstanceOf(GroupChange.Added.class, tell(cleo).getFirst());
    assertEquals(Optional.of("invite"), added.reason());
    assertEquals(3, known().orElseThrow().size());
    assertTrue(known().orElseThrow().member(CLEO).isPresent());
    tell(people("promote", CLEO_LID));
    assertEquals(GroupRole.ADMIN, known().orElseThrow().member(CLEO).orElseThrow().role());
    tell(people("demote", CLEO_LID));
    assertEquals(GroupRole.MEMBER, known().orElseThrow().member(CLEO).orElseThrow().role());
    tell(people("remove", BEA_LID));
    assertTrue(known().orElseThrow().member(BEA).isEmpty());
    assertEquals(2, known().orElseThrow().size());
  }

  @Test
  void forgetsAGroupThatItWasPutOutOf() {
    tell(create());
    assertInstanceOf(GroupChange.Removed.class, tell(people("remove", ANA)).getFirst());
    assertEquals(Optional.empty(), known());
  }

  @Test
  void asksAnewWhoIsWhoWhenSomebodyGotAnotherNumber() {
    tell(create());
    assertInstanceOf(GroupChange.Renumbered.class, tell(people("modify", BEA_LID)).getFirst());
    assertEquals(Optional.empty(), known());
  }

  @Test
  void tellsEveryChangeOfOneNotification() {
    tell(create());
    assertEquals(
        List.of(
            new GroupChange.Setting(GroupSetting.NOT_ANNOUNCEMENT),
            new GroupChange.Setting(GroupSetting.UNLOCKED)),
        tell(
            Node.of("not_announcement"),
            Node.of("something_new"),
            Node.of("missing_participant_identification"),
            Node.of("unlocked")));
    assertEquals(false, known().orElseThrow().announce());
    assertEquals(false, known().orElseThrow().locked());
  }

  @Test
  void doesNotAskForAGroupThatItDoesNotKnow() {
    assertEquals(
        List.of(new GroupChange.Subject("New")),
        tell(Node.builder("subject").attr("subject", "New").attr("s_t", 1).build()));
    assertEquals(Optional.empty(), known());
  }

  private static Arguments row(
      String name, Node change, GroupChange told, Predicate<GroupMetadata> after) {
    return Arguments.of(name, change, told, after);
  }

  private static Node with(String tag, String attribute, String value, Node... children) {
    return Node.builder(tag).attr(attribute, value).children(children).build();
  }

  static Stream<Arguments> changes() {
    Node group = Node.builder("group").attr("jid", new GroupJid("77")).build();
    return Stream.of(
        row(
            "subject",
            with("subject", "subject", "New"),
            new GroupChange.Subject("New"),
            g -> g.subject().equals("New") && g.subjectTime().equals(Optional.of(AT))),
        row(
            "description",
            with("description", "id", "D2", Node.builder("body").text("new words").build()),
            new GroupChange.Description(
                Optional.of(
                    new GroupDescription(
                        "D2", "new words", Optional.of(ANA_LID), Optional.of(AT)))),
            g -> g.description().orElseThrow().id().equals("D2")),
        row(
            "description taken away",
            with("description", "id", "D3", Node.of("delete")),
            new GroupChange.Description(Optional.empty()),
            g -> g.description().isEmpty()),
        row(
            "announcement",
            with("announcement", "v_id", "1"),
            new GroupChange.Setting(GroupSetting.ANNOUNCEMENT),
            GroupMetadata::announce),
        row(
            "locked",
            Node.of("locked"),
            new GroupChange.Setting(GroupSetting.LOCKED),
            GroupMetadata::locked),
        row(
            "admins add",
            Node.builder("member_add_mode").text("admin_add").build(),
            new GroupChange.Setting(GroupSetting.ADMIN_ADD),
            g -> !g.anyoneMayAdd()),
        row(
            "all add",
            Node.builder("member_add_mode").text("all_member_add").build(),
            new GroupChange.Setting(GroupSetting.ALL_MEMBER_ADD),
            GroupMetadata::anyoneMayAdd),
        row(
            "no approval",
            Node.of("membership_approval_mode", with("group_join", "state", "off")),
            new GroupChange.Setting(GroupSetting.JOIN_APPROVAL_OFF),
            g -> !g.joinApproval()),
        row(
            "timer",
            with("ephemeral", "expiration", "604800"),
            new GroupChange.Disappearing(Optional.of(Duration.ofDays(7))),
            g -> g.disappearing().equals(Optional.of(Duration.ofDays(7)))),
        row(
            "no timer",
            Node.of("not_ephemeral"),
            new GroupChange.Disappearing(Optional.empty()),
            g -> g.disappearing().isEmpty()),
        row(
            "invite code",
            with("invite", "code", "ABC"),
            new GroupChange.InviteCode("ABC"),
            g -> true),
        row(
            "join requests",
            with(
                "created_membership_requests",
                "request_method",
                "non_admin_add",
                Node.builder("requested_user").attr("jid", CLEO_LID).build()),
            new GroupChange.JoinRequested(List.of(CLEO_LID), "non_admin_add"),
            g -> true),
        row(
            "join requests gone",
            people("revoked_membership_requests", CLEO_LID),
            new GroupChange.JoinRequestsGone(List.of(CLEO_LID)),
            g -> true),
        row(
            "linked to a community",
            with("link", "link_type", "parent_group", group),
            new GroupChange.Linked("parent_group", List.of(new GroupJid("77"))),
            g -> g.parent().equals(Optional.of(new GroupJid("77")))),
        row(
            "unlinked",
            with("unlink", "unlink_type", "parent_group", group),
            new GroupChange.Unlinked("parent_group", List.of(new GroupJid("77"))),
            g -> g.parent().isEmpty()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void tellsAndKeeps(
      String name, Node change, GroupChange expected, Predicate<GroupMetadata> after) {
    tell(create());
    assertEquals(List.of(expected), tell(change));
    assertTrue(after.test(known().orElseThrow()));
  }

  @Test
  void forgetsADeletedGroup() {
    tell(create());
    assertEquals(List.of(new GroupChange.Deleted()), tell(with("delete", "reason", "x")));
    assertEquals(Optional.empty(), known());
  }
}
