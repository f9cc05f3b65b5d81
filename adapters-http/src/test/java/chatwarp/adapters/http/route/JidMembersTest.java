package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member that names a chat or a person says by its name that it does not. */
class JidMembersTest {
  private static final List<String> NO_JIDS =
      List.of(
          "5x", "5@example.org", "5 @g.us", "5a@s.whatsapp.net", "5@s.whatsapp.net.example.org");

  private final Api api = Api.withShop();

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @MethodSource("members")
  void saysThatItIsNoJid(String method, String path, String body, String member) {
    for (String written : NO_JIDS) {
      if (member.equals("number") && !written.contains("s.whatsapp.net")) {
        // A number is read in any spelling; only what looks like an address can be wrong.
        continue;
      }
      String url = path.replace("%", written.replace(" ", "%20"));
      String json = body.replace('\'', '"').replace("%", written);
      Api.Reply reply =
          api.call(
              method,
              url,
              method.equals("GET") ? Optional.empty() : Optional.of(json),
              Api.withKey(Api.KEY));
      assertEquals(400, reply.status(), written + " " + reply.body());
      assertEquals("invalid_value", reply.json().path("code").stringValue(), reply.body());
      assertEquals(
          member + " is no JID", reply.json().at("/response/message/0").stringValue(), written);
    }
    assertTrue(api.messages.sent.isEmpty());
    assertTrue(api.groups.log.isEmpty());
    assertTrue(api.chats.read.isEmpty());
  }

  static Stream<Arguments> members() {
    String quoting = "{'number':'5511988887777','text':'x','quoted':{'key':{'id':'A',";
    String key = "'key':{'id':'A','remoteJid':'%','fromMe':true}";
    String theirs = "'key':{'id':'A','remoteJid':'1-2@g.us','fromMe':false,'participant':'%'}";
    String group = "?groupJid=120363025246125486";
    return Stream.of(
        sent("sendText", "{'number':'%','text':'x'}", "number"),
        sent("sendText", quoting + "'remoteJid':'%'}}}", "quoted.key.remoteJid"),
        sent(
            "sendText",
            quoting + "'remoteJid':'%'},'message':{'conversation':'y'}}}",
            "quoted.key.remoteJid"),
        sent(
            "sendText",
            quoting + "'remoteJid':'1-2@g.us','participant':'%'}}}",
            "quoted.key.participant"),
        sent("sendText", "{'number':'1-2@g.us','text':'x','mentioned':['5','%']}", "mentioned[1]"),
        sent("sendReaction", "{" + key + ",'reaction':'👍'}", "key.remoteJid"),
        sent("sendReaction", "{" + theirs + ",'reaction':'👍'}", "key.participant"),
        sent(
            "sendStatus",
            "{'type':'image','content':'https://x.example/a','statusJidList':['5','%']}",
            "statusJidList[1]"),
        sent("send", content("pollVote", key + ",'values':['a']"), "key.remoteJid"),
        sent("send", content("eventReply", key + ",'answer':'going'"), "key.remoteJid"),
        sent("send", content("forward", key), "key.remoteJid"),
        sent("send", content("pin", key), "key.remoteJid"),
        sent("send", content("keep", key + ",'keep':true"), "key.remoteJid"),
        sent("send", content("delete", key), "key.remoteJid"),
        sent(
            "send",
            content(
                "groupInvite",
                "'groupJid':'%','inviteCode':'c','inviteExpiration':1,'groupName':'g'"),
            "groupJid"),
        chat("updateMessage", "{'number':'5','text':'x'," + key + "}", "key.remoteJid"),
        chat("whatsappNumbers", "{'numbers':['5','5a@s.whatsapp.net']}", "numbers[1]"),
        chat(
            "markMessageAsRead",
            "{'readMessages':[{'id':'A','remoteJid':'%','fromMe':true}]}",
            "readMessages[0].remoteJid"),
        chat(
            "markMessageAsRead",
            "{'readMessages':[{'id':'A','remoteJid':'1-2@g.us','fromMe':true,'participant':'%'}]}",
            "readMessages[0].participant"),
        Arguments.of(
            "DELETE",
            "/chat/deleteMessageForEveryone/shop",
            "{'id':'A','remoteJid':'%','fromMe':true}",
            "remoteJid"),
        Arguments.of(
            "DELETE",
            "/chat/deleteMessageForEveryone/shop",
            "{'id':'A','remoteJid':'1-2@g.us','fromMe':false,'participant':'%'}",
            "participant"),
        chat(
            "getBase64FromMediaMessage",
            "{'message':{'key':{'id':'A','remoteJid':'%'}}}",
            "message.key.remoteJid"),
        chat("sendPresence", "{'number':'%','presence':'paused','delay':0}", "number"),
        chat("fetchProfilePictureUrl", "{'number':'%'}", "number"),
        chat("findMessages", "{'where':{'key':{'remoteJid':'%'}}}", "where.key.remoteJid"),
        chat("findMessages", "{'where':{'key':{'remoteJidAlt':'%'}}}", "where.key.remoteJidAlt"),
        chat("findMessages", "{'where':{'key':{'participant':'%'}}}", "where.key.participant"),
        chat("findChats", "{'where':{'remoteJid':'%'}}", "where.remoteJid"),
        Arguments.of("GET", "/chat/findChatByRemoteJid/shop?remoteJid=%", "", "remoteJid"),
        Arguments.of("GET", "/group/findGroupInfos/shop?groupJid=%", "", "groupJid"),
        group("updateGroupSubject/shop", "{'groupJid':'%','subject':'x'}", "groupJid"),
        group(
            "create/shop", "{'subject':'x','participants':['%5511999990000']}", "participants[0]"),
        group(
            "create/shop",
            "{'subject':'x','participants':['5511988887777'],'parentJid':'%'}",
            "parentJid"),
        group(
            "updateParticipant/shop" + group,
            "{'action':'add','participants':['5','%']}",
            "participants[1]"),
        group(
            "updateJoinRequests/shop" + group,
            "{'action':'reject','participants':['%']}",
            "participants[0]"),
        group(
            "sendInvite/shop",
            "{'groupJid':'1-2@g.us','description':'d',"
                + "'numbers':['5511988887777','5511988887777a@s.whatsapp.net']}",
            "numbers[1]"),
        group(
            "acceptInvite/shop" + group,
            "{'inviteCode':'c','inviteExpiration':1,'inviter':'%'}",
            "inviter"),
        Arguments.of(
            "POST", "/community/linkGroups/shop" + group, "{'groups':['5','%']}", "groups[1]"));
  }

  private static String content(String type, String members) {
    return "{'number':'5511988887777','content':{'type':'" + type + "'," + members + "}}";
  }

  private static Arguments sent(String name, String body, String member) {
    return Arguments.of("POST", "/message/" + name + "/shop", body, member);
  }

  private static Arguments chat(String name, String body, String member) {
    return Arguments.of("POST", "/chat/" + name + "/shop", body, member);
  }

  private static Arguments group(String rest, String body, String member) {
    return Arguments.of("POST", "/group/" + rest, body, member);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("strangers")
  void saysThatItIsNoPerson(String path, String body, String member) {
    for (String written :
        List.of("120363025246125486@g.us", "120363025246125486", "5@newsletter")) {
      Api.Reply reply = api.post(path, body.replace('\'', '"').replace("%", written));
      assertEquals(400, reply.status(), reply.body());
      assertEquals(
          member + " is not a person", reply.json().at("/response/message/0").stringValue());
    }
    assertTrue(api.groups.log.isEmpty());
  }

  static Stream<Arguments> strangers() {
    String query = "?groupJid=120363025246125486";
    return Stream.of(
        Arguments.of(
            "/group/create/shop",
            "{'subject':'x','participants':['5511988887777','00000000000%']}",
            "participants[1]"),
        Arguments.of(
            "/group/updateParticipant/shop" + query,
            "{'action':'add','participants':['%']}",
            "participants[0]"),
        Arguments.of(
            "/group/updateJoinRequests/shop" + query,
            "{'action':'approve','participants':['%']}",
            "participants[0]"),
        Arguments.of(
            "/message/sendStatus/shop",
            "{'type':'image','content':'https://x.example/a','statusJidList':['%']}",
            "statusJidList[0]"),
        Arguments.of(
            "/chat/markMessageAsRead/shop",
            "{'readMessages':[{'id':'A','remoteJid':'1-2@g.us','fromMe':false,'participant':'%'}]}",
            "readMessages[0].participant"));
  }
}
