package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The group service as clients meet it: Ana owns a group with Bia in it, Caio stands outside. One
 * simulator, a new group a test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupServiceTest {
  private final Playground play = new Playground();
  private TestDevice ana;
  private TestDevice bia;
  private TestDevice caio;
  private TestClient a;
  private TestClient b;
  private TestClient c;
  private GroupJid group;

  @BeforeAll
  void pair() {
    ana = play.paired("Ana");
    bia = play.paired("Bia");
    caio = play.paired("Caio");
    a = TestClient.active(play.simulator, ana);
    b = TestClient.active(play.simulator, bia);
    c = TestClient.active(play.simulator, caio);
  }

  @BeforeEach
  void makeAGroup() {
    group = create("<participant jid=BIA/>");
    b.await(news("create"));
  }

  @AfterAll
  void close() {
    a.close();
    b.close();
    c.close();
    play.close();
  }

  private GroupJid create(String children) {
    Node answer = ask(a, all(), "set", "<create subject=Test>" + children + "</create>");
    return new GroupJid(answer.requireChild("group").requireAttr("id"));
  }

  private static ServerJid all() {
    return new ServerJid(GroupJid.SERVER);
  }

  /** Sends a request whose child is written as markup; names stand for people and the group. */
  private Node ask(TestClient client, Jid to, String type, String child) {
    return client.ask(to, "w:g2", type, Markup.node(child, this::named));
  }

  private String named(String value) {
    return switch (value) {
      case "ANA" -> ana.jid.owner().toString();
      case "BIA" -> bia.jid.owner().toString();
      case "BIALID" -> bia.lid.owner().toString();
      case "CAIO" -> caio.jid.owner().toString();
      case "GROUP" -> group.toString();
      default -> value;
    };
  }

  private Predicate<Node> news(String change) {
    return stanza ->
        stanza.is("notification")
            && stanza.attrIs("type", "w:gp2")
            && stanza.child(change).isPresent()
            && (change.equals("create") || stanza.requireJid("from").equals(group));
  }

  private static List<Node> participants(Node answer) {
    return answer.requireChild("group").children("participant");
  }

  private Node metadata() {
    return ask(a, group, "get", "<query request=interactive/>").requireChild("group");
  }

  @Test
  void aNewGroupHasItsMakerAsOwnerAndEverybodyUnderBothAddresses() {
    Node made = metadata();
    assertEquals("Test", made.requireAttr("subject"));
    assertEquals("lid", made.requireAttr("addressing_mode"));
    assertEquals("2", made.requireAttr("size"));
    assertEquals(ana.lid.owner(), made.requireJid("creator"));
    List<Node> people = made.children("participant");
    assertEquals(ana.lid.owner(), people.get(0).requireJid("jid"));
    assertEquals("superadmin", people.get(0).requireAttr("type"));
    assertEquals(bia.lid.owner(), people.get(1).requireJid("jid"));
    assertEquals(bia.jid.owner(), people.get(1).requireJid("phone_number"));
    assertFalse(people.get(1).has("type"));
  }

  @Test
  void allDevicesHearOfANewGroup() {
    Node told = a.await(news("create"));
    assertEquals(ana.lid.owner(), told.requireJid("participant"));
    assertEquals(ana.jid.owner(), told.requireJid("participant_pn"));
    assertEquals(
        2, told.requireChild("create").requireChild("group").children("participant").size());
  }

  @Test
  void somebodyUnknownStandsInANewGroupWithAnError() {
    Node answer =
        ask(
            a,
            all(),
            "set",
            "<create subject=Test><participant jid=5511900000000@s.whatsapp.net/></create>");
    Node stranger = participants(answer).get(1);
    assertEquals("404", stranger.requireAttr("error"));
    assertEquals("1", answer.requireChild("group").requireAttr("size"));
  }

  @ParameterizedTest(name = "{0} asks {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bia|set|<add><participant jid=CAIO/></add>|403",
        "bia|set|<remove><participant jid=ANA/></remove>|403",
        "bia|set|<promote><participant jid=BIA/></promote>|403",
        "bia|set|<demote><participant jid=ANA/></demote>|403",
        "bia|set|<announcement/>|403",
        "bia|set|<not_announcement/>|403",
        "bia|set|<locked/>|403",
        "bia|set|<member_add_mode>all_member_add</member_add_mode>|403",
        "bia|set|<member_link_mode>all_member_link</member_link_mode>|403",
        "bia|set|<membership_approval_mode><group_join state=on/></membership_approval_mode>|403",
        "bia|set|<no_frequently_forwarded/>|403",
        "bia|set|<allow_admin_reports/>|403",
        "bia|set|<group_history/>|403",
        "bia|get|<invite/>|401",
        "bia|set|<invite/>|401",
        "bia|get|<membership_approval_requests/>|403",
        "bia|set|<membership_requests_action><approve/></membership_requests_action>|403",
        "bia|set|<revoke><participant jid=CAIO/></revoke>|403",
        "bia|set|<cancel_membership_requests><participant jid=BIA/></cancel_membership_requests>|404",
        "bia|set|<accept code=x expiration=1 admin=ANA/>|409",
        "caio|get|<query request=interactive/>|403",
        "caio|get|<query><add_request code=x expiration=1 admin=ANA/></query>|406",
        "caio|get|<invite/>|403",
        "caio|set|<add><participant jid=CAIO/></add>|403",
        "caio|set|<subject>Mine</subject>|403",
        "caio|set|<description id=D><body>x</body></description>|403",
        "caio|set|<ephemeral expiration=86400/>|403",
        "caio|set|<accept code=x expiration=1 admin=ANA/>|406",
        "ana|set|<subject></subject>|406",
        "ana|set|<subject>LONG101</subject>|406",
        "ana|set|<description id=D><body>LONG2049</body></description>|406",
        "ana|set|<description id=D prev=other><body>x</body></description>|409",
        "ana|set|<ephemeral expiration=5/>|400",
        "ana|set|<member_add_mode>some</member_add_mode>|400",
        "ana|set|<member_link_mode>some</member_link_mode>|400",
        "ana|set|<membership_approval_mode><group_join state=maybe/></membership_approval_mode>|400",
        "ana|set|<membership_approval_mode/>|400",
        "ana|set|<membership_requests_action><think/></membership_requests_action>|400",
        "ana|set|<links><link link_type=sub_group/></links>|406",
        "ana|set|<unlink unlink_type=sub_group/>|406",
        "ana|get|<sub_groups/>|406",
        "ana|get|<linked_groups_participants/>|406",
        "ana|get|<query_linked type=sub_group jid=GROUP/>|406",
        "ana|set|<join_linked_group jid=GROUP/>|406",
        "ana|set|<delete_parent/>|406",
        "ana|set|<unheard_of/>|501"
      })
  void refuses(String who, String type, String child, String code) {
    String full = child.replace("LONG101", "x".repeat(101)).replace("LONG2049", "x".repeat(2049));
    assertRefused(code, ask(client(who), group, type, full));
  }

  private TestClient client(String name) {
    return switch (name) {
      case "ana" -> a;
      case "bia" -> b;
      default -> c;
    };
  }

  private static void assertRefused(String code, Node answer) {
    assertEquals("error", answer.requireAttr("type"));
    assertEquals(code, answer.requireChild("error").requireAttr("code"));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "get|<invite code=never/>|406",
        "set|<invite code=never/>|406",
        "set|<create subject=LONG101/>|406",
        "set|<create subject=Sub><linked_parent jid=120363999999999999@g.us/></create>|404",
        "set|<create subject=Sub><linked_parent jid=GROUP/></create>|403",
        "set|<create subject=Sub><ephemeral expiration=7/></create>|400",
        "set|<leave><group id=120363999999999999@g.us/></leave>|404",
        "set|<unheard_of/>|501"
      })
  void refusesWhatIsAboutNoGroupInParticular(String type, String child, String code) {
    assertRefused(code, ask(a, all(), type, child.replace("LONG101", "x".repeat(101))));
  }

  @Test
  void nobodyLeavesAGroupTheyAreNotIn() {
    assertRefused("403", ask(c, all(), "set", "<leave><group id=GROUP/></leave>"));
  }

  @Test
  void aGroupThatNeverWasIsNotFound() {
    Jid nowhere = new GroupJid("120363999999999999");
    assertRefused("404", ask(a, nowhere, "get", "<query request=interactive/>"));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "add, CAIO, ''",
    "add, BIA, 409",
    "add, 5511900000000@s.whatsapp.net, 404",
    "remove, BIA, ''",
    "remove, BIALID, ''",
    "remove, CAIO, 404",
    "promote, BIA, ''",
    "promote, CAIO, 404",
    "demote, BIA, ''",
    "demote, CAIO, 404"
  })
  void givesAResultForEachPerson(String action, String person, String error) {
    Node answer =
        ask(a, group, "set", "<" + action + "><participant jid=" + person + "/></" + action + ">");
    Node result = answer.requireChild(action).requireChild("participant");
    assertEquals(error, result.attr("error").orElse(""));
  }

  @Test
  void nobodyRemovesOrDemotesTheMaker() {
    ask(a, group, "set", "<promote><participant jid=BIA/></promote>");
    for (String action : List.of("remove", "demote")) {
      Node answer = ask(b, group, "set", "<" + action + "><participant jid=ANA/></" + action + ">");
      Node result = answer.requireChild(action).requireChild("participant");
      assertEquals("405", result.requireAttr("error"));
    }
    assertEquals("superadmin", metadata().children("participant").getFirst().requireAttr("type"));
  }

  @Test
  void whoIsAddedGetsTheWholeGroupAndTheOthersHearOfThem() {
    ask(a, group, "set", "<add><participant jid=CAIO/></add>");
    Node welcome = c.await(news("create"));
    assertEquals(
        3, welcome.requireChild("create").requireChild("group").children("participant").size());
    Node told = b.await(news("add"));
    assertEquals(
        caio.lid.owner(), told.requireChild("add").requireChild("participant").requireJid("jid"));
    assertTrue(c.silentAbout(news("add")));
  }

  @Test
  void whoIsRemovedHearsOfItAndNothingAfterwards() {
    ask(a, group, "set", "<remove><participant jid=BIA/></remove>");
    b.await(news("remove"));
    ask(a, group, "set", "<subject>Without</subject>");
    assertTrue(b.silentAbout(news("subject")));
    assertEquals("1", metadata().requireAttr("size"));
  }

  @Test
  void theLongestMemberLeadsWhenTheLastAdminLeaves() {
    ask(a, all(), "set", "<leave><group id=GROUP/></leave>");
    assertEquals(ana.lid.owner(), b.await(news("remove")).requireJid("participant"));
    assertFalse(b.await(news("promote")).has("participant"));
    assertFalse(ask(b, group, "set", "<locked/>").attrIs("type", "error"));
  }

  @Test
  void aGroupThatEverybodyLeftIsGone() {
    ask(a, group, "set", "<remove><participant jid=BIA/></remove>");
    ask(a, all(), "set", "<leave><group id=GROUP/></leave>");
    assertRefused("404", ask(a, group, "get", "<query request=interactive/>"));
  }

  @Test
  void aMemberRenamesAGroupUnlessItIsLocked() {
    assertEquals("result", ask(b, group, "set", "<subject>Ours</subject>").requireAttr("type"));
    Node told = a.await(news("subject")).requireChild("subject");
    assertEquals("Ours", told.requireAttr("subject"));
    assertEquals(bia.lid.owner(), told.requireJid("s_o"));
    ask(a, group, "set", "<locked/>");
    assertTrue(b.await(news("locked")).requireChild("locked").has("v_id"));
    assertRefused("403", ask(b, group, "set", "<subject>Mine</subject>"));
    assertRefused("403", ask(b, group, "set", "<ephemeral expiration=86400/>"));
    assertRefused("403", ask(b, group, "set", "<description id=D><body>x</body></description>"));
  }

  @Test
  void aDescriptionHasToNameTheOneBefore() {
    ask(a, group, "set", "<description id=D1><body>one</body></description>");
    Node told = b.await(news("description")).requireChild("description");
    assertEquals("D1", told.requireAttr("id"));
    assertEquals("one", told.requireChild("body").requireText());
    assertRefused("409", ask(a, group, "set", "<description id=D2><body>two</body></description>"));
    assertRefused(
        "409", ask(a, group, "set", "<description id=D2 prev=D0><body>two</body></description>"));
    ask(a, group, "set", "<description id=D2 prev=D1><body>two</body></description>");
    assertEquals("two", metadata().requireChild("description").requireChild("body").requireText());
    ask(a, group, "set", "<description id=D3 delete=true prev=D2/>");
    assertFalse(metadata().child("description").isPresent());
  }

  @ParameterizedTest(name = "{0}, and {1} takes it back")
  @CsvSource(
      delimiter = '|',
      value = {
        "<announcement/>|<not_announcement/>",
        "<locked/>|<unlocked/>",
        "<no_frequently_forwarded/>|<frequently_forwarded_ok/>",
        "<allow_admin_reports/>|<not_allow_admin_reports/>",
        "<group_history/>|<no_group_history/>",
        "<ephemeral expiration=604800/>|<not_ephemeral/>"
      })
  void keepsSettingsAndTellsOfThem(String on, String off) {
    String tag = on.substring(1, on.indexOf(on.contains(" ") ? ' ' : '/'));
    ask(a, group, "set", on);
    assertTrue(metadata().child(tag).isPresent());
    b.await(news(tag));
    ask(a, group, "set", off);
    assertFalse(metadata().child(tag).isPresent());
    b.await(news(off.substring(1, off.indexOf('/'))));
  }

  @Test
  void membersAddOthersWhenTheyMay() {
    ask(a, group, "set", "<member_add_mode>all_member_add</member_add_mode>");
    assertEquals(
        "all_member_add",
        b.await(news("member_add_mode")).requireChild("member_add_mode").requireText());
    Node answer = ask(b, group, "set", "<add><participant jid=CAIO/></add>");
    assertFalse(answer.requireChild("add").requireChild("participant").has("error"));
  }

  @Test
  void aLinkLetsPeopleInUntilItIsRevoked() {
    String code = code();
    assertTrue(code.matches("[A-Za-z0-9]{22}"), code);
    Node shown = ask(c, all(), "get", "<invite code=" + code + "/>");
    assertEquals("2", shown.requireChild("group").requireAttr("size"));
    assertEquals(List.of(), participants(shown));
    Node joined = ask(c, all(), "set", "<invite code=" + code + "/>");
    assertEquals(group, joined.requireChild("group").requireJid("jid"));
    assertEquals("invite", a.await(news("add")).requireChild("add").requireAttr("reason"));
    assertRefused("409", ask(c, all(), "set", "<invite code=" + code + "/>"));
    String next = ask(a, group, "set", "<invite/>").requireChild("invite").requireAttr("code");
    assertEquals(next, b.await(news("invite")).requireChild("invite").requireAttr("code"));
    assertRefused("410", ask(c, all(), "get", "<invite code=" + code + "/>"));
    assertRefused("410", ask(c, all(), "set", "<invite code=" + code + "/>"));
  }

  private String code() {
    return ask(a, group, "get", "<invite/>").requireChild("invite").requireAttr("code");
  }

  @Test
  void membersSeeTheLinkWhenTheyMay() {
    ask(a, group, "set", "<member_link_mode>all_member_link</member_link_mode>");
    assertEquals(
        code(), ask(b, group, "get", "<invite/>").requireChild("invite").requireAttr("code"));
  }

  @Test
  void anAdminLetsInWhoAsked() {
    askToBeLetIn();
    Node asked = a.await(news("created_membership_requests"));
    assertEquals(caio.lid.owner(), asked.requireJid("participant"));
    Node list = ask(a, group, "get", "<membership_approval_requests/>");
    Node request =
        list.requireChild("membership_approval_requests")
            .requireChild("membership_approval_request");
    assertEquals(caio.lid.owner(), request.requireJid("jid"));
    decide("approve");
    assertEquals("3", metadata().requireAttr("size"));
    c.await(news("create"));
    Node again =
        ask(
            a,
            group,
            "set",
            "<membership_requests_action><approve><participant jid=CAIO/></approve>"
                + "</membership_requests_action>");
    assertEquals(
        "404",
        again
            .requireChild("membership_requests_action")
            .requireChild("approve")
            .requireChild("participant")
            .requireAttr("error"));
  }

  @Test
  void anAdminTurnsDownWhoAsked() {
    askToBeLetIn();
    decide("reject");
    c.await(news("revoked_membership_requests"));
    assertEquals("2", metadata().requireAttr("size"));
  }

  @Test
  void whoAskedTakesItBack() {
    askToBeLetIn();
    ask(
        c,
        group,
        "set",
        "<cancel_membership_requests><participant jid=CAIO/></cancel_membership_requests>");
    a.await(news("revoked_membership_requests"));
    Node list = ask(a, group, "get", "<membership_approval_requests/>");
    assertEquals(List.of(), list.requireChild("membership_approval_requests").children());
  }

  private void askToBeLetIn() {
    ask(
        a,
        group,
        "set",
        "<membership_approval_mode><group_join state=on/></membership_approval_mode>");
    Node answer = ask(c, all(), "set", "<invite code=" + code() + "/>");
    assertEquals(group, answer.requireChild("membership_approval_request").requireJid("jid"));
  }

  private void decide(String how) {
    Node answer =
        ask(
            a,
            group,
            "set",
            "<membership_requests_action><"
                + how
                + "><participant jid=CAIO/></"
                + how
                + ">"
                + "</membership_requests_action>");
    assertFalse(
        answer
            .requireChild("membership_requests_action")
            .requireChild(how)
            .requireChild("participant")
            .has("error"));
  }

  @Test
  void whoLetsNobodyAddThemGetsAnInvitationInstead() {
    c.ask(
        "privacy",
        "set",
        Markup.node("<privacy><category name=groupadd value=contacts/></privacy>", this::named));
    try {
      Node add = ask(a, group, "set", "<add><participant jid=CAIO/></add>");
      Node result = add.requireChild("add").requireChild("participant");
      assertEquals("403", result.requireAttr("error"));
      Node invitation = result.requireChild("add_request");
      String named =
          " code="
              + invitation.requireAttr("code")
              + " expiration="
              + invitation.requireAttr("expiration")
              + " admin=ANA/>";
      Node shown = ask(c, group, "get", "<query><add_request" + named + "</query>");
      assertEquals("Test", shown.requireChild("group").requireAttr("subject"));
      assertRefused("406", ask(c, group, "set", "<accept" + named.replace("ANA", "BIA")));
      assertEquals(
          group, ask(c, group, "set", "<accept" + named).requireChild("group").requireJid("jid"));
    } finally {
      c.ask(
          "privacy",
          "set",
          Markup.node("<privacy><category name=groupadd value=all/></privacy>", this::named));
    }
  }

  @Test
  void whoBlocksSomebodyIsNotAddedByThem() {
    c.ask(
        new ServerJid("s.whatsapp.net"),
        "blocklist",
        "set",
        Markup.node("<item action=block jid=ANA/>", this::named));
    try {
      Node add = ask(a, group, "set", "<add><participant jid=CAIO/></add>");
      assertEquals("401", add.requireChild("add").requireChild("participant").requireAttr("error"));
    } finally {
      c.ask(
          new ServerJid("s.whatsapp.net"),
          "blocklist",
          "set",
          Markup.node("<item action=unblock jid=ANA/>", this::named));
    }
  }

  @Test
  void listsTheGroupsSomebodyIsIn() {
    Node mine =
        ask(b, all(), "get", "<participating><participants/><description/></participating>");
    assertTrue(
        mine.requireChild("groups").children("group").stream()
            .anyMatch(one -> one.attrIs("id", group.user())));
    Node none = ask(c, all(), "get", "<participating><participants/></participating>");
    assertTrue(
        none.requireChild("groups").children("group").stream()
            .noneMatch(one -> one.attrIs("id", group.user())));
  }

  @Test
  void aCommunityHasAGroupForAnnouncementsAndTakesOthersIn() {
    GroupJid community = create("<parent default_membership_approval_mode=request_required/>");
    Node subs = ask(a, community, "get", "<sub_groups/>").requireChild("sub_groups");
    assertTrue(subs.children("group").getFirst().child("default_sub_group").isPresent());
    Node linked =
        ask(
            a,
            community,
            "set",
            "<links><link link_type=sub_group><group jid=GROUP/></link></links>");
    assertFalse(
        linked.requireChild("links").requireChild("link").requireChild("group").has("error"));
    b.await(news("link"));
    assertEquals(community, metadata().requireChild("linked_parent").requireJid("jid"));
    Node everybody = ask(a, community, "get", "<linked_groups_participants/>");
    assertEquals(
        2, everybody.requireChild("linked_groups_participants").children("participant").size());
    assertEquals(
        "result", ask(b, community, "get", "<query request=interactive/>").requireAttr("type"));
    var announcements = new GroupJid(subs.children("group").getFirst().requireAttr("id"));
    Node listening = ask(b, announcements, "get", "<query request=interactive/>");
    assertEquals(2, listening.requireChild("group").children("participant").size());
    assertRefused("403", ask(c, community, "set", "<join_linked_group jid=GROUP/>"));
    Node seen = ask(b, community, "get", "<query_linked type=sub_group jid=GROUP/>");
    assertEquals(group.user(), seen.requireChild("group").requireAttr("id"));
    Node unlinked =
        ask(a, community, "set", "<unlink unlink_type=sub_group><group jid=GROUP/></unlink>");
    assertFalse(unlinked.requireChild("unlink").requireChild("group").has("error"));
    assertEquals(
        "unlink_group",
        b.await(news("unlink")).requireChild("unlink").requireAttr("unlink_reason"));
    ask(a, community, "set", "<delete_parent/>");
    assertRefused("404", ask(a, community, "get", "<sub_groups/>"));
  }

  @Test
  void aSettingForNewGroupsDecidesHowMembersAreNamed() {
    play.post("/admin/group-settings", "{\"addressing\":\"pn\"}");
    try {
      GroupJid numbers = create("<participant jid=BIALID/>");
      Node made = ask(a, numbers, "get", "<query request=interactive/>").requireChild("group");
      assertEquals("pn", made.requireAttr("addressing_mode"));
      Node second = made.children("participant").get(1);
      assertEquals(bia.jid.owner(), second.requireJid("jid"));
      assertEquals(bia.lid.owner(), second.requireJid("lid"));
    } finally {
      play.post("/admin/group-settings", "{\"addressing\":\"lid\"}");
    }
  }
}
