package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MessageObjectTest {
  private static final InstanceId ID =
      new InstanceId(UUID.fromString("0b9e8f6e-2f6f-4a1c-9a51-1c6d1f0c3a11"));
  private static final UserJid ANA = UserJid.phone("5511988887777");
  private static final UserJid ANA_LID = UserJid.lid("104000000000001");

  private final MessageObject object = new MessageObject(true);

  @Test
  void aPlainTextIsWrittenAsDocumented() {
    MessageRecord record =
        record(
            MessageKey.of(ANA, true, new MessageId("3EB0C7A1B2D3E4F5A6B7C8")),
            "conversation",
            "{\"conversation\":\"hello\"}");
    assertEquals(
        "{\"key\":{\"remoteJid\":\"5511988887777@s.whatsapp.net\",\"fromMe\":true,"
            + "\"id\":\"3EB0C7A1B2D3E4F5A6B7C8\"},\"pushName\":\"Você\",\"status\":\"PENDING\","
            + "\"message\":{\"conversation\":\"hello\"},\"messageType\":\"conversation\","
            + "\"messageTimestamp\":1760000000,"
            + "\"instanceId\":\"0b9e8f6e-2f6f-4a1c-9a51-1c6d1f0c3a11\",\"source\":\"web\"}",
        object.of(ID, record).toString());
  }

  @Test
  void anExtendedTextBecomesAConversationAndKeepsItsContext() {
    JsonNode node =
        object.of(
            ID,
            record(
                inbound(ANA),
                "extendedTextMessage",
                "{\"extendedTextMessage\":{\"text\":\"hi\",\"contextInfo\":{\"stanzaId\":\"AA\","
                    + "\"quotedMessage\":{\"extendedTextMessage\":{\"text\":\"before\"}}}},"
                    + "\"messageContextInfo\":{}}"));
    assertEquals("conversation", node.path("messageType").stringValue());
    assertEquals(
        "{\"messageContextInfo\":{},\"conversation\":\"hi\"}", node.path("message").toString());
    assertEquals(
        "{\"stanzaId\":\"AA\",\"quotedMessage\":{\"conversation\":\"before\"}}",
        node.path("contextInfo").toString());
  }

  @Test
  void aDocumentWithCaptionBecomesTheDocument() {
    JsonNode node =
        object.of(
            ID,
            record(
                inbound(ANA),
                "documentWithCaptionMessage",
                "{\"documentWithCaptionMessage\":{\"message\":{\"documentMessage\":{\"caption\":\"c\"}}}}"));
    assertEquals("documentMessage", node.path("messageType").stringValue());
    assertEquals("c", node.at("/message/documentMessage/caption").stringValue());
    assertFalse(node.path("message").has("documentWithCaptionMessage"));
  }

  @Test
  void aChatIsNamedByItsPhoneNumberWhenThatIsKnown() {
    JsonNode key = object.of(ID, text(lidChat())).path("key");
    assertEquals(ANA.toString(), key.path("remoteJid").stringValue());
    assertEquals(ANA_LID.toString(), key.path("remoteJidAlt").stringValue());
    assertEquals(ANA.toString(), key.path("senderPn").stringValue());
    assertEquals("lid", key.path("addressingMode").stringValue());
  }

  @Test
  void aChatKeepsItsLidWhenSoSet() {
    JsonNode key = new MessageObject(false).of(ID, text(lidChat())).path("key");
    assertEquals(ANA_LID.toString(), key.path("remoteJid").stringValue());
    assertEquals(ANA.toString(), key.path("remoteJidAlt").stringValue());
    assertEquals(ANA.toString(), key.path("senderPn").stringValue());
  }

  @Test
  void aGroupMessageNamesItsAuthor() {
    MessageKey group =
        new MessageKey(
            new GroupJid("120363025246125486"),
            false,
            new MessageId("3A5D0000000000000001"),
            Optional.of(ANA_LID),
            Optional.empty(),
            Optional.of(ANA),
            Optional.of(AddressingMode.LID));
    JsonNode node = object.of(ID, text(group));
    assertEquals("120363025246125486@g.us", node.at("/key/remoteJid").stringValue());
    assertEquals(ANA_LID.toString(), node.at("/key/participant").stringValue());
    assertEquals(ANA.toString(), node.at("/key/participantAlt").stringValue());
    assertEquals(ANA.toString(), node.at("/key/senderPn").stringValue());
  }

  @Test
  void aNamelessSenderIsCalledByTheirNumber() {
    assertEquals(ANA.user(), object.of(ID, text(inbound(ANA))).path("pushName").stringValue());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "3A5D0000000000000001, ios",
    "3EB0C7A1B2D3E4F5A6B7C8, web",
    "ABCDEF0123456789ABCDE, android",
    "ABCDEF0123456789ABCDEF0123456789, android",
    "3F01, desktop",
    "ABCDEF0123456789AB, desktop",
    "XYZ, unknown",
  })
  void theIdTellsTheDevice(String id, String source) {
    assertEquals(source, MessageObject.source(new MessageId(id)));
  }

  private static MessageKey inbound(Jid chat) {
    return MessageKey.of(chat, false, new MessageId("3A5D0000000000000001"));
  }

  private static MessageKey lidChat() {
    return new MessageKey(
        ANA_LID,
        false,
        new MessageId("3A5D0000000000000001"),
        Optional.empty(),
        Optional.of(ANA),
        Optional.empty(),
        Optional.of(AddressingMode.LID));
  }

  private static MessageRecord text(MessageKey key) {
    return record(key, "conversation", "{\"conversation\":\"hi\"}");
  }

  private static MessageRecord record(MessageKey key, String type, String json) {
    return new MessageRecord(
        key,
        ANA,
        Optional.empty(),
        Instant.ofEpochSecond(1_760_000_000),
        MessageStatus.PENDING,
        new WireContent(type, new byte[0], json));
  }
}
