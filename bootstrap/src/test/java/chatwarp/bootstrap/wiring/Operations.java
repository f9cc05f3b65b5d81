package chatwarp.bootstrap.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every operation of messages, chats and groups. */
final class Operations {
  private static final String TO = "'number':'{friend}',";
  private static final String OPTIONS =
      ",'delay':1,'quoted':{'key':{'id':'{theirs}','remoteJid':'{friend}','fromMe':false}},"
          + "'mentionsEveryOne':false,'mentioned':['{friend}']";
  private static final String MINE = "{'id':'{mine}','remoteJid':'{friend}','fromMe':true}";
  private static final String THEIRS = "{'id':'{theirs}','remoteJid':'{friend}','fromMe':false}";
  private static final String GROUP = "?groupJid={group}";

  private final List<Operation> all = new ArrayList<>();

  private Operations() {}

  static List<Operation> all() {
    Operations operations = new Operations();
    operations.messages();
    operations.kinds();
    operations.chats();
    operations.groups();
    return List.copyOf(operations.all);
  }

  private void messages() {
    sent("sendText", TO + "'text':'hello','linkPreview':false", "number", "text");
    sent(
        "sendMedia",
        TO
            + "'mediatype':'image','media':'{png}','mimetype':'image/png','fileName':'a.png',"
            + "'caption':'look','viewOnce':false,'gifPlayback':false",
        "number",
        "mediatype",
        "media");
    sent("sendPtv", TO + "'video':'{mp4}'", "number", "video");
    sent(
        "sendWhatsAppAudio",
        TO + "'audio':'{wav}','encoding':true,'viewOnce':false",
        "number",
        "audio");
    sent(
        "sendStatus",
        "'type':'text','content':'today','caption':'c','backgroundColor':'#008000','font':1,"
            + "'statusJidList':['{friend}'],'allContacts':false",
        "type",
        "content",
        "backgroundColor",
        "font",
        "statusJidList");
    sent("sendSticker", TO + "'sticker':'{png}','notConvertSticker':false", "number", "sticker");
    sent(
        "sendLocation",
        TO + "'latitude':-23.5,'longitude':-46.6,'name':'here','address':'street 1'",
        "number",
        "latitude",
        "longitude");
    sent(
        "sendContact",
        TO
            + "'contact':[{'fullName':'Ana','phoneNumber':'5511988887777','wuid':'5511988887777',"
            + "'organization':'Shop','email':'a@b.example','url':'https://b.example'}]",
        "number",
        "contact",
        "contact.0.fullName",
        "contact.0.phoneNumber");
    sent(
        "sendReaction",
        "'key':" + THEIRS + ",'reaction':'👍'",
        "key",
        "key.id",
        "key.remoteJid",
        "key.fromMe",
        "reaction");
    sent(
        "sendPoll",
        TO + "'name':'lunch?','selectableCount':1,'values':['yes','no']",
        "number",
        "name",
        "selectableCount",
        "values");
    sent(
        "sendList",
        TO
            + "'title':'t','description':'d','footerText':'f','buttonText':'b',"
            + "'sections':[{'title':'s','rows':[{'title':'r','rowId':'1','description':'d'}]}]",
        "number",
        "title",
        "footerText",
        "buttonText",
        "sections",
        "sections.0.title",
        "sections.0.rows",
        "sections.0.rows.0.title",
        "sections.0.rows.0.rowId");
    sent(
        "sendButtons",
        TO
            + "'title':'t','description':'d','footer':'f','thumbnailUrl':'{png}',"
            + "'fallbackText':false,"
            + "'buttons':[{'type':'reply','displayText':'Yes','id':'1'}]",
        "number",
        "buttons",
        "buttons.0.type",
        "buttons.0.displayText",
        "buttons.0.id");
    sent(
        "sendTemplate",
        TO
            + "'name':'n','language':'en','components':[{'type':'body','text':'B'},"
            + "{'type':'button','sub_type':'url',"
            + "'parameters':[{'type':'text','text':'go','payload':'p','url':'https://b.example'}]}]",
        "number",
        "name",
        "language",
        "components.0.type");
  }

  /** What only {@code /message/send} can say, and the ways in which it says it. */
  private void kinds() {
    said("text", "'text':'hello'", "text");
    said(
        "liveLocation",
        "'latitude':-23.5,'longitude':-46.6,'accuracy':5,'speed':1.5,'heading':90,'caption':'c',"
            + "'sequence':1,'offset':1",
        "latitude",
        "longitude");
    said(
        "pollVote",
        "'key':{'id':'{poll}','remoteJid':'{friend}','fromMe':true},'values':['yes']",
        "key",
        "key.id",
        "key.remoteJid",
        "key.fromMe",
        "values");
    said(
        "event",
        "'name':'party','startTime':'2030-01-02T03:04:05Z','endTime':'2030-01-02T04:04:05Z',"
            + "'description':'d','joinLink':'https://b.example','extraGuestsAllowed':true,"
            + "'isCanceled':false,"
            + "'location':{'latitude':1.5,'longitude':2.5,'name':'n','address':'a'}",
        "name",
        "startTime",
        "location.latitude",
        "location.longitude");
    said(
        "eventReply",
        "'key':{'id':'{event}','remoteJid':'{friend}','fromMe':true},'answer':'going',"
            + "'extraGuests':1",
        "key",
        "key.id",
        "key.remoteJid",
        "key.fromMe",
        "answer");
    said(
        "album",
        "'items':[{'mediatype':'image','media':'{png}','mimetype':'image/png','caption':'c'},"
            + "{'mediatype':'image','media':'{png}'}]",
        "items",
        "items.0.mediatype",
        "items.0.media");
    said(
        "groupInvite",
        "'groupJid':'{group}','inviteCode':'c','inviteExpiration':1900000000,'groupName':'g',"
            + "'caption':'come'",
        "groupJid",
        "inviteCode",
        "inviteExpiration",
        "groupName");
    said("forward", "'key':" + MINE, "key", "key.id", "key.remoteJid", "key.fromMe");
    said(
        "edit",
        "'key':" + MINE + ",'text':'new'",
        "key",
        "key.id",
        "key.remoteJid",
        "key.fromMe",
        "text");
    keyed("delete", "'key':{'id':'ABCDEF','remoteJid':'{friend}','fromMe':true}");
    keyed("pin", "'key':" + MINE + ",'pin':true,'duration':86400");
    keyed("keep", "'key':" + THEIRS + ",'keep':true", "keep");
    said("disappearing", "'expiration':0", "expiration");
  }

  private void sent(String name, String members, String... required) {
    all.add(
        new Operation(
            "",
            "POST",
            "/message/" + name,
            "",
            "{" + members + OPTIONS + "}",
            201,
            withOptions(required),
            true));
  }

  private void said(String type, String members, String... required) {
    List<String> names = new ArrayList<>(List.of(required));
    names.add("number");
    sentAs(type, TO + "'type':'" + type + "'," + members, names);
  }

  /** Those that go where their key says. */
  private void keyed(String type, String members, String... required) {
    List<String> names = new ArrayList<>(List.of(required));
    names.addAll(List.of("key", "key.id", "key.remoteJid", "key.fromMe"));
    sentAs(type, "'type':'" + type + "'," + members, names);
  }

  private void sentAs(String type, String members, List<String> required) {
    List<String> names = new ArrayList<>(required.stream().map(name -> "content." + name).toList());
    names.addAll(List.of("content", "content.type", "quoted.key.id"));
    all.add(
        new Operation(
            type,
            "POST",
            "/message/send",
            "",
            "{'content':{" + members + "}" + OPTIONS + "}",
            201,
            Set.copyOf(names),
            true));
  }

  private static Set<String> withOptions(String... required) {
    List<String> names = new ArrayList<>(List.of(required));
    names.add("quoted.key.id");
    return Set.copyOf(names);
  }

  private void chats() {
    chat("POST", "whatsappNumbers", 200, true, "{'numbers':['5511900000009']}", "numbers");
    chat(
        "POST",
        "markMessageAsRead",
        201,
        true,
        "{'readMessages':[{'id':'{theirs}','fromMe':false,'remoteJid':'{friend}',"
            + "'participant':'{friend}','played':false}]}",
        "readMessages",
        "readMessages.0.id",
        "readMessages.0.fromMe",
        "readMessages.0.remoteJid");
    chat(
        "DELETE",
        "deleteMessageForEveryone",
        201,
        true,
        "{'id':'ABCDEF','remoteJid':'{friend}','fromMe':true,'participant':'{friend}'}",
        "id",
        "remoteJid",
        "fromMe");
    chat(
        "POST",
        "updateMessage",
        200,
        true,
        "{" + TO + "'key':" + MINE + ",'text':'new'" + OPTIONS + "}",
        "number",
        "key",
        "key.id",
        "key.remoteJid",
        "key.fromMe",
        "text",
        "quoted.key.id");
    chat(
        "POST",
        "sendPresence",
        201,
        true,
        "{" + TO + "'presence':'paused','delay':0}",
        "number",
        "presence",
        "delay");
    chat(
        "POST",
        "getBase64FromMediaMessage",
        201,
        true,
        "{'message':{'key':{'id':'{image}','remoteJid':'{friend}','fromMe':true,"
            + "'participant':'{friend}'}},'convertToMp4':false}",
        "message",
        "message.key",
        "message.key.id");
    chat("POST", "fetchProfilePictureUrl", 200, false, "{'number':'{friend}'}", "number");
    chat(
        "POST",
        "findMessages",
        200,
        false,
        "{'where':{'id':'{mine}','source':'web','messageType':'conversation',"
            + "'messageTimestamp':{'gte':'2020-01-02T03:04:05Z','lte':'2030-01-02T03:04:05Z'},"
            + "'key':{'id':'{mine}','fromMe':true,'remoteJid':'{friend}',"
            + "'remoteJidAlt':'{friend}','participant':'{friend}'}},"
            + "'page':1,'offset':10,'limit':10}");
    chat(
        "POST",
        "findChats",
        200,
        false,
        "{'where':{'remoteJid':'{friend}',"
            + "'messageTimestamp':{'gte':'2020-01-02T03:04:05Z','lte':'2030-01-02T03:04:05Z'}},"
            + "'take':10,'skip':0,'page':1,'offset':10}");
    chat("GET", "findChats", 200, false, "");
    chat("POST", "updateProfilePicture", 200, true, "{'picture':'{png}'}", "picture");
    chat("DELETE", "removeProfilePicture", 200, true, "{}");
    all.add(
        new Operation(
            "",
            "GET",
            "/chat/findChatByRemoteJid",
            "?remoteJid={friend}",
            "",
            200,
            Set.of(),
            false));
  }

  private void chat(
      String method, String name, int status, boolean live, String body, String... required) {
    all.add(new Operation("", method, "/chat/" + name, "", body, status, Set.of(required), live));
  }

  private void groups() {
    group(
        "POST",
        "create",
        "",
        201,
        "{'subject':'Team','description':'d','promoteParticipants':false,"
            + "'participants':['{friend}']}",
        "subject",
        "participants");
    group("POST", "updateGroupSubject", GROUP, 201, "{'subject':'New'}", "subject");
    group("POST", "updateGroupPicture", GROUP, 201, "{'image':'{png}'}", "image");
    group("DELETE", "removeGroupPicture", GROUP, 200, "{}");
    group("POST", "updateGroupDescription", GROUP, 201, "{'description':'d'}", "description");
    group("GET", "findGroupInfos", GROUP, 200, "");
    group("GET", "fetchAllGroups", "?getParticipants=true", 200, "");
    group("GET", "participants", GROUP, 200, "");
    group("GET", "inviteCode", GROUP, 200, "");
    group("GET", "inviteInfo", "?inviteCode={code}", 200, "");
    group("GET", "acceptInviteCode", "?inviteCode={code}", 200, "");
    group(
        "POST",
        "sendInvite",
        "",
        200,
        "{'groupJid':'{group}','description':'come','numbers':['{friend}']}",
        "groupJid",
        "description",
        "numbers");
    group("POST", "revokeInviteCode", GROUP, 201, "{}");
    group(
        "POST",
        "updateParticipant",
        GROUP,
        201,
        "{'action':'promote','participants':['{friend}']}",
        "action",
        "participants");
    group("POST", "updateSetting", GROUP, 201, "{'action':'locked'}", "action");
    group("POST", "toggleEphemeral", GROUP, 201, "{'expiration':86400}", "expiration");
    group("DELETE", "leaveGroup", "?groupJid={another}", 200, "{}");
    group("POST", "updateMemberMode", GROUP, 201, "{'action':'admin_add'}", "action");
    group(
        "POST",
        "acceptInvite",
        "?groupJid={theirGroup}",
        201,
        "{'inviteCode':'{theirCode}','inviteExpiration':1900000000,'inviter':'{friend}'}",
        "inviteCode",
        "inviteExpiration",
        "inviter");
    group(
        "POST",
        "inviteMessageInfo",
        "?groupJid={theirGroup}",
        200,
        "{'inviteCode':'{theirCode}','inviteExpiration':1900000000,'inviter':'{friend}'}",
        "inviteCode",
        "inviteExpiration",
        "inviter");
    group("POST", "revokeInvites", GROUP, 201, "{'participants':['{friend}']}", "participants");
    // Nobody waits for an approval in this WhatsApp.
    group("DELETE", "cancelJoinRequest", GROUP, 404, "{}");
    group("GET", "joinRequests", GROUP, 200, "");
    group(
        "POST",
        "updateJoinRequests",
        GROUP,
        201,
        "{'action':'approve','participants':['{friend}']}",
        "action",
        "participants");
  }

  private void group(
      String method, String name, String query, int status, String body, String... required) {
    all.add(
        new Operation("", method, "/group/" + name, query, body, status, Set.of(required), true));
  }
}
