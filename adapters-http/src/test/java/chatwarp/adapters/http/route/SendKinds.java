package chatwarp.adapters.http.route;

import chatwarp.adapters.http.route.SendRow.Bad;
import chatwarp.adapters.http.route.SendRow.Target;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contract of the send operations (evolution-v2 §3 and §8.2): each kind as good as it gets, and
 * everything that can be wrong with it. JSON is in single quotes.
 */
final class SendKinds {
  private static final String KEY =
      "{'id':'AA','remoteJid':'5511988887777@s.whatsapp.net','fromMe':true}";
  private static final String NOT_MEDIA = "Owned media must be a url or base64";
  private static final String NOT_A_SOUND =
      "Owned media must be a url, base64, or valid file with buffer";

  private SendKinds() {}

  static List<SendRow> all() {
    return Stream.of(texts(), files(), statuses(), places(), people(), choices(), changes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<SendRow> texts() {
    return List.of(
        SendRow.named("text", "sendText", "{'text':'hello'}", "TextContent")
            .but(
                missing("text"),
                wrongType("text", "5", "string"),
                Bad.refused("text", "''", "Text is required", "invalid_value"),
                Bad.refused("text", "' \\n'", "Text is required", "invalid_value"),
                wrongType("linkPreview", "'no'", "boolean")),
        SendRow.named("template", "sendTemplate", "{'name':'hello','language':'en'}", "TextContent")
            .but(
                missing("name"),
                missing("language"),
                empty("name"),
                empty("language"),
                wrongType("name", "5", "string"),
                wrongType("language", "5", "string"),
                wrongType("components", "{}", "array"),
                Bad.schema("components", "[{}]", "components[0] requires property 'type'"),
                Bad.schema("components", "['x']", "components[0] is not of a type(s) object")),
        SendRow.named(
            "template",
            "sendTemplate",
            "{'name':'hello','language':'en','components':[{'type':'body','text':'Hi'},"
                + "{'type':'button','parameters':[{'text':'Yes','payload':'1'}]}]}",
            "InteractiveContent"));
  }

  private static List<SendRow> files() {
    return List.of(
        medium("media", "'mediatype':'document',"),
        medium("image", ""),
        medium("video", ""),
        medium("audio", ""),
        medium("document", ""),
        SendRow.ofOurs("gif", "{'media':'AAAA'}", "Media GIF Spooled")
            .but(file("media"))
            .but(refusedFile("media", NOT_MEDIA)),
        SendRow.named("ptv", "sendPtv", "{'video':'AAAA'}", "Media PTV Spooled")
            .but(file("video"))
            .but(refusedFile("video", NOT_MEDIA)),
        SendRow.named("ptv", "sendPtv", "{'video':'https://127.0.0.1/a.mp4'}", "Media PTV Remote"),
        SendRow.named("voice", "sendWhatsAppAudio", "{'audio':'AAAA'}", "Media VOICE Spooled")
            .but(file("audio"))
            .but(refusedFile("audio", NOT_A_SOUND))
            .but(wrongType("encoding", "'no'", "boolean"), wrongType("viewOnce", "1", "boolean")),
        SendRow.named("sticker", "sendSticker", "{'sticker':'AAAA'}", "Media STICKER Spooled")
            .but(file("sticker"))
            .but(refusedFile("sticker", NOT_MEDIA))
            .but(wrongType("notConvertSticker", "'no'", "boolean")),
        SendRow.ofOurs(
                "album",
                "{'items':[{'mediatype':'image','media':'AAAA'},"
                    + "{'mediatype':'video','media':'https://127.0.0.1/v.mp4','caption':'c'}]}",
                "Album IMAGE Spooled, VIDEO Remote")
            .but(
                missing("items"),
                wrongType("items", "{}", "array"),
                Bad.schema(
                    "items",
                    "[{'mediatype':'image','media':'AAAA'}]",
                    "items does not meet minimum length of 2"),
                Bad.schema(
                    "items",
                    "[{},{'mediatype':'image','media':'AAAA'}]",
                    "items[0] requires property 'mediatype'",
                    "items[0] requires property 'media'"),
                Bad.schema(
                    "items",
                    "[{'mediatype':'image','media':'AAAA'},{'mediatype':'audio','media':'AAAA'}]",
                    "items[1].mediatype is not one of enum values: image,video"),
                Bad.schema(
                    "items",
                    "[{'mediatype':'image','media':5,'mimetype':6,'caption':7},"
                        + "{'mediatype':'image','media':'AAAA'}]",
                    "items[0].media is not of a type(s) string",
                    "items[0].mimetype is not of a type(s) string",
                    "items[0].caption is not of a type(s) string"),
                Bad.refused(
                    "items",
                    "[{'mediatype':'image','media':'AAAA'},{'mediatype':'image','media':'%'}]",
                    NOT_MEDIA,
                    "refused_body")));
  }

  /** {@code sendMedia}, which names in a member what the seed's body names with its type. */
  private static SendRow medium(String word, String extra) {
    String kind = word.equals("media") ? "document" : word;
    SendRow row =
        SendRow.named(
                word,
                "sendMedia",
                "{" + extra + "'media':'AAAA','fileName':'a.pdf','caption':'c'}",
                "Media " + kind.toUpperCase(java.util.Locale.ROOT) + " Spooled")
            .withNamed("mediatype", "'" + kind + "'")
            .but(file("media"))
            .but(refusedFile("media", NOT_MEDIA))
            .but(
                Bad.schema(
                    "mediatype",
                    "'smell'",
                    "mediatype is not one of enum values: image,document,video,audio"),
                Bad.schema(
                    "mediatype",
                    "5",
                    "mediatype is not one of enum values: image,document,video,audio"),
                wrongType("mimetype", "5", "string"),
                wrongType("fileName", "5", "string"),
                wrongType("caption", "5", "string"),
                wrongType("viewOnce", "'yes'", "boolean"));
    if (word.equals("media")) {
      row = row.but(Bad.schema("mediatype", "", "instance requires property 'mediatype'"));
    }
    return kind.equals("document")
        ? row.but(
            Bad.refused(
                "fileName", "''", "For base64 the file name must be informed.", "refused_body"),
            Bad.refused(
                "fileName", "", "For base64 the file name must be informed.", "refused_body"))
        : row;
  }

  private static Bad[] file(String member) {
    return new Bad[] {wrongType(member, "5", "string")};
  }

  /** What is neither an address nor base64. */
  private static Bad[] refusedFile(String member, String text) {
    return Stream.of("", "''", "'no base64!'", "'data:image/png,plain'", "'http://a b/c.png'")
        .map(written -> Bad.refused(member, written, text, "refused_body"))
        .toArray(Bad[]::new);
  }

  private static List<SendRow> statuses() {
    String people = "'statusJidList':['5511988887777@s.whatsapp.net']";
    return List.of(
        SendRow.named(
                "status",
                "sendStatus",
                "{'type':'text','content':'hi','backgroundColor':'#008000','font':0,"
                    + people
                    + "}",
                "TextContent")
            .to(Target.STATUS)
            .but(
                missing("type"),
                Bad.schema("type", "'x'", "type is not one of enum values: text,image,audio,video"),
                Bad.schema("type", "5", "type is not one of enum values: text,image,audio,video"),
                Bad.refused("content", "", "Content is required", "refused_body"),
                Bad.refused("content", "' '", "Content is required", "refused_body"),
                wrongType("content", "5", "string"),
                wrongType("caption", "5", "string"),
                wrongType("backgroundColor", "5", "string"),
                Bad.refused("backgroundColor", "", "Background color is required", "refused_body"),
                Bad.refused(
                    "backgroundColor",
                    "'green'",
                    "Background color is not a color like #25D366",
                    "refused_body"),
                Bad.refused("font", "", "Font is required", "refused_body"),
                wrongType("font", "'1'", "integer"),
                Bad.schema("font", "-1", "font must be greater than or equal to 0"),
                Bad.schema("font", "6", "font must be less than or equal to 5"),
                Bad.refused("statusJidList", "", "StatusJidList is required", "refused_body"),
                wrongType("statusJidList", "'5511'", "array"),
                Bad.schema(
                    "statusJidList", "[]", "statusJidList does not meet minimum length of 1"),
                Bad.schema(
                    "statusJidList",
                    "['x']",
                    "'statusJidList' must be an array of numeric strings"),
                Bad.schema("statusJidList", "['1','1']", "statusJidList contains duplicate item"),
                wrongType("allContacts", "'yes'", "boolean")),
        SendRow.named(
                "status",
                "sendStatus",
                "{'type':'image','content':'https://127.0.0.1/a.png','allContacts':true}",
                "Media IMAGE Remote")
            .to(Target.STATUS)
            .but(
                refusedFile("content", NOT_MEDIA)[2],
                Bad.refused("allContacts", "", "StatusJidList is required", "refused_body"),
                Bad.refused("allContacts", "false", "StatusJidList is required", "refused_body")),
        SendRow.named(
                "status",
                "sendStatus",
                "{'type':'audio','content':'AAAA','backgroundColor':'#25D366'," + people + "}",
                "Media VOICE Spooled")
            .to(Target.STATUS)
            .but(
                wrongType("backgroundColor", "5", "string"),
                Bad.refused(
                    "backgroundColor",
                    "'green'",
                    "Background color is not a color like #25D366",
                    "refused_body")));
  }

  private static List<SendRow> places() {
    return List.of(
        SendRow.named(
                "location",
                "sendLocation",
                "{'latitude':-23.5,'longitude':-46.6,'name':'Shop','address':'Street 1'}",
                "LocationContent")
            .but(coordinates())
            .but(wrongType("name", "5", "string"), wrongType("address", "5", "string")),
        SendRow.ofOurs(
                "liveLocation",
                "{'latitude':-23.5,'longitude':-46.6,'accuracy':5,'speed':1.5,'heading':90}",
                "LiveLocationContent")
            .but(coordinates())
            .but(
                Bad.schema("accuracy", "'x'", "accuracy is not of a type(s) integer"),
                Bad.schema("accuracy", "1.5", "accuracy is not of a type(s) integer"),
                wrongType("speed", "'x'", "number"),
                Bad.schema("heading", "1.5", "heading is not of a type(s) integer"),
                wrongType("caption", "5", "string"),
                Bad.schema("sequence", "'x'", "sequence is not of a type(s) integer"),
                Bad.schema("offset", "1.5", "offset is not of a type(s) integer")),
        SendRow.ofOurs(
                "event",
                "{'name':'Party','startTime':'2026-01-02T03:04:05Z','endTime':1800000000,"
                    + "'location':{'latitude':1,'longitude':2}}",
                "CalendarEventContent")
            .but(
                missing("name"),
                missing("startTime"),
                empty("name"),
                wrongType("name", "5", "string"),
                wrongType("startTime", "true", "string"),
                Bad.refused("startTime", "'soon'", "startTime is not a time", "invalid_value"),
                Bad.refused(
                    "endTime", "1760000000", "endTime is before the start", "invalid_value"),
                Bad.refused("endTime", "'late'", "endTime is not a time", "invalid_value"),
                wrongType("endTime", "true", "string"),
                wrongType("description", "5", "string"),
                wrongType("joinLink", "5", "string"),
                wrongType("extraGuestsAllowed", "'x'", "boolean"),
                wrongType("isCanceled", "'x'", "boolean"),
                wrongType("location", "5", "object"),
                Bad.schema(
                    "location",
                    "{'latitude':'x'}",
                    "location.latitude is not of a type(s) number",
                    "location requires property 'longitude'")),
        SendRow.ofOurs(
                "eventReply",
                "{'key':" + KEY + ",'answer':'maybe','extraGuests':1}",
                "EventReplyContent")
            .to(Target.NUMBER_AND_KEY)
            .but(
                missing("answer"),
                Bad.schema(
                    "answer",
                    "'perhaps'",
                    "answer is not one of enum values: going,not_going,maybe"),
                Bad.schema("extraGuests", "'x'", "extraGuests is not of a type(s) integer")));
  }

  private static Bad[] coordinates() {
    return new Bad[] {
      missing("latitude"),
      missing("longitude"),
      wrongType("latitude", "'x'", "number"),
      wrongType("longitude", "null", "number"),
      Bad.refused("latitude", "91", "latitude must be from -90 to 90", "invalid_value"),
      Bad.refused("longitude", "-181", "longitude must be from -180 to 180", "invalid_value")
    };
  }

  private static List<SendRow> people() {
    String ana = "{'fullName':'Ana','phoneNumber':'5511988887777'}";
    return List.of(
        contact("contact", "[" + ana + "]"),
        SendRow.ofOurs("contacts", "{'contacts':[" + ana + "]}", "ContactContent")
            .but(Bad.schema("contacts", "", "instance requires property 'contact'")),
        SendRow.ofOurs(
                "groupInvite",
                "{'groupJid':'120363025246125486@g.us','inviteCode':'c',"
                    + "'inviteExpiration':1760000000,'groupName':'G','caption':'come'}",
                "GroupInviteContent")
            .but(
                missing("groupJid"),
                missing("inviteCode"),
                missing("inviteExpiration"),
                missing("groupName"),
                empty("groupJid"),
                empty("inviteCode"),
                wrongType("groupJid", "5", "string"),
                wrongType("inviteCode", "5", "string"),
                wrongType("inviteExpiration", "true", "string"),
                wrongType("groupName", "5", "string"),
                wrongType("caption", "5", "string"),
                Bad.refused(
                    "groupJid", "'5511988887777'", "groupJid is not a group", "invalid_value"),
                Bad.refused(
                    "inviteExpiration",
                    "'soon'",
                    "inviteExpiration is not a time",
                    "invalid_value")));
  }

  private static SendRow contact(String member, String people) {
    return SendRow.named(
            "contact", "sendContact", "{'" + member + "':" + people + "}", "ContactContent")
        .but(
            missing("contact"),
            wrongType("contact", "'x'", "array"),
            Bad.schema("contact", "[]", "contact does not meet minimum length of 1"),
            Bad.schema(
                "contact",
                "[{'fullName':'A','phoneNumber':'5511988887777'},"
                    + "{'fullName':'A','phoneNumber':'5511988887777'}]",
                "contact contains duplicate item"),
            Bad.schema(
                "contact",
                "[{}]",
                "contact[0] requires property 'fullName'",
                "contact[0] requires property 'phoneNumber'"),
            Bad.schema(
                "contact",
                "[{'fullName':'','phoneNumber':'5511988887777'}]",
                "The 'fullName' cannot be empty"),
            Bad.schema(
                "contact",
                "[{'fullName':'A','phoneNumber':'551198888'}]",
                "contact[0].phoneNumber does not meet minimum length of 10"),
            Bad.schema(
                "contact",
                "[{'fullName':5,'phoneNumber':5,'organization':5,'email':5,'url':5}]",
                "contact[0].fullName is not of a type(s) string",
                "contact[0].phoneNumber is not of a type(s) string",
                "contact[0].organization is not of a type(s) string",
                "contact[0].email is not of a type(s) string",
                "contact[0].url is not of a type(s) string"),
            Bad.refused(
                "contact",
                "[{'fullName':'A','phoneNumber':'by pigeon!'}]",
                "phoneNumber is no JID",
                "invalid_value"),
            Bad.schema(
                "contact",
                "[{'fullName':'A','phoneNumber':'5511988887777','wuid':'nobody here'}]",
                "'wuid' must be a numeric string"));
  }

  private static List<SendRow> choices() {
    return List.of(
        SendRow.named(
                "poll",
                "sendPoll",
                "{'name':'Q','selectableCount':1,'values':['a','b']}",
                "PollContent")
            .but(
                missing("name"),
                missing("selectableCount"),
                missing("values"),
                empty("name"),
                wrongType("name", "5", "string"),
                wrongType("selectableCount", "'1'", "integer"),
                Bad.schema(
                    "selectableCount", "-1", "selectableCount must be greater than or equal to 0"),
                Bad.schema(
                    "selectableCount", "11", "selectableCount must be less than or equal to 10"),
                wrongType("values", "'a'", "array"),
                Bad.schema("values", "['a']", "values does not meet minimum length of 2"),
                Bad.schema(
                    "values",
                    "['1','2','3','4','5','6','7','8','9','10','11']",
                    "values does not meet maximum length of 10"),
                Bad.schema("values", "['a','a']", "values contains duplicate item"),
                Bad.schema("values", "['a',5]", "values[1] is not of a type(s) string")),
        SendRow.ofOurs("pollVote", "{'key':" + KEY + ",'values':['a']}", "PollVoteContent")
            .to(Target.NUMBER_AND_KEY)
            .but(
                missing("values"),
                wrongType("values", "'a'", "array"),
                Bad.schema("values", "['a','a']", "values contains duplicate item"),
                Bad.schema("values", "[5]", "values[0] is not of a type(s) string")),
        list(),
        buttons());
  }

  private static SendRow list() {
    return SendRow.named(
            "list",
            "sendList",
            "{'title':'t','footerText':'f','buttonText':'b','sections':[{'title':'s',"
                + "'rows':[{'title':'r','rowId':'1','description':'d'}]}]}",
            "ListContent")
        .but(
            missing("title"),
            missing("footerText"),
            missing("buttonText"),
            missing("sections"),
            empty("buttonText"),
            wrongType("title", "5", "string"),
            wrongType("description", "5", "string"),
            wrongType("footerText", "5", "string"),
            wrongType("buttonText", "5", "string"),
            wrongType("sections", "{}", "array"),
            Bad.schema("sections", "[]", "sections does not meet minimum length of 1"),
            Bad.schema(
                "sections",
                "[{}]",
                "sections[0] requires property 'title'",
                "sections[0] requires property 'rows'"),
            Bad.schema(
                "sections",
                "[{'title':'s','rows':[]}]",
                "sections[0].rows does not meet minimum length of 1"),
            Bad.schema(
                "sections",
                "[{'title':'s','rows':[{}]}]",
                "sections[0].rows[0] requires property 'title'",
                "sections[0].rows[0] requires property 'rowId'"),
            Bad.schema(
                "sections",
                "[{'title':'s','rows':[{'title':'','rowId':''}]}]",
                "The 'title' cannot be empty",
                "The 'rowId' cannot be empty"),
            Bad.schema(
                "sections",
                "[{'title':5,'rows':[{'title':5,'rowId':5,'description':5}]}]",
                "sections[0].title is not of a type(s) string",
                "sections[0].rows[0].title is not of a type(s) string",
                "sections[0].rows[0].rowId is not of a type(s) string",
                "sections[0].rows[0].description is not of a type(s) string"),
            Bad.schema(
                "sections",
                "[{'title':'s','rows':[{'title':'r','rowId':'1'},{'title':'r','rowId':'1'}]}]",
                "sections[0].rows contains duplicate item"));
  }

  private static SendRow buttons() {
    String reply = "{'type':'reply','displayText':'Yes','id':'1'}";
    String url = "{'type':'url','displayText':'Go','url':'https://127.0.0.1/'}";
    String pix = "{'type':'pix','currency':'BRL','name':'N','keyType':'cpf','key':'1'}";
    return SendRow.named(
            "buttons",
            "sendButtons",
            "{'title':'t','description':'d','footer':'f','buttons':[" + reply + "]}",
            "InteractiveContent")
        .but(
            wrongType("title", "5", "string"),
            wrongType("description", "5", "string"),
            wrongType("footer", "5", "string"),
            wrongType("thumbnailUrl", "5", "string"),
            wrongType("fallbackText", "'x'", "boolean"),
            wrongType("buttons", "{}", "array"),
            Bad.schema("buttons", "[{}]", "buttons[0] requires property 'type'"),
            Bad.schema(
                "buttons",
                "[{'type':'x'}]",
                "buttons[0].type is not one of enum values: reply,copy,url,call,pix"),
            Bad.schema(
                "buttons",
                "[{'type':'reply','displayText':5,'id':5}]",
                "buttons[0].displayText is not of a type(s) string",
                "buttons[0].id is not of a type(s) string"),
            Bad.schema(
                "buttons",
                "[{'type':'pix','name':'n','keyType':'iban','key':'1'}]",
                "buttons[0].keyType is not one of enum values: phone,email,cpf,cnpj,random"),
            mixture("", "At least one button is required"),
            mixture("[]", "At least one button is required"),
            mixture(
                "[" + String.join(",", List.of(reply, reply, reply, reply)) + "]",
                "Maximum of 3 reply buttons allowed"),
            mixture(
                "[" + reply + "," + url + "]",
                "Reply buttons cannot be mixed with other button types"),
            mixture("[" + pix + "," + pix + "]", "Only one PIX button is allowed"),
            mixture(
                "[" + pix + "," + url + "]", "PIX button cannot be mixed with other button types"),
            needs("{'type':'reply','id':'1'}", "displayText"),
            needs("{'type':'reply','displayText':'Yes'}", "id"),
            needs("{'type':'copy','displayText':'Code'}", "copyCode"),
            needs("{'type':'url','url':'https://127.0.0.1/'}", "displayText"),
            needs("{'type':'url','displayText':'Go'}", "url"),
            needs("{'type':'call','phoneNumber':'1'}", "displayText"),
            needs("{'type':'call','displayText':'Call'}", "phoneNumber"),
            needs("{'type':'pix','keyType':'cpf','key':'1'}", "name"),
            needs("{'type':'pix','name':'n','key':'1'}", "keyType"),
            needs("{'type':'pix','name':'n','keyType':'cpf'}", "key"));
  }

  private static Bad mixture(String buttons, String text) {
    return Bad.refused("buttons", buttons, text, "refused_body");
  }

  private static Bad needs(String button, String member) {
    return mixture("[" + button + "]", "The button's '" + member + "' must be given for its type");
  }

  private static List<SendRow> changes() {
    return List.of(
        SendRow.named(
                "reaction",
                "sendReaction",
                "{'key':" + KEY + ",'reaction':'👍🏽'}",
                "ReactionContent")
            .to(Target.KEY)
            .but(missing("reaction"), wrongType("reaction", "5", "string"))
            .but(
                Stream.of("'ok'", "'👍👍'", "'1'", "' '")
                    .map(written ->
                        Bad.refused(
                            "reaction",
                            written,
                            "Reaction must be a single emoji or empty string",
                            "refused_body"))
                    .toArray(Bad[]::new)),
        SendRow.named(
                "reaction", "sendReaction", "{'key':" + KEY + ",'reaction':''}", "ReactionContent")
            .to(Target.KEY),
        SendRow.ofOurs("edit", "{'key':" + KEY + ",'text':'new'}", "EditContent")
            .to(Target.NUMBER_AND_KEY)
            .but(
                missing("text"),
                wrongType("text", "5", "string"),
                Bad.refused("text", "''", "Text is required", "invalid_value"),
                Bad.refused(
                    "key", KEY.replace("true", "false"), "Message not compatible", "refused_body")),
        SendRow.ofOurs("delete", "{'key':" + KEY + "}", "RevokeContent").to(Target.KEY),
        SendRow.ofOurs("pin", "{'key':" + KEY + ",'duration':604800}", "PinContent")
            .to(Target.KEY)
            .but(
                wrongType("pin", "'x'", "boolean"),
                Bad.schema("duration", "'x'", "duration must be whole seconds"),
                Bad.refused(
                    "duration",
                    "5",
                    "duration is not one of enum values: 86400,604800,2592000",
                    "invalid_value")),
        SendRow.ofOurs("keep", "{'key':" + KEY + ",'keep':true}", "KeepContent")
            .to(Target.KEY)
            .but(missing("keep"), wrongType("keep", "'x'", "boolean")),
        SendRow.ofOurs("forward", "{'key':" + KEY + "}", "Forward").to(Target.NUMBER_AND_KEY),
        SendRow.ofOurs("disappearing", "{'expiration':86400}", "DisappearingContent")
            .but(
                missing("expiration"),
                Bad.schema("expiration", "'x'", "expiration must be whole seconds"),
                Bad.refused(
                    "expiration",
                    "5",
                    "expiration is not one of enum values: 0,86400,604800,7776000",
                    "invalid_value")));
  }

  private static Bad missing(String member) {
    return Bad.schema(member, "", "instance requires property '" + member + "'");
  }

  private static Bad empty(String member) {
    return Bad.schema(member, "''", "The '" + member + "' cannot be empty");
  }

  private static Bad wrongType(String member, String value, String type) {
    return Bad.schema(member, value, member + " is not of a type(s) " + type);
  }
}
