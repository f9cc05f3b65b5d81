package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every group and community operation: what it does, what it refuses, what it says offline. */
class GroupRoutesTest {
  private static final String TEAM = "120363025246125486@g.us";
  private static final String QUERY = "?groupJid=120363025246125486";
  private static final String CODE = "F1EX5QZxO181L3TMVP31gY";

  private final Api api = Api.withShop();

  @AfterEach
  void stop() {
    api.close();
  }

  /** A call in single quotes: method, path after the instance's name with query, body. */
  private Api.Reply call(String method, String name, String query, String body) {
    String path =
        name.contains("/") ? "/" + name + "/shop" + query : "/group/" + name + "/shop" + query;
    String json = body.replace('\'', '"');
    return switch (method) {
      case "GET" -> api.get(path);
      case "DELETE" -> api.delete(path, json);
      default -> api.post(path, json);
    };
  }

  @ParameterizedTest(name = "{0} {1}{2} {3}")
  @MethodSource("successes")
  void doesWhatIsAsked(
      String method,
      String name,
      String query,
      String body,
      int status,
      String asked,
      String said) {
    Api.Reply reply = call(method, name, query, body);
    assertEquals(status, reply.status(), reply.body());
    assertEquals(List.of(asked), api.groups.log.stream().distinct().toList());
    assertEquals(said.replace('\'', '"'), shortened(reply));
  }

  /** Whole groups are long; their subject stands for them. */
  private static String shortened(Api.Reply reply) {
    return reply.json().has("subject")
        ? reply.json().path("subject").stringValue()
        : reply.json().isArray()
            ? "[" + reply.json().path(0).path("subject").stringValue() + "]"
            : reply.body();
  }

  static Stream<Arguments> successes() {
    String g = "'groupJid':'" + TEAM + "'";
    String person = "'participants':['5511988887777']";
    String done = "[{'status':'200','jid':'5511988887777@s.whatsapp.net','content':{}}]";
    return Stream.of(
        row(
            "POST",
            "create",
            "",
            "{'subject':'Team'," + person + "}",
            201,
            "create Team 1",
            "Team"),
        row(
            "POST",
            "updateGroupSubject",
            "",
            "{" + g + ",'subject':'New'}",
            201,
            "subject " + TEAM + " New",
            "{'update':'success'}"),
        row(
            "POST",
            "updateGroupSubject",
            QUERY,
            "{'subject':'New'}",
            201,
            "subject " + TEAM + " New",
            "{'update':'success'}"),
        row(
            "POST",
            "updateGroupDescription",
            QUERY,
            "{'description':'x'}",
            201,
            "description " + TEAM + " x",
            "{'update':'success'}"),
        row(
            "POST",
            "updateGroupDescription",
            QUERY,
            "{'description':''}",
            201,
            "description " + TEAM + " -",
            "{'update':'success'}"),
        row(
            "POST",
            "updateGroupPicture",
            QUERY,
            "{'image':'https://127.0.0.1/p.jpg'}",
            201,
            "picture " + TEAM + " Remote",
            "{'update':'success'}"),
        row(
            "POST",
            "updateGroupPicture",
            QUERY,
            "{'image':'AAAA'}",
            201,
            "picture " + TEAM + " Spooled",
            "{'update':'success'}"),
        row(
            "DELETE",
            "removeGroupPicture",
            QUERY,
            "",
            200,
            "picture " + TEAM + " -",
            "{'update':'success'}"),
        row(
            "DELETE",
            "removeGroupPicture",
            "",
            "{" + g + "}",
            200,
            "picture " + TEAM + " -",
            "{'update':'success'}"),
        row("GET", "findGroupInfos", QUERY, "", 200, "metadata " + TEAM, "Team"),
        row("GET", "fetchAllGroups", "?getParticipants=true", "", 200, "all", "[Team]"),
        row(
            "GET",
            "participants",
            QUERY,
            "",
            200,
            "members " + TEAM,
            "{'participants':[{'id':'5511988887777@s.whatsapp.net',"
                + "'phoneNumber':'5511988887777@s.whatsapp.net','admin':'superadmin','name':'Ana'}]}"),
        row(
            "GET",
            "inviteCode",
            QUERY,
            "",
            200,
            "inviteCode " + TEAM,
            "{'inviteUrl':'https://chat.whatsapp.com/" + CODE + "','inviteCode':'" + CODE + "'}"),
        row("GET", "inviteInfo", "?inviteCode=" + CODE, "", 200, "inviteInfo " + CODE, "Team"),
        row(
            "GET",
            "acceptInviteCode",
            "?inviteCode=" + CODE,
            "",
            200,
            "join " + CODE,
            "{'accepted':true,'pendingApproval':false,'groupJid':'" + TEAM + "'}"),
        row(
            "POST",
            "acceptInvite",
            "",
            "{" + g + ",'inviteCode':'ab','inviteExpiration':1760000000,'inviter':'5511988887777'}",
            201,
            "accept " + TEAM + " ab",
            "{'accepted':false,'pendingApproval':true,'groupJid':'" + TEAM + "'}"),
        row(
            "POST",
            "acceptInvite",
            "",
            "{"
                + g
                + ",'inviteCode':'ab','inviteExpiration':'1760000000','inviter':'5511988887777'}",
            201,
            "accept " + TEAM + " ab",
            "{'accepted':false,'pendingApproval':true,'groupJid':'" + TEAM + "'}"),
        row(
            "POST",
            "inviteMessageInfo",
            "",
            "{" + g + ",'inviteCode':'ab','inviteExpiration':1760000000,'inviter':'5511988887777'}",
            200,
            "inviteMessageInfo " + TEAM + " ab 1760000000",
            "Team"),
        row(
            "POST",
            "revokeInvites",
            QUERY,
            "{" + person + "}",
            201,
            "revokeInvites " + TEAM,
            "{'revokeInvites':" + done + "}"),
        row(
            "DELETE",
            "cancelJoinRequest",
            QUERY,
            "{}",
            200,
            "cancelJoinRequest " + TEAM,
            "{'groupJid':'" + TEAM + "','cancelled':true}"),
        row(
            "GET",
            "community/subGroupInfo",
            QUERY + "&subGroupJid=1203630",
            "",
            200,
            "subGroup " + TEAM + " 1203630@g.us",
            "Sub"),
        row(
            "POST",
            "community/joinGroup",
            QUERY,
            "{'subGroupJid':'1203630@g.us'}",
            201,
            "joinSubGroup " + TEAM + " 1203630@g.us",
            "{'accepted':true,'pendingApproval':false,'groupJid':'1203630@g.us'}"),
        row(
            "GET",
            "community/participants",
            QUERY,
            "",
            200,
            "everybody " + TEAM,
            "{'participants':[{'id':'5511988887777@s.whatsapp.net',"
                + "'phoneNumber':'5511988887777@s.whatsapp.net','admin':'superadmin','name':'Ana'}]}"),
        row(
            "POST",
            "sendInvite",
            "",
            "{" + g + ",'description':'come','numbers':['5511988887777']}",
            200,
            "inviteCode " + TEAM,
            "{'send':true,'inviteUrl':'https://chat.whatsapp.com/" + CODE + "'}"),
        row(
            "POST",
            "revokeInviteCode",
            QUERY,
            "{}",
            201,
            "revokeInvite " + TEAM,
            "{'revoked':true,'inviteCode':'G1EX5QZxO181L3TMVP31gY'}"),
        row(
            "POST",
            "updateParticipant",
            "",
            "{" + g + ",'action':'add'," + person + "}",
            201,
            "change " + TEAM + " ADD",
            "{'updateParticipants':" + done + "}"),
        row(
            "POST",
            "updateParticipant",
            "",
            "{" + g + ",'action':'remove','participants':['9990000000']}",
            201,
            "change " + TEAM + " REMOVE",
            "{'updateParticipants':[{'status':'404','jid':'9990000000@s.whatsapp.net','content':{}}]}"),
        row(
            "POST",
            "updateSetting",
            QUERY,
            "{'action':'announcement'}",
            201,
            "setting " + TEAM + " ANNOUNCEMENT",
            "{'updateSetting':'announcement'}"),
        row(
            "POST",
            "updateMemberMode",
            QUERY,
            "{'action':'join_approval_on'}",
            201,
            "setting " + TEAM + " JOIN_APPROVAL_ON",
            "{'updateSetting':'join_approval_on'}"),
        row(
            "POST",
            "toggleEphemeral",
            QUERY,
            "{'expiration':86400}",
            201,
            "disappearing " + TEAM + " 86400",
            "{'success':true}"),
        row(
            "DELETE",
            "leaveGroup",
            QUERY,
            "{}",
            200,
            "leave " + TEAM,
            "{'groupJid':'" + TEAM + "','leave':true}"),
        row(
            "GET",
            "joinRequests",
            QUERY,
            "",
            200,
            "joinRequests " + TEAM,
            "{'joinRequests':[{'jid':'5511988887777@s.whatsapp.net','method':'invite_link'}]}"),
        row(
            "POST",
            "updateJoinRequests",
            QUERY,
            "{'action':'approve'," + person + "}",
            201,
            "answer " + TEAM + " true",
            "{'updateJoinRequests':" + done + "}"),
        row(
            "POST",
            "community/create",
            "",
            "{'subject':'All','participants':[]}",
            201,
            "create All 0",
            "All"),
        row("GET", "community/subGroups", QUERY, "", 200, "subGroups " + TEAM, "[Sub]"),
        row(
            "POST",
            "community/linkGroups",
            QUERY,
            "{'groups':['1203630'] }",
            201,
            "link " + TEAM,
            "{'linkGroups':[{'status':'200','groupJid':'1203630@g.us'}]}"),
        row(
            "POST",
            "community/unlinkGroups",
            QUERY,
            "{'groups':['1203630'] }",
            201,
            "unlink " + TEAM,
            "{'unlinkGroups':[{'status':'200','groupJid':'1203630@g.us'}]}"),
        row(
            "DELETE",
            "community/deactivate",
            QUERY,
            "{}",
            200,
            "deactivate " + TEAM,
            "{'groupJid':'" + TEAM + "','deactivated':true}"));
  }

  private static Arguments row(
      String method,
      String name,
      String query,
      String body,
      int status,
      String asked,
      String said) {
    return Arguments.of(method, name, query, body, status, asked, said);
  }

  private static final String INVITE =
      "{'groupJid':'" + TEAM + "','description':'come','numbers':['5511988887777','%s']}";

  private Api.Reply invite(String second, String key) {
    return api.call(
        "POST",
        "/group/sendInvite/shop",
        Optional.of(INVITE.formatted(second).replace('\'', '"')),
        request -> request.header("apikey", Api.KEY).header("Idempotency-Key", key));
  }

  @Test
  void invitesNobodyWhenOneCannotBeInvited() {
    Api.Reply reply = invite("9990000000", "k");
    assertEquals(400, reply.status(), reply.body());
    assertEquals("not_on_whatsapp", reply.json().path("code").stringValue());
    assertEquals("9990000000", reply.json().at("/response/message/0/number").stringValue());
    assertEquals(List.of(), api.messages.sent);
  }

  @Test
  void invitesEachOnceUnderOneKey() {
    assertEquals(200, invite("5511988887778", "k").status());
    assertEquals(200, invite("5511988887778", "k").status());
    assertEquals(2, api.messages.sent.size());
    assertEquals(422, invite("5511988887779", "k").status());
    assertEquals(2, api.messages.sent.size());
    assertEquals(200, invite("5511988887779", "x".repeat(255)).status());
    assertEquals(4, api.messages.sent.size());
  }

  @Test
  void aRepeatedInvitationSaysWhatTheFirstSaid() {
    assertEquals(200, invite("5511988887778", "k").status());
    api.groups.code = "G1EX5QZxO181L3TMVP31gY";
    assertEquals(200, invite("5511988887778", "k").status());
    assertEquals(2, api.messages.sent.size());
  }

  @ParameterizedTest(name = "{0} {1}{2} {3}")
  @MethodSource("badInput")
  void saysWhatIsWrong(String method, String name, String query, String body, String message) {
    Api.Reply reply = call(method, name, query, body);
    assertEquals(400, reply.status(), reply.body());
    assertEquals(message.replace('\'', '"'), reply.json().at("/response/message").toString());
    assertEquals(List.of(), api.groups.log);
  }

  static Stream<Arguments> badInput() {
    String noGroup =
        "['The group id needs to be informed in the query','ex: \\'groupJid=120362@g.us\\'']";
    return Stream.of(
        bad(
            "POST",
            "create",
            "",
            "{'participants':['5511988887777']}",
            "[['instance requires property \\'subject\\'']]"),
        bad(
            "POST",
            "create",
            "",
            "{'subject':'T','participants':['1']}",
            "[['participants[0] does not meet minimum length of 10']]"),
        bad(
            "POST",
            "create",
            "",
            "{'subject':'T','participants':'x'}",
            "[['participants is not of a type(s) array']]"),
        bad("POST", "updateGroupSubject", "", "{'subject':'x'}", noGroup),
        bad("GET", "findGroupInfos", "", "", noGroup),
        bad("GET", "participants", "", "", noGroup),
        bad("GET", "inviteCode", "", "", noGroup),
        bad("DELETE", "leaveGroup", "", "{}", noGroup),
        bad("DELETE", "cancelJoinRequest", "", "{}", noGroup),
        bad("GET", "community/participants", "", "", noGroup),
        bad("GET", "community/subGroupInfo", QUERY, "", "['subGroupJid is missing']"),
        bad(
            "POST",
            "community/joinGroup",
            QUERY,
            "{}",
            "[{'property':'instance','message':"
                + "'instance requires property \\'subGroupJid\\''}]"),
        bad(
            "POST",
            "community/joinGroup",
            QUERY,
            "{'subGroupJid':'5511@s.whatsapp.net'}",
            "['subGroupJid is not a group']"),
        bad(
            "POST",
            "revokeInvites",
            QUERY,
            "{}",
            "[{'property':'instance','message':"
                + "'instance requires property \\'participants\\''}]"),
        bad(
            "POST",
            "inviteMessageInfo",
            QUERY,
            "{'inviteExpiration':1,'inviter':'5511988887777'}",
            "[{'property':'instance','message':"
                + "'instance requires property \\'inviteCode\\''}]"),
        bad(
            "GET",
            "inviteInfo",
            "",
            "",
            "['The group invite code id needs to be informed in the query',"
                + "'ex: \\'inviteCode=F1EX5QZxO181L3TMVP31gY\\' (Obtained from group join link)']"),
        bad(
            "GET",
            "inviteInfo",
            "?inviteCode=short",
            "",
            "[{'property':'inviteCode','message':'inviteCode does not match pattern "
                + "\\'^[a-zA-Z0-9]{22}$\\''}]"),
        bad(
            "POST",
            "updateParticipant",
            QUERY,
            "{'action':'eat','participants':['1']}",
            "[{'property':'action','message':"
                + "'action is not one of enum values: add,remove,promote,demote'}]"),
        bad(
            "POST",
            "updateParticipant",
            QUERY,
            "{'action':'add'}",
            "[{'property':'instance','message':"
                + "'instance requires property \\'participants\\''}]"),
        bad(
            "POST",
            "updateSetting",
            QUERY,
            "{'action':'open'}",
            "[{'property':'action','message':'action is not one of enum values: "
                + "announcement,not_announcement,locked,unlocked'}]"),
        bad(
            "POST",
            "toggleEphemeral",
            QUERY,
            "{'expiration':5}",
            "[{'property':'expiration','message':"
                + "'expiration is not one of enum values: 0,86400,604800,7776000'}]"),
        bad(
            "POST",
            "updateGroupSubject",
            QUERY,
            "{'subject':''}",
            "[{'property':'subject','message':'The \\'subject\\' cannot be empty'}]"),
        bad(
            "POST",
            "sendInvite",
            QUERY,
            "{'groupJid':'120363025246125486','description':'d','numbers':['x5511988887777']}",
            "[{'property':'numbers','message':"
                + "'\\'numbers\\' must be an array of numeric strings'}]"),
        bad(
            "POST",
            "updateGroupPicture",
            QUERY,
            "{'image':'%%%'}",
            "['Profile picture must be a url or base64']"),
        bad(
            "POST",
            "updateGroupPicture",
            QUERY,
            "{'image':''}",
            "[{'property':'image','message':'The \\'image\\' cannot be empty'}]"),
        bad(
            "POST",
            "updateGroupPicture",
            QUERY,
            "{'image':null}",
            "[{'property':'image','message':'image is not of a type(s) string'}]"),
        bad("DELETE", "removeGroupPicture", "", "{}", noGroup),
        bad(
            "GET",
            "findGroupInfos",
            "?groupJid=5511@s.whatsapp.net",
            "",
            "['groupJid is not a group']"),
        bad(
            "POST",
            "updateJoinRequests",
            QUERY,
            "{'action':'maybe','participants':['1']}",
            "[{'property':'action','message':'action is not one of enum values: approve,reject'}]"),
        bad(
            "POST",
            "community/linkGroups",
            QUERY,
            "{'groups':[]}",
            "[{'property':'groups','message':'groups does not meet minimum length of 1'}]"));
  }

  private static Arguments bad(
      String method, String name, String query, String body, String message) {
    return Arguments.of(method, name, query, body, message);
  }

  @ParameterizedTest(name = "{0} {1}{2} {3}")
  @MethodSource("successes")
  void saysThatItIsNotConnected(
      String method,
      String name,
      String query,
      String body,
      int status,
      String asked,
      String said) {
    api.groups.connected = false;
    Api.Reply reply = call(method, name, query, body);
    assertEquals(400, reply.status(), reply.body());
    assertEquals("not_connected", reply.json().path("code").stringValue());
    assertFalse(reply.body().contains(said + asked + status));
  }

  @Test
  void aRefusalHasTheStatusOfItsOperation() {
    api.groups.refusal = OptionalInt.of(403);
    Api.Reply info = api.get("/group/findGroupInfos/shop" + QUERY);
    assertEquals(404, info.status());
    assertEquals(
        "[\"Error fetching group\",\"WhatsApp refused with code 403\"]",
        info.json().at("/response/message").toString());
    assertEquals(
        500, api.post("/group/updateGroupSubject/shop" + QUERY, "{\"subject\":\"x\"}").status());
    assertEquals(400, api.delete("/group/leaveGroup/shop" + QUERY, "{}").status());
  }
}
