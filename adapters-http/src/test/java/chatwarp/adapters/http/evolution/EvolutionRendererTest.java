package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.PollTally;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.contract.EventRendererContract;
import chatwarp.domain.contract.Samples;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.event.InstanceEvent.ConnectionChanged;
import chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link;
import chatwarp.domain.event.InstanceEvent.PresenceSeen.Presence;
import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.EventId;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventBody;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.ToldMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class EvolutionRendererTest extends EventRendererContract {
  private static final InstanceId ID = new InstanceId(new UUID(1, 2));
  private static final InstanceName SHOP = new InstanceName("shop");
  private static final UserJid ANA = UserJid.phone("5511988887777");
  private static final UserJid ANA_LID = UserJid.lid("104000000000001");
  private static final ProfilePicture PICTURE =
      new ProfilePicture("1", URI.create("https://127.0.0.1/p.jpg?a=1"));
  private static final Profile PROFILE =
      new Profile(Optional.of(UserJid.phone("5511999990000")), Optional.of("Shop"));
  private static final EvolutionRenderer RENDERER =
      new EvolutionRenderer("http://127.0.0.1:8080", new QrImage(Rgb.parse("#198754")), true);

  @Override
  protected EventRenderer renderer() {
    return RENDERER;
  }

  private static MessageRecord message(MessageKey key, MessageStatus status) {
    return new MessageRecord(
        key,
        ANA,
        Optional.of("Ana"),
        Instant.ofEpochSecond(1_760_000_000),
        status,
        new WireContent("conversation", new byte[0], "{\"conversation\":\"hi\"}"));
  }

  private static Arguments status(MessageStatus status) {
    return Arguments.of(
        "message got to " + status,
        new InstanceEvent.MessageStatusChanged(
            MessageKey.of(ANA, true, new MessageId("AA")),
            Optional.of(ANA),
            status,
            OptionalInt.empty()),
        "{'messageId':'AA','keyId':'AA','remoteJid':'5511988887777@s.whatsapp.net',"
            + "'fromMe':true,'participant':'5511988887777@s.whatsapp.net','status':'"
            + status
            + "','instanceId':'"
            + ID
            + "'}");
  }

  private static Arguments presence(Presence presence) {
    return Arguments.of(
        "in a group, " + presence,
        new InstanceEvent.PresenceSeen(
            Samples.group().id(), ANA, Optional.empty(), presence, Optional.empty()),
        "{'id':'120363025246125486@g.us','presences':{'5511988887777@s.whatsapp.net':"
            + "{'lastKnownPresence':'"
            + presence.name().toLowerCase(Locale.ROOT)
            + "'}}}");
  }

  static Stream<Arguments> payloads() {
    String id = ID.toString();
    return Stream.of(
        Arguments.of("started", new InstanceEvent.Started(), "{'instance':'shop'}"),
        Arguments.of(
            "created",
            new InstanceEvent.Created(),
            "{'instanceName':'shop','instanceId':'" + id + "'}"),
        Arguments.of(
            "deleted",
            new InstanceEvent.Deleted(),
            "{'instanceName':'shop','instanceId':'" + id + "'}"),
        Arguments.of("removed", new InstanceEvent.Removed(), "null"),
        Arguments.of("logged out", new InstanceEvent.LoggedOut(), "null"),
        Arguments.of(
            "qr limit",
            new InstanceEvent.QrLimitReached(),
            "{'message':'QR code limit reached, please login again','statusCode':500}"),
        Arguments.of(
            "connecting",
            new ConnectionChanged(Link.CONNECTING, 200, Profile.UNKNOWN),
            "{'instance':'shop','state':'connecting','statusReason':200}"),
        Arguments.of(
            "open",
            new ConnectionChanged(Link.OPEN, 200, PROFILE),
            "{'instance':'shop','wuid':'5511999990000@s.whatsapp.net','profileName':'Shop',"
                + "'profilePictureUrl':null,'state':'open','statusReason':200}"),
        Arguments.of(
            "close",
            new ConnectionChanged(Link.CLOSE, 401, PROFILE),
            "{'instance':'shop','state':'close','statusReason':401}"),
        Arguments.of(
            "refused",
            new ConnectionChanged(Link.REFUSED, 428, Profile.UNKNOWN),
            "{'instance':'shop','profileName':null,'profilePictureUrl':null,'state':'refused',"
                + "'statusReason':428}"),
        Arguments.of(
            "message refused",
            new InstanceEvent.MessageStatusChanged(
                MessageKey.of(ANA, true, new MessageId("AA")),
                Optional.of(ANA),
                MessageStatus.ERROR,
                OptionalInt.of(463)),
            "{'messageId':'AA','keyId':'AA','remoteJid':'5511988887777@s.whatsapp.net',"
                + "'fromMe':true,'participant':'5511988887777@s.whatsapp.net','status':'ERROR',"
                + "'instanceId':'"
                + id
                + "','errorCode':463}"),
        Arguments.of(
            "chat added",
            new InstanceEvent.ChatAdded(ANA, Optional.empty(), Optional.of("Ana"), 0),
            "[{'remoteJid':'5511988887777@s.whatsapp.net','instanceId':'"
                + id
                + "','unreadMessages':0,'name':'Ana'}]"),
        Arguments.of(
            "chat changed",
            new InstanceEvent.ChatChanged(ANA, Optional.empty()),
            "[{'remoteJid':'5511988887777@s.whatsapp.net','instanceId':'" + id + "'}]"),
        Arguments.of(
            "contact",
            new InstanceEvent.ContactAdded(ANA, Optional.empty(), Optional.of("Ana")),
            "{'remoteJid':'5511988887777@s.whatsapp.net','pushName':'Ana','profilePicUrl':null,"
                + "'instanceId':'"
                + id
                + "'}"),
        Arguments.of(
            "contact's new picture",
            new InstanceEvent.ContactPictureChanged(
                ANA, Optional.empty(), Optional.of("Ana"), Optional.of(PICTURE)),
            "[{'remoteJid':'5511988887777@s.whatsapp.net','pushName':'Ana',"
                + "'profilePicUrl':'https://127.0.0.1/p.jpg?a=1','instanceId':'"
                + id
                + "'}]"),
        Arguments.of(
            "contact's removed picture",
            new InstanceEvent.ContactPictureChanged(
                ANA, Optional.empty(), Optional.empty(), Optional.empty()),
            "[{'remoteJid':'5511988887777@s.whatsapp.net','pushName':null,"
                + "'profilePicUrl':null,'instanceId':'"
                + id
                + "'}]"),
        Arguments.of(
            "group's new picture",
            new InstanceEvent.GroupPictureChanged(
                Samples.group().id(), Optional.of(ANA), Optional.of(PICTURE)),
            "[{'id':'120363025246125486@g.us','pictureUrl':'https://127.0.0.1/p.jpg?a=1',"
                + "'author':'5511988887777@s.whatsapp.net'}]"),
        Arguments.of(
            "group's removed picture",
            new InstanceEvent.GroupPictureChanged(
                Samples.group().id(), Optional.empty(), Optional.empty()),
            "[{'id':'120363025246125486@g.us','pictureUrl':null}]"),
        Arguments.of(
            "edited",
            new InstanceEvent.MessageEdited(
                MessageKey.of(ANA, false, new MessageId("AA")),
                new WireContent(
                    "extendedTextMessage",
                    new byte[0],
                    "{\"extendedTextMessage\":{\"text\":\"new\"}}"),
                Instant.ofEpochSecond(1_760_000_000),
                false),
            "{'key':{'remoteJid':'5511988887777@s.whatsapp.net','fromMe':false,'id':'AA',"
                + "'senderPn':'5511988887777@s.whatsapp.net'},'type':14,"
                + "'editedMessage':{'conversation':'new'},'timestampMs':'1760000000000'}"),
        Arguments.of(
            "deleted for everyone",
            new InstanceEvent.MessageDeleted(
                MessageKey.of(ANA, true, new MessageId("AA")), Optional.empty()),
            "{'remoteJid':'5511988887777@s.whatsapp.net','fromMe':true,'id':'AA',"
                + "'key':{'remoteJid':'5511988887777@s.whatsapp.net','fromMe':true,'id':'AA'},"
                + "'instanceId':'"
                + id
                + "','status':'DELETED'}"),
        Arguments.of(
            "voted",
            new InstanceEvent.PollVoted(
                MessageKey.of(ANA, true, new MessageId("AA")),
                List.of(new PollTally("Yes", List.of(ANA)), new PollTally("No", List.of()))),
            "{'messageId':'AA','keyId':'AA','remoteJid':'5511988887777@s.whatsapp.net',"
                + "'fromMe':true,'pollUpdates':[{'name':'Yes',"
                + "'voters':['5511988887777@s.whatsapp.net']},{'name':'No','voters':[]}],"
                + "'instanceId':'"
                + id
                + "'}"),
        Arguments.of(
            "answered",
            new InstanceEvent.EventAnswered(
                MessageKey.of(ANA, false, new MessageId("BB")),
                new EventReplyContent(
                    MessageKey.of(ANA, true, new MessageId("AA")),
                    EventReplyContent.Answer.NOT_GOING,
                    2),
                Instant.ofEpochSecond(1_760_000_000)),
            "{'messageId':'AA','keyId':'AA','remoteJid':'5511988887777@s.whatsapp.net',"
                + "'fromMe':true,'eventResponses':[{'eventResponseMessageKey':{"
                + "'remoteJid':'5511988887777@s.whatsapp.net','fromMe':false,'id':'BB',"
                + "'senderPn':'5511988887777@s.whatsapp.net'},"
                + "'senderTimestampMs':'1760000000000',"
                + "'response':{'response':'NOT_GOING','extraGuestCount':2}}],'instanceId':'"
                + id
                + "'}"),
        Arguments.of(
            "typing",
            new InstanceEvent.PresenceSeen(
                ANA,
                ANA,
                Optional.empty(),
                Presence.COMPOSING,
                Optional.of(Instant.ofEpochSecond(1_760_000_000))),
            "{'id':'5511988887777@s.whatsapp.net','presences':{'5511988887777@s.whatsapp.net':"
                + "{'lastKnownPresence':'composing','lastSeen':1760000000}}}"),
        Arguments.of(
            "message of a person known by both addresses",
            new InstanceEvent.MessageReceived(
                message(
                    new MessageKey(
                        ANA_LID,
                        false,
                        new MessageId("3A5D0000000000000001"),
                        Optional.empty(),
                        Optional.of(ANA),
                        Optional.empty(),
                        Optional.of(AddressingMode.LID)),
                    MessageStatus.DELIVERY_ACK)),
            "{'key':{'remoteJid':'5511988887777@s.whatsapp.net',"
                + "'remoteJidAlt':'104000000000001@lid','fromMe':false,"
                + "'id':'3A5D0000000000000001','addressingMode':'lid',"
                + "'senderPn':'5511988887777@s.whatsapp.net'},'pushName':'Ana',"
                + "'status':'DELIVERY_ACK','message':{'conversation':'hi'},"
                + "'messageType':'conversation','messageTimestamp':1760000000,'instanceId':'"
                + id
                + "','source':'ios'}"),
        Arguments.of(
            "message in a group",
            new InstanceEvent.MessageReceived(
                message(
                    new MessageKey(
                        Samples.group().id(),
                        false,
                        new MessageId("3EB0C767D097E7F2000001"),
                        Optional.of(ANA_LID),
                        Optional.empty(),
                        Optional.of(ANA),
                        Optional.of(AddressingMode.LID)),
                    MessageStatus.DELIVERY_ACK)),
            "{'key':{'remoteJid':'120363025246125486@g.us','fromMe':false,"
                + "'id':'3EB0C767D097E7F2000001','participant':'104000000000001@lid',"
                + "'participantAlt':'5511988887777@s.whatsapp.net','addressingMode':'lid',"
                + "'senderPn':'5511988887777@s.whatsapp.net'},'pushName':'Ana',"
                + "'status':'DELIVERY_ACK','message':{'conversation':'hi'},"
                + "'messageType':'conversation','messageTimestamp':1760000000,'instanceId':'"
                + id
                + "','source':'web'}"),
        Arguments.of(
            "message sent",
            new InstanceEvent.MessageSent(
                message(
                    MessageKey.of(ANA, true, new MessageId("3EB0C767D097E7F2000001")),
                    MessageStatus.PENDING)),
            "{'key':{'remoteJid':'5511988887777@s.whatsapp.net','fromMe':true,"
                + "'id':'3EB0C767D097E7F2000001'},'pushName':'Ana',"
                + "'status':'PENDING','message':{'conversation':'hi'},"
                + "'messageType':'conversation','messageTimestamp':1760000000,'instanceId':'"
                + id
                + "','source':'web'}"),
        status(MessageStatus.SERVER_ACK),
        status(MessageStatus.DELIVERY_ACK),
        status(MessageStatus.READ),
        status(MessageStatus.PLAYED),
        Arguments.of(
            "acknowledged in a group, by nobody in particular",
            new InstanceEvent.MessageStatusChanged(
                MessageKey.of(Samples.group().id(), true, new MessageId("AA")),
                Optional.empty(),
                MessageStatus.SERVER_ACK,
                OptionalInt.empty()),
            "{'messageId':'AA','keyId':'AA','remoteJid':'120363025246125486@g.us',"
                + "'fromMe':true,'status':'SERVER_ACK','instanceId':'"
                + id
                + "'}"),
        Arguments.of(
            "deleted for everyone, and kept here",
            new InstanceEvent.MessageDeleted(
                MessageKey.of(ANA, false, new MessageId("3EB0C767D097E7F2000001")),
                Optional.of(
                    message(
                        MessageKey.of(ANA, false, new MessageId("3EB0C767D097E7F2000001")),
                        MessageStatus.READ))),
            "{'key':{'remoteJid':'5511988887777@s.whatsapp.net','fromMe':false,"
                + "'id':'3EB0C767D097E7F2000001','senderPn':'5511988887777@s.whatsapp.net'},"
                + "'pushName':'Ana','status':'DELETED','message':{'conversation':'hi'},"
                + "'messageType':'conversation','messageTimestamp':1760000000,'instanceId':'"
                + id
                + "','source':'web','remoteJid':'5511988887777@s.whatsapp.net','fromMe':false,"
                + "'id':'3EB0C767D097E7F2000001','senderPn':'5511988887777@s.whatsapp.net'}"),
        Arguments.of(
            "deleted for everyone, in a group",
            new InstanceEvent.MessageDeleted(
                new MessageKey(
                    Samples.group().id(),
                    false,
                    new MessageId("AA"),
                    Optional.of(ANA),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                Optional.empty()),
            "{'remoteJid':'120363025246125486@g.us','fromMe':false,'id':'AA',"
                + "'participant':'5511988887777@s.whatsapp.net',"
                + "'senderPn':'5511988887777@s.whatsapp.net',"
                + "'key':{'remoteJid':'120363025246125486@g.us','fromMe':false,'id':'AA',"
                + "'participant':'5511988887777@s.whatsapp.net',"
                + "'senderPn':'5511988887777@s.whatsapp.net'},'instanceId':'"
                + id
                + "','status':'DELETED'}"),
        Arguments.of(
            "edited through the API",
            new InstanceEvent.MessageEdited(
                MessageKey.of(ANA, true, new MessageId("AA")),
                new WireContent("conversation", new byte[0], "{\"conversation\":\"new\"}"),
                Instant.ofEpochSecond(1_760_000_000),
                true),
            "{'key':{'remoteJid':'5511988887777@s.whatsapp.net','fromMe':true,'id':'AA'},"
                + "'type':14,'editedMessage':{'conversation':'new'},"
                + "'timestampMs':'1760000000000'}"),
        Arguments.of(
            "nameless chat added",
            new InstanceEvent.ChatAdded(ANA, Optional.empty(), Optional.empty(), 3),
            "[{'remoteJid':'5511988887777@s.whatsapp.net','instanceId':'"
                + id
                + "','unreadMessages':3}]"),
        Arguments.of(
            "contact changed",
            new InstanceEvent.ContactChanged(ANA, Optional.empty(), Optional.of("Ana B")),
            "{'remoteJid':'5511988887777@s.whatsapp.net','pushName':'Ana B',"
                + "'profilePicUrl':null,'instanceId':'"
                + id
                + "'}"),
        Arguments.of(
            "nameless contact changed",
            new InstanceEvent.ContactChanged(ANA, Optional.empty(), Optional.empty()),
            "{'remoteJid':'5511988887777@s.whatsapp.net','pushName':null,"
                + "'profilePicUrl':null,'instanceId':'"
                + id
                + "'}"),
        presence(Presence.AVAILABLE),
        presence(Presence.UNAVAILABLE),
        presence(Presence.COMPOSING),
        presence(Presence.RECORDING),
        presence(Presence.PAUSED),
        Arguments.of(
            "stopped",
            new InstanceEvent.Stopped(
                new Disconnection(
                    DisconnectReason.LOGGED_OUT, Instant.parse("2026-01-02T03:04:05.678Z"))),
            "{'instance':'shop','status':'closed',"
                + "'disconnectionAt':'2026-01-02T03:04:05.678Z','disconnectionReasonCode':401,"
                + "'disconnectionObject':'{\\'statusCode\\':401,\\'reason\\':\\'logged_out\\'}'}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void payloadsAreAsDocumented(String label, InstanceEvent event, String expected) {
    assertEquals(expected.replace('\'', '"'), data(event));
  }

  @Test
  void aQrEventCarriesTextAndPicture() {
    String data =
        data(new InstanceEvent.QrUpdated(new PairingOffer("2@a,b,c,d", Optional.empty(), 1)));
    assertEquals(
        "{\"qrcode\":{\"instance\":\"shop\",\"pairingCode\":null,\"code\":\"2@a,b,c,d\",",
        data.substring(0, data.indexOf("\"base64\"")));
  }

  @Test
  void theEnvelopeIsAsDocumented() {
    NewEvent event =
        new NewEvent(
            new EventId(new UUID(3, 4)),
            EventKind.GROUP_PARTICIPANTS_UPDATE,
            SHOP,
            Optional.of(ANA),
            Instant.parse("2026-01-02T03:04:05.678Z"),
            "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    byte[] bytes =
        RENDERER.envelope(new StoredEvent(ID, 7, event), Optional.of("http://127.0.0.1:9000/hook"));
    assertEquals(
        "{\"event\":\"group-participants.update\",\"instance\":\"shop\",\"data\":{\"a\":1},"
            + "\"destination\":\"http://127.0.0.1:9000/hook\","
            + "\"date_time\":\"2026-01-02T03:04:05.678Z\","
            + "\"sender\":\"5511988887777@s.whatsapp.net\","
            + "\"server_url\":\"http://127.0.0.1:8080\",\"apikey\":null,"
            + "\"event_id\":\"00000000-0000-0003-0000-000000000004\",\"seq\":7}",
        new String(bytes, StandardCharsets.UTF_8));
  }

  private record Preference(boolean preferPhone, String name) {}

  @TestFactory
  Stream<DynamicTest> namesAPersonInEveryEventAsChosen() {
    UserJid lid = ANA_LID;
    List<InstanceEvent> events =
        List.of(
            new InstanceEvent.ChatAdded(ANA, Optional.of(lid), Optional.empty(), 0),
            new InstanceEvent.ChatChanged(ANA, Optional.of(lid)),
            new InstanceEvent.ContactAdded(ANA, Optional.of(lid), Optional.empty()),
            new InstanceEvent.ContactChanged(ANA, Optional.of(lid), Optional.empty()),
            new InstanceEvent.PresenceSeen(
                ANA, ANA, Optional.of(lid), Presence.PAUSED, Optional.empty()));
    return Stream.of(
            new Preference(true, "5511988887777@s.whatsapp.net"),
            new Preference(false, "104000000000001@lid"))
        .flatMap(preference ->
            events.stream()
                .map(event ->
                    DynamicTest.dynamicTest(
                        event.kind() + " by " + preference.name(),
                        () -> {
                          EvolutionRenderer renderer =
                              new EvolutionRenderer(
                                  "http://127.0.0.1:8080",
                                  new QrImage(Rgb.parse("#198754")),
                                  preference.preferPhone());
                          String told =
                              new String(renderer.data(ID, SHOP, event), StandardCharsets.UTF_8);
                          assertTrue(told.contains('"' + preference.name() + '"'), told);
                          assertFalse(
                              told.contains(preference.preferPhone() ? "@lid" : "@s.whatsapp"),
                              told);
                        })));
  }

  private static StoredEvent image(String json) {
    MessageRecord message =
        new MessageRecord(
            new MessageKey(
                UserJid.lid("104000000000001"),
                false,
                new MessageId("3A00"),
                Optional.empty(),
                Optional.of(ANA),
                Optional.empty(),
                Optional.empty()),
            ANA,
            Optional.of("Ana"),
            Instant.ofEpochSecond(1_760_000_000),
            MessageStatus.DELIVERY_ACK,
            new WireContent("imageMessage", new byte[0], json));
    InstanceEvent event = new InstanceEvent.MessageReceived(message);
    return new StoredEvent(
        ID,
        7,
        new NewEvent(
            new EventId(new UUID(3, 4)),
            EventKind.MESSAGES_UPSERT,
            SHOP,
            Optional.of(ANA),
            Instant.EPOCH,
            RENDERER.data(ID, SHOP, event)));
  }

  private static final StoredEvent IMAGE =
      image("{\"imageMessage\":{\"caption\":\"\\\"base64\\\":\\\"\\\"}}\"}}");

  @Test
  void aFileStandsInItsMessage() {
    EventBody body =
        RENDERER.envelope(IMAGE, Optional.empty(), new EventAttachment.Attached(Path.of("file")));
    assertEquals(Optional.of(Path.of("file")), body.file());
    String whole =
        new String(body.before(), StandardCharsets.UTF_8)
            + "AAEC"
            + new String(body.after(), StandardCharsets.UTF_8);
    ObjectNode told = Json.readObject(whole);
    assertEquals("AAEC", told.at("/data/message/base64").stringValue());
    ((ObjectNode) told.at("/data/message")).remove("base64");
    assertEquals(plain(), told);
  }

  @Test
  void aFileThatCouldNotBeHadIsTold() {
    EventBody body =
        RENDERER.envelope(IMAGE, Optional.empty(), new EventAttachment.Missing("it is gone"));
    ObjectNode told = Json.readObject(body.before());
    assertEquals("it is gone", told.at("/data/message/mediaError").stringValue());
    ((ObjectNode) told.at("/data/message")).remove("mediaError");
    assertEquals(plain(), told);
  }

  @Test
  void aMessageIsFoundByEachAddressOfItsChat() {
    assertEquals(
        Optional.of(
            new ToldMessage(List.of(ANA, UserJid.lid("104000000000001")), new MessageId("3A00"))),
        RENDERER.message(IMAGE.event()));
  }

  private static ObjectNode plain() {
    return Json.readObject(RENDERER.envelope(IMAGE, Optional.empty()));
  }

  private static String data(InstanceEvent event) {
    return new String(RENDERER.data(ID, SHOP, event), StandardCharsets.UTF_8);
  }
}
