package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.application.message.Audience;
import chatwarp.application.message.MediaOrder;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.SendContent;
import chatwarp.application.message.SendRequest;
import chatwarp.domain.content.ContactContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.TextStyle;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.InvalidValueException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of every send operation: what they come to, and what is wrong with bad ones. */
class SendKindsTest {
  private static final String TO = "'number':'5511988887777',";
  private static final String KEY = "'key':{'id':'AA','remoteJid':'5511988887777','fromMe':true}";

  private final SendBodies bodies =
      new SendBodies(
          Duration.ofSeconds(60), json -> new WireContent("imageMessage", new byte[0], json));

  @TempDir private Path folder;

  /** Files in a folder of the test. */
  private final class SpoolFolder implements Uploads {
    private final List<Path> made = new ArrayList<>();

    @Override
    public Optional<Path> spooled(String text) {
      return Optional.empty();
    }

    @Override
    public Optional<Part> part() {
      return Optional.empty();
    }

    @Override
    public Path create() {
      Path file = folder.resolve("file-" + made.size());
      made.add(file);
      return file;
    }
  }

  private SendRequest read(SendKind kind, String body) {
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return bodies.read(
        kind, Json.read(new ByteArrayInputStream(json)), new SpoolFolder(), Optional.empty());
  }

  private MessageContent content(SendKind kind, String body) {
    return assertInstanceOf(SendContent.Ready.class, read(kind, body).content()).content();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("contents")
  void aBodyBecomesItsContent(SendKind kind, String body, String type) {
    assertEquals(type, content(kind, body).getClass().getSimpleName());
  }

  static Stream<Arguments> contents() {
    return Stream.of(
        row(SendKind.LOCATION, TO + "'latitude':-23.5,'longitude':-46.6", "LocationContent"),
        row(
            SendKind.LIVE_LOCATION,
            TO + "'latitude':-23.5,'longitude':-46.6,'speed':1.5",
            "LiveLocationContent"),
        row(
            SendKind.CONTACT,
            TO + "'contact':[{'fullName':'Ana','phoneNumber':'5511988887777'}]",
            "ContactContent"),
        row(SendKind.REACTION, KEY + ",'reaction':'👍🏽'", "ReactionContent"),
        row(SendKind.REACTION, KEY + ",'reaction':''", "ReactionContent"),
        row(SendKind.POLL, TO + "'name':'Q','selectableCount':1,'values':['a','b']", "PollContent"),
        row(SendKind.POLL_VOTE, TO + KEY + ",'values':['a']", "PollVoteContent"),
        row(
            SendKind.LIST,
            TO
                + "'title':'t','footerText':'f','buttonText':'b','sections':[{'title':'s',"
                + "'rows':[{'title':'r','rowId':'1'}]}]",
            "ListContent"),
        row(
            SendKind.BUTTONS,
            TO + "'title':'t','buttons':[{'type':'reply','displayText':'Yes','id':'1'}]",
            "InteractiveContent"),
        row(
            SendKind.BUTTONS,
            TO
                + "'buttons':[{'type':'pix','currency':'BRL','name':'N','keyType':'random',"
                + "'key':'k'}]",
            "InteractiveContent"),
        row(
            SendKind.BUTTONS,
            TO
                + "'title':'t','fallbackText':true,"
                + "'buttons':[{'type':'reply','displayText':'Yes','id':'1'}]",
            "TextContent"),
        row(SendKind.TEMPLATE, TO + "'name':'hello','language':'en'", "TextContent"),
        row(
            SendKind.EVENT,
            TO + "'name':'Party','startTime':'2026-01-02T03:04:05Z'",
            "CalendarEventContent"),
        row(SendKind.EVENT_REPLY, TO + KEY + ",'answer':'maybe'", "EventReplyContent"),
        row(SendKind.EDIT, TO + KEY + ",'text':'new'", "EditContent"),
        row(SendKind.DELETE, KEY, "RevokeContent"),
        row(SendKind.PIN, KEY + ",'duration':604800", "PinContent"),
        row(SendKind.KEEP, KEY + ",'keep':true", "KeepContent"),
        row(SendKind.DISAPPEARING, TO + "'expiration':86400", "DisappearingContent"),
        row(
            SendKind.GROUP_INVITE,
            TO + "'groupJid':'1@g.us','inviteCode':'c','inviteExpiration':1,'groupName':'G'",
            "GroupInviteContent"));
  }

  private static Arguments row(SendKind kind, String members, String type) {
    return Arguments.of(kind, "{" + members + "}", type);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badBodies")
  void aBadBodyIsRefusedWithItsReason(SendKind kind, String body, String reason) {
    RuntimeException thrown = assertThrows(RuntimeException.class, () -> read(kind, body));
    String said =
        switch (thrown) {
          case InvalidBodyException e -> String.join("|", e.violations());
          case RefusedBodyException e -> String.join("|", e.sentences());
          case InvalidValueException e -> e.field() + " " + e.reason();
          default -> throw thrown;
        };
    assertEquals(reason.replace('\'', '"'), said);
  }

  static Stream<Arguments> badBodies() {
    return Stream.of(
        row(
            SendKind.MEDIA,
            "'mediatype':'image','media':'AAAA'",
            "instance requires property 'number'"),
        row(
            SendKind.MEDIA,
            TO + "'mediatype':'smell','media':'AAAA'",
            "mediatype is not one of enum values: image,document,video,audio"),
        row(
            SendKind.MEDIA,
            TO + "'mediatype':'image','media':'no base64!'",
            "Owned media must be a url or base64"),
        row(SendKind.MEDIA, TO + "'mediatype':'image'", "Owned media must be a url or base64"),
        row(
            SendKind.MEDIA,
            TO + "'mediatype':'document','media':'AAAA'",
            "For base64 the file name must be informed."),
        row(
            SendKind.MEDIA,
            TO + "'mediatype':'image','media':'AAAA','delay':'1000'",
            "Enter a value in milliseconds"),
        row(
            SendKind.AUDIO,
            TO + "'audio':'%'",
            "Owned media must be a url, base64, or valid file with buffer"),
        row(SendKind.PTV, TO.substring(0, TO.length() - 1), "Owned media must be a url or base64"),
        row(
            SendKind.LOCATION,
            TO + "'latitude':'x','longitude':1",
            "latitude is not of a type(s) number"),
        row(
            SendKind.LOCATION,
            TO + "'latitude':91,'longitude':1",
            "latitude must be from -90 to 90"),
        row(SendKind.CONTACT, TO + "'contact':'x'", "contact is not of a type(s) array"),
        row(
            SendKind.CONTACT,
            TO + "'contact':[{'fullName':'A','phoneNumber':'1'}]",
            "contact[0].phoneNumber does not meet minimum length of 10"),
        row(
            SendKind.REACTION,
            KEY + ",'reaction':'ok'",
            "Reaction must be a single emoji or empty string"),
        row(SendKind.REACTION, "'reaction':'👍'", "instance requires property 'key'"),
        row(
            SendKind.POLL,
            TO + "'name':'Q','selectableCount':11,'values':['a','b']",
            "selectableCount must be less than or equal to 10"),
        row(
            SendKind.POLL,
            TO + "'name':'Q','selectableCount':1,'values':['a']",
            "values does not meet minimum length of 2"),
        row(
            SendKind.POLL,
            TO + "'name':'Q','selectableCount':1,'values':['a','a']",
            "values contains duplicate item"),
        row(
            SendKind.LIST,
            TO + "'title':'t','footerText':'f','buttonText':'b','sections':[]",
            "sections does not meet minimum length of 1"),
        row(SendKind.BUTTONS, TO + "'title':'t'", "At least one button is required"),
        row(
            SendKind.BUTTONS,
            TO
                + "'buttons':[{'type':'reply','displayText':'a','id':'1'},"
                + "{'type':'url','displayText':'u','url':'https://x.y'}]",
            "Reply buttons cannot be mixed with other button types"),
        row(
            SendKind.BUTTONS,
            TO
                + "'buttons':[{'type':'pix','name':'n','keyType':'cpf','key':'1'},"
                + "{'type':'copy','copyCode':'u'}]",
            "PIX button cannot be mixed with other button types"),
        row(
            SendKind.STATUS,
            "'type':'text','content':'x','font':1,'statusJidList':['5511']",
            "Background color is required"),
        row(
            SendKind.STATUS,
            "'type':'text','content':'x','backgroundColor':'#008000'," + "'statusJidList':['5511']",
            "Font is required"),
        row(
            SendKind.STATUS,
            "'type':'text','content':'x','backgroundColor':'#008000','font':1",
            "StatusJidList is required"),
        row(SendKind.STATUS, "'type':'image'", "Content is required"),
        row(
            SendKind.EDIT,
            TO + "'key':{'id':'A','remoteJid':'1','fromMe':false},'text':'x'",
            "Message not compatible"),
        row(SendKind.EDIT, TO + "'text':'x'", "instance requires property 'key'"),
        row(
            SendKind.PIN,
            KEY + ",'duration':5",
            "duration is not one of enum values: 86400,604800,2592000"),
        row(
            SendKind.DISAPPEARING,
            TO + "'expiration':5",
            "expiration is not one of enum values: 0,86400,604800,7776000"),
        row(SendKind.TEMPLATE, TO + "'language':'en'", "instance requires property 'name'"),
        row(SendKind.EVENT, TO + "'name':'x','startTime':'soon'", "startTime is not a time"));
  }

  @Test
  void base64IsDecodedHoweverItIsWritten() throws IOException {
    for (String written :
        List.of("aGVsbG8=", "aGVsbG8", "aGVs\\nbG8=", "data:text/plain;base64,aGVsbG8=")) {
      MediaSource source = order("'mediatype':'image','media':'" + written + "'").source();
      Path file = assertInstanceOf(MediaSource.Spooled.class, source).file();
      assertEquals("hello", Files.readString(file), written);
    }
  }

  @Test
  void aDataUrlNamesItsType() {
    MediaSource source = order("'mediatype':'image','media':'data:image/png;base64,AAAA'").source();
    assertEquals(
        Optional.of("image/png"), assertInstanceOf(MediaSource.Spooled.class, source).mimetype());
  }

  @Test
  void aUrlIsLeftToTheApplication() {
    MediaOrder order = order("'mediatype':'document','media':'https://127.0.0.1/a/b.pdf?x=1'");
    assertInstanceOf(MediaSource.Remote.class, order.source());
    assertEquals(Optional.of("b.pdf"), order.fileName());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mediaTypes")
  void theSeedsTypeSaysWhichMedia(String type, MediaKind kind) {
    SendRequest request =
        read(
            SendKind.MEDIA,
            "{" + TO + "'content':{'type':'" + type + "','media':'AAAA','fileName':'a'}}");
    assertEquals(kind, assertInstanceOf(SendContent.Media.class, request.content()).order().kind());
  }

  static Stream<Arguments> mediaTypes() {
    return Stream.of(
        Arguments.of("image", MediaKind.IMAGE),
        Arguments.of("video", MediaKind.VIDEO),
        Arguments.of("gif", MediaKind.GIF),
        Arguments.of("audio", MediaKind.AUDIO),
        Arguments.of("document", MediaKind.DOCUMENT));
  }

  @Test
  void aVoiceNoteIsConvertedUnlessToldOtherwise() {
    assertEquals(true, voice("'audio':'AAAA'").convert());
    assertEquals(false, voice("'audio':'AAAA','encoding':false").convert());
    assertEquals(MediaKind.VOICE, voice("'audio':'AAAA'").kind());
  }

  @Test
  void oneContactMayStandAlone() {
    ContactContent contact =
        (ContactContent)
            content(
                SendKind.CONTACT,
                "{"
                    + TO
                    + "'contact':{'fullName':'Ana','phoneNumber':'+55 11 98888-7777',"
                    + "'organization':'Shop','email':'a@b.c'}}");
    assertEquals(
        """
        BEGIN:VCARD
        VERSION:3.0
        N:Ana
        FN:Ana
        ORG:Shop;
        EMAIL:a@b.c
        item1.TEL;waid=5511988887777:+55 11 98888-7777
        item1.X-ABLabel:Celular
        END:VCARD\
        """,
        contact.cards().getFirst().vcard());
    assertEquals("Ana", contact.displayName());
  }

  @Test
  void buttonsHaveABoldTitleAboveTheText() {
    InteractiveContent content =
        (InteractiveContent)
            content(
                SendKind.BUTTONS,
                "{"
                    + TO
                    + "'title':'Hi','description':'there',"
                    + "'buttons':[{'type':'copy','copyCode':'X'}]}");
    assertEquals("*Hi*\n\nthere", content.body());
  }

  @Test
  void aTemplateIsRenderedFromItsComponents() {
    TextContent text =
        (TextContent)
            content(
                SendKind.TEMPLATE,
                "{"
                    + TO
                    + "'name':'n','language':'en','components':[{'type':'header','text':'H'},"
                    + "{'type':'body','parameters':[{'type':'text','text':'B'}]},"
                    + "{'type':'footer','text':'F'}]}");
    assertEquals("*H*\n\nB\n\nF", text.text());
  }

  @Test
  void aTextStatusHasItsColoursAndItsAudience() {
    SendRequest request =
        read(
            SendKind.STATUS,
            "{'type':'text','content':'hi','backgroundColor':'#008000','font':0,"
                + "'statusJidList':['5511988887777@s.whatsapp.net']}");
    TextContent text = (TextContent) ((SendContent.Ready) request.content()).content();
    assertEquals(Optional.of(new TextStyle(0xFF008000, 0xFFFFFFFF, 0)), text.style());
    assertInstanceOf(Audience.People.class, request.options().audience());
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({"audio, '#25D366', 0xFF25D366", "audio, '', ''", "image, '#25D366', ''"})
  void aVoiceStatusHasTheColourThatIsGiven(String type, String colour, String argb) {
    String background = colour.isEmpty() ? "" : "'backgroundColor':'" + colour + "',";
    SendRequest request =
        read(
            SendKind.STATUS,
            "{'type':'" + type + "','content':'AAAA'," + background + "'allContacts':true}");
    MediaOrder order = assertInstanceOf(SendContent.Media.class, request.content()).order();
    assertEquals(
        argb.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseUnsignedInt(argb.substring(2), 16)),
        order.backgroundArgb());
  }

  private MediaOrder order(String members) {
    SendRequest request = read(SendKind.MEDIA, "{" + TO + members + "}");
    return assertInstanceOf(SendContent.Media.class, request.content()).order();
  }

  private MediaOrder voice(String members) {
    SendRequest request = read(SendKind.AUDIO, "{" + TO + members + "}");
    return assertInstanceOf(SendContent.Media.class, request.content()).order();
  }
}
