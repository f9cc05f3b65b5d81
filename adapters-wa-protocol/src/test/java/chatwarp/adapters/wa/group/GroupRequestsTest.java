package chatwarp.adapters.wa.group;

import static chatwarp.adapters.wa.group.GroupNodeTest.ANA;
import static chatwarp.adapters.wa.group.GroupNodeTest.BEA;
import static chatwarp.adapters.wa.group.GroupNodeTest.BEA_LID;
import static chatwarp.adapters.wa.group.GroupNodeTest.GROUP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.contact.TokenTerms;
import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.JoinRequest;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.GroupJoin;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRequestsTest {
  private static final UserJid CLEO = UserJid.phone("5511999990003");
  private static final ServerJid SERVER = new ServerJid("g.us");
  private static final byte[] TOKEN = {1, 2, 3};

  private final TestState test = new TestState(Optional.of(TestState.linked()));
  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();
  private final Connection connection =
      new Connection(
          link, new DeafListener(), Thread::startVirtualThread, time, time, new Random(2));
  private final TokenTerms terms = new TokenTerms();
  private final TrustedContacts trusted = new TrustedContacts(test.state, terms, time);
  private final GroupRequests groups =
      new GroupRequests(
          test.state, new Groups(test.state), trusted, () -> connection, time, new Random(4));

  @BeforeEach
  void start() {
    connection.start();
  }

  @AfterEach
  void close() {
    link.close();
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, Executors.newVirtualThreadPerTaskExecutor());
  }

  private CompletableFuture<Object> order(Runnable order) {
    return ask(() -> {
      order.run();
      return true;
    });
  }

  /** The next question, answered with these. */
  private Node answered(Node... answer) throws InterruptedException {
    Node iq = link.sent();
    assertEquals("w:g2", iq.requireAttr("xmlns"));
    link.deliver(
        Node.builder("iq")
            .attr("type", "result")
            .attr("id", iq.requireAttr("id"))
            .attr("from", iq.requireJid("to"))
            .children(answer)
            .build());
    return iq;
  }

  private Node refused(int code) throws InterruptedException {
    Node iq = link.sent();
    link.deliver(
        Node.builder("iq")
            .attr("type", "error")
            .attr("id", iq.requireAttr("id"))
            .children(Node.builder("error").attr("code", code).attr("text", "no").build())
            .build());
    return iq;
  }

  private static <T> T done(CompletableFuture<T> answer) throws Exception {
    return answer.get(10, TimeUnit.SECONDS);
  }

  private void known() throws Exception {
    CompletableFuture<GroupMetadata> metadata = ask(() -> groups.metadata(GROUP));
    Node iq = answered(GroupNodeTest.full());
    assertEquals(GROUP, iq.requireJid("to"));
    assertEquals("interactive", iq.requireChild("query").requireAttr("request"));
    done(metadata);
  }

  private GroupMetadata metadata() throws Exception {
    GroupMetadata known = done(ask(() -> groups.metadata(GROUP)));
    assertTrue(link.quiet(), "it is asked again");
    return known;
  }

  @Test
  void asksForAGroupOnceOnly() throws Exception {
    known();
    assertEquals(GroupNode.read(GroupNodeTest.full()), metadata());
  }

  @Test
  void asksForAllInOneQuery() throws Exception {
    CompletableFuture<List<GroupMetadata>> all = ask(groups::all);
    Node iq = answered(Node.of("groups", GroupNodeTest.full()));
    assertEquals(SERVER, iq.requireJid("to"));
    assertTrue(iq.requireChild("participating").child("participants").isPresent());
    assertEquals(1, done(all).size());
    assertEquals("Family", metadata().subject());
  }

  @Test
  void createsAGroup() throws Exception {
    GroupDraft draft =
        new GroupDraft(
            "Family",
            List.of(BEA),
            Optional.of("for all of us"),
            true,
            true,
            false,
            Optional.of(new GroupJid("77")),
            Optional.of(Duration.ofDays(1)));
    CompletableFuture<GroupMetadata> made = ask(() -> groups.create(draft));
    Node create = answered(GroupNodeTest.full()).requireChild("create");
    assertEquals("Family", create.requireAttr("subject"));
    assertEquals(BEA, create.requireChild("participant").requireJid("jid"));
    assertEquals(
        "for all of us", create.requireChild("description").requireChild("body").requireText());
    assertTrue(create.child("announcement").isPresent() && create.child("locked").isPresent());
    assertEquals("86400", create.requireChild("ephemeral").requireAttr("expiration"));
    assertEquals(new GroupJid("77"), create.requireChild("linked_parent").requireJid("jid"));
    assertTrue(create.child("parent").isEmpty());
    assertEquals(GROUP, done(made).id());
    assertEquals("Family", metadata().subject());
  }

  /** Cleo has let us in; the server knows her by LID, and we the number beside it. */
  private UserJid trustedCleo() {
    UserJid lid = UserJid.lid("100000000000003");
    test.state
        .step(step -> {
          LidMap.learn(step, CLEO, lid);
          trusted.learn(step, CLEO, TOKEN, time.instant().getEpochSecond(), 0);
          return step;
        })
        .durable()
        .join();
    return lid;
  }

  /** Asks for Cleo and Bea in a group; gives what is said of each. */
  private List<Node> wishes(boolean founding) throws Exception {
    List<UserJid> people = List.of(trustedCleo(), BEA);
    CompletableFuture<?> done =
        founding
            ? ask(() -> groups.create(GroupDraft.of("Family", people)))
            : ask(() -> groups.change(GROUP, ParticipantAction.ADD, people));
    Node iq = answered(founding ? GroupNodeTest.full() : Node.of("add"));
    done(done);
    return iq.requireChild(founding ? "create" : "add").children("participant");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void showsTheTokenOfWhoIsToBeInAGroup(boolean founding) throws Exception {
    List<Node> wishes = wishes(founding);
    Node cleo = wishes.getFirst();
    assertEquals(CLEO, cleo.requireJid("phone_number"));
    assertArrayEquals(TOKEN, cleo.requireChild("privacy").requireBytes());
    assertEquals(List.of(), wishes.get(1).children());
    assertFalse(wishes.get(1).has("phone_number"));
  }

  @ParameterizedTest
  @CsvSource({"11261, true", "11262, false"})
  void keepsTheTokenWhereTheServerWantsNone(String property, boolean founding) throws Exception {
    terms.learn(
        Node.of(
            "props",
            Node.builder("prop").attr("config_code", property).attr("config_value", "0").build()));
    assertTrue(wishes(founding).getFirst().child("privacy").isEmpty());
    assertTrue(wishes(!founding).getFirst().child("privacy").isPresent());
  }

  @Test
  void saysForEachPersonWhatCameOfAdding() throws Exception {
    known();
    CompletableFuture<List<ParticipantResult>> results =
        ask(() -> groups.change(GROUP, ParticipantAction.ADD, List.of(CLEO, BEA)));
    UserJid cleoLid = UserJid.lid("100000000000003");
    answered(
        Node.of(
            "add",
            Node.builder("participant").attr("jid", cleoLid).attr("phone_number", CLEO).build(),
            Node.builder("participant")
                .attr("jid", BEA_LID)
                .attr("error", 403)
                .children(
                    Node.builder("add_request")
                        .attr("code", "CODE")
                        .attr("expiration", 1770000000)
                        .build())
                .build()));
    assertEquals(
        List.of(
            new ParticipantResult(CLEO, 200, Optional.empty()),
            new ParticipantResult(
                BEA,
                403,
                Optional.of(
                    new ParticipantResult.Invite("CODE", Instant.ofEpochSecond(1770000000))))),
        done(results));
    assertTrue(metadata().member(CLEO).isPresent());
  }

  @Test
  void namesMembersAsTheirGroupDoes() throws Exception {
    known();
    CompletableFuture<List<ParticipantResult>> results =
        ask(() -> groups.change(GROUP, ParticipantAction.PROMOTE, List.of(BEA)));
    Node iq =
        answered(Node.of("promote", Node.builder("participant").attr("jid", BEA_LID).build()));
    assertEquals(BEA_LID, iq.requireChild("promote").requireChild("participant").requireJid("jid"));
    assertEquals(List.of(new ParticipantResult(BEA, 200, Optional.empty())), done(results));
    assertEquals(GroupRole.ADMIN, metadata().member(BEA).orElseThrow().role());
  }

  @Test
  void tellsWhyTheServerRefuses() throws Exception {
    CompletableFuture<String> code = ask(() -> groups.inviteCode(GROUP));
    refused(401);
    ExecutionException failure = assertThrows(ExecutionException.class, () -> done(code));
    assertEquals(401, ((SessionException.Refused) failure.getCause()).code());
  }

  @Test
  void callsAnAnswerWithoutAGroupMalformed() throws Exception {
    CompletableFuture<GroupMetadata> metadata = ask(() -> groups.metadata(GROUP));
    answered();
    ExecutionException failure = assertThrows(ExecutionException.class, () -> done(metadata));
    assertTrue(failure.getCause() instanceof SessionException.Malformed);
  }

  @Test
  void setsTheSubject() throws Exception {
    known();
    CompletableFuture<Object> set = order(() -> groups.subject(GROUP, "New"));
    assertEquals("New", answered().requireChild("subject").requireText());
    done(set);
    assertEquals("New", metadata().subject());
  }

  @Test
  void buildsADescriptionOnTheOneBefore() throws Exception {
    known();
    CompletableFuture<Object> set = order(() -> groups.description(GROUP, Optional.of("words")));
    Node description = answered().requireChild("description");
    assertEquals("D1", description.requireAttr("prev"));
    assertEquals("words", description.requireChild("body").requireText());
    done(set);
    CompletableFuture<Object> unset = order(() -> groups.description(GROUP, Optional.empty()));
    Node deletion = answered().requireChild("description");
    assertEquals(description.requireAttr("id"), deletion.requireAttr("prev"));
    assertEquals("true", deletion.requireAttr("delete"));
    done(unset);
    assertEquals(Optional.empty(), metadata().description());
  }

  @Test
  void setsADescriptionOnceMoreWhenSomebodyWasFaster() throws Exception {
    known();
    CompletableFuture<Object> set = order(() -> groups.description(GROUP, Optional.of("words")));
    refused(409);
    Node theirs =
        Node.builder("description")
            .attr("id", "THEIRS")
            .children(Node.builder("body").text("theirs").build())
            .build();
    assertTrue(
        answered(Node.builder("group").attr("id", GROUP).children(theirs).build())
            .child("query")
            .isPresent());
    assertEquals("THEIRS", answered().requireChild("description").requireAttr("prev"));
    done(set);
  }

  @ParameterizedTest
  @CsvSource({
    "ANNOUNCEMENT, announcement, ''",
    "NOT_ANNOUNCEMENT, not_announcement, ''",
    "LOCKED, locked, ''",
    "UNLOCKED, unlocked, ''",
    "ALL_MEMBER_ADD, member_add_mode, all_member_add",
    "ADMIN_ADD, member_add_mode, admin_add"
  })
  void setsASwitch(GroupSetting setting, String tag, String text) throws Exception {
    CompletableFuture<Object> set = order(() -> groups.setting(GROUP, setting));
    Node element = answered().requireChild(tag);
    assertEquals(text, element.text().orElse(""));
    done(set);
  }

  @ParameterizedTest
  @CsvSource({"JOIN_APPROVAL_ON, on", "JOIN_APPROVAL_OFF, off"})
  void setsWhetherAnAdminMustApprove(GroupSetting setting, String state) throws Exception {
    CompletableFuture<Object> set = order(() -> groups.setting(GROUP, setting));
    assertEquals(
        state,
        answered()
            .requireChild("membership_approval_mode")
            .requireChild("group_join")
            .requireAttr("state"));
    done(set);
  }

  @Test
  void setsTheTimer() throws Exception {
    known();
    CompletableFuture<Object> off = order(() -> groups.disappearing(GROUP, Optional.empty()));
    assertTrue(answered().child("not_ephemeral").isPresent());
    done(off);
    assertEquals(Optional.empty(), metadata().disappearing());
    CompletableFuture<Object> on =
        order(() -> groups.disappearing(GROUP, Optional.of(Duration.ofDays(7))));
    assertEquals("604800", answered().requireChild("ephemeral").requireAttr("expiration"));
    done(on);
    assertEquals(Optional.of(Duration.ofDays(7)), metadata().disappearing());
  }

  @Test
  void handlesInviteLinks() throws Exception {
    Node invite = Node.builder("invite").attr("code", "CODE").build();
    CompletableFuture<String> code = ask(() -> groups.inviteCode(GROUP));
    assertEquals("get", answered(invite).requireAttr("type"));
    assertEquals("CODE", done(code));
    CompletableFuture<String> fresh = ask(() -> groups.revokeInvite(GROUP));
    assertEquals("set", answered(invite).requireAttr("type"));
    done(fresh);
    CompletableFuture<GroupMetadata> info = ask(() -> groups.inviteInfo("CODE"));
    assertEquals(invite, answered(GroupNodeTest.full()).requireChild("invite"));
    assertEquals("Family", done(info).subject());
    CompletableFuture<GroupJoin> join = ask(() -> groups.join("CODE"));
    answered(Node.builder("group").attr("jid", GROUP).build());
    assertEquals(new GroupJoin.Joined(GROUP), done(join));
    CompletableFuture<GroupJoin> pending = ask(() -> groups.join("CODE"));
    answered(Node.builder("membership_approval_request").attr("jid", GROUP).build());
    assertEquals(new GroupJoin.Requested(GROUP), done(pending));
  }

  @Test
  void acceptsAnInvitationFromAMessage() throws Exception {
    CompletableFuture<GroupJoin> join =
        ask(() -> groups.join(GROUP, "CODE", Instant.ofEpochSecond(1770000000), BEA));
    Node accept = answered().requireChild("accept");
    assertEquals("1770000000", accept.requireAttr("expiration"));
    assertEquals(BEA, accept.requireJid("admin"));
    assertEquals(new GroupJoin.Joined(GROUP), done(join));
  }

  @Test
  void looksAtAnInvitationFromAMessage() throws Exception {
    CompletableFuture<GroupMetadata> info =
        ask(() -> groups.inviteInfo(GROUP, "CODE", Instant.ofEpochSecond(1770000000), BEA));
    Node iq = answered(GroupNodeTest.full());
    assertEquals("get", iq.requireAttr("type"));
    assertEquals(GROUP, iq.requireJid("to"));
    assertEquals(
        Node.builder("add_request")
            .attr("code", "CODE")
            .attr("expiration", 1770000000)
            .attr("admin", BEA)
            .build(),
        iq.requireChild("query").requireChild("add_request"));
    assertEquals("Family", done(info).subject());
    assertEquals(Optional.empty(), test.state.view(step -> GroupCache.find(step, GROUP)));
  }

  @Test
  void takesInvitationsBack() throws Exception {
    CompletableFuture<List<ParticipantResult>> results =
        ask(() -> groups.revokeInvites(GROUP, List.of(BEA, CLEO)));
    Node iq =
        answered(
            Node.of(
                "revoke",
                Node.builder("participant").attr("jid", BEA).build(),
                Node.builder("participant").attr("jid", CLEO).attr("error", 404).build()));
    assertEquals(GroupIq.participants(List.of(BEA, CLEO)), iq.requireChild("revoke").children());
    assertEquals(
        List.of(
            new ParticipantResult(BEA, 200, Optional.empty()),
            new ParticipantResult(CLEO, 404, Optional.empty())),
        done(results));
  }

  @Test
  void leavesAndForgets() throws Exception {
    known();
    CompletableFuture<Object> left = order(() -> groups.leave(List.of(GROUP)));
    Node iq = answered();
    assertEquals(SERVER, iq.requireJid("to"));
    assertEquals(GROUP, iq.requireChild("leave").requireChild("group").requireJid("id"));
    done(left);
    assertEquals(Optional.empty(), test.state.view(step -> GroupCache.find(step, GROUP)));
  }

  @Test
  void answersJoinRequests() throws Exception {
    CompletableFuture<List<JoinRequest>> requests = ask(() -> groups.joinRequests(GROUP));
    answered(
        Node.of(
            "membership_approval_requests",
            Node.builder("membership_approval_request")
                .attr("jid", CLEO)
                .attr("request_time", 1770000000)
                .attr("request_method", "invite_link")
                .build()));
    assertEquals(
        List.of(
            new JoinRequest(
                CLEO, Optional.of(Instant.ofEpochSecond(1770000000)), Optional.of("invite_link"))),
        done(requests));
    CompletableFuture<List<ParticipantResult>> approved =
        ask(() -> groups.answerJoinRequests(GROUP, true, List.of(CLEO)));
    answered(
        Node.of(
            "membership_requests_action",
            Node.of("approve", Node.builder("participant").attr("jid", CLEO).build())));
    assertEquals(List.of(new ParticipantResult(CLEO, 200, Optional.empty())), done(approved));
  }

  @Test
  void movesGroupsIntoACommunityAndOut() throws Exception {
    GroupJid community = new GroupJid("77");
    Node done = Node.builder("group").attr("jid", GROUP).build();
    Node full = Node.builder("group").attr("jid", new GroupJid("78")).attr("error", 406).build();
    CompletableFuture<Map<GroupJid, Integer>> linked =
        ask(() -> groups.link(community, List.of(GROUP, new GroupJid("78"))));
    answered(Node.of("links", Node.of("link", done, full)));
    assertEquals(Map.of(GROUP, 200, new GroupJid("78"), 406), done(linked));
    CompletableFuture<List<GroupMetadata>> parts = ask(() -> groups.subGroups(community));
    answered(Node.of("sub_groups", Node.builder("group").attr("id", "1").build()));
    assertEquals(1, done(parts).size());
    CompletableFuture<Map<GroupJid, Integer>> unlinked =
        ask(() -> groups.unlink(community, List.of(GROUP)));
    answered(Node.of("unlink", done));
    assertEquals(Map.of(GROUP, 200), done(unlinked));
    CompletableFuture<Object> gone = order(() -> groups.deactivate(community));
    assertTrue(answered().child("delete_parent").isPresent());
    done(gone);
  }

  @Test
  void makesACommunity() throws Exception {
    GroupDraft draft =
        new GroupDraft(
            "All",
            List.of(),
            Optional.empty(),
            false,
            false,
            true,
            Optional.empty(),
            Optional.empty());
    CompletableFuture<GroupMetadata> made = ask(() -> groups.create(draft));
    Node community = Node.builder("group").attr("id", "9").children(Node.of("parent")).build();
    Node create = answered(community).requireChild("create");
    assertEquals(
        "request_required",
        create.requireChild("parent").requireAttr("default_membership_approval_mode"));
    assertTrue(done(made).community());
    assertEquals(Optional.empty(), done(made).member(ANA));
  }
}
