package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.Packed;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageClient;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StoredMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** A message and its row. Body, JSON and the sender's name are sealed as one value. */
final class MessageRow {
  /** The number of a LID may have become known after the message came. */
  static final String COLUMNS =
      "id, chat, sender, from_me, participant, coalesce(chat_alt, (select p.phone from person p"
          + " where p.instance_id = message.instance_id and p.lid = message.chat)) as chat_alt,"
          + " participant_alt, addressing, at, status, type, content, edited, edited_at, deleted_at";

  private MessageRow() {}

  static void append(Columns columns, InstanceId instance, AesKey key, MessageRecord message) {
    MessageKey name = message.key();
    columns
        .row()
        .uuid("instance", instance.value())
        .text("id", name.id().value())
        .text("chat", name.chat().toString())
        .text("sender", message.sender().toString())
        .flag("from_me", name.fromMe())
        .text("participant", name.participant().map(UserJid::toString))
        .text("chat_alt", name.chatAlt().map(UserJid::toString))
        .text("participant_alt", name.participantAlt().map(UserJid::toString))
        .text("addressing", name.addressing().map(AddressingMode::text))
        .time("at", message.timestamp())
        .number("status", StatusCode.of(message.status()))
        .text("type", message.content().type())
        .text("client", MessageClient.of(name.id()).name())
        .bytes("content", key.seal(cell(instance, message), pack(message)));
  }

  private static Cell cell(InstanceId instance, MessageRecord message) {
    MessageKey name = message.key();
    return Cell.of(
        instance,
        "message.content",
        name.id().value(),
        name.chat().toString(),
        message.sender().toString());
  }

  private static byte[] pack(MessageRecord message) {
    return new Packed.Writer()
        .bytes(message.content().bytes())
        .text(message.content().json())
        .text(message.pushName())
        .toBytes();
  }

  static MessageRecord read(InstanceId instance, AesKey key, ResultSet row) throws SQLException {
    MessageKey name =
        new MessageKey(
            Jid.parse(row.getString("chat")),
            row.getBoolean("from_me"),
            new MessageId(row.getString("id")),
            person(row, "participant"),
            person(row, "chat_alt"),
            person(row, "participant_alt"),
            Cells.text(row, "addressing")
                .map(text -> AddressingMode.valueOf(text.toUpperCase(Locale.ROOT))));
    UserJid sender = (UserJid) Jid.parse(row.getString("sender"));
    Cell cell =
        Cell.of(
            instance,
            "message.content",
            name.id().value(),
            name.chat().toString(),
            sender.toString());
    Packed.Reader content =
        new Packed.Reader("message.content", key.open(cell, row.getBytes("content")));
    byte[] bytes = content.bytes();
    String json = content.text();
    Optional<String> pushName = content.optionalText();
    content.end();
    String type = row.getString("type");
    Optional<byte[]> edited = Cells.bytes(row, "edited");
    WireContent newest =
        edited.isEmpty()
            ? new WireContent(type, bytes, json)
            : edited(type, key.open(editedCell(instance, name), edited.get()));
    return new MessageRecord(
        name,
        sender,
        pushName,
        Cells.time(row, "at"),
        StatusCode.status(row.getInt("status")),
        newest);
  }

  /** With what became of it. */
  static StoredMessage readStored(InstanceId instance, AesKey key, ResultSet row)
      throws SQLException {
    return new StoredMessage(
        read(instance, key, row),
        Cells.optionalTime(row, "edited_at"),
        Cells.optionalTime(row, "deleted_at"));
  }

  private static Cell editedCell(InstanceId instance, MessageKey name) {
    return Cell.of(
        instance,
        "message.edited",
        name.id().value(),
        name.chat().toString(),
        Boolean.toString(name.fromMe()));
  }

  /** A newer content, sealed for a message whose author need not be known. */
  static byte[] sealEdited(InstanceId instance, AesKey key, MessageKey name, WireContent content) {
    return key.seal(
        editedCell(instance, name),
        new Packed.Writer().bytes(content.bytes()).text(content.json()).toBytes());
  }

  private static WireContent edited(String type, byte[] packed) {
    Packed.Reader content = new Packed.Reader("message.edited", packed);
    byte[] bytes = content.bytes();
    String json = content.text();
    content.end();
    return new WireContent(type, bytes, json);
  }

  private static Optional<UserJid> person(ResultSet row, String column) throws SQLException {
    return Cells.text(row, column).map(Jid::parse).map(jid -> (UserJid) jid.bare());
  }
}
