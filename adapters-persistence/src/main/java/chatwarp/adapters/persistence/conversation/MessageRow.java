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
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** A message and its row. Body, JSON and the sender's name are sealed as one value. */
final class MessageRow {
  static final String COLUMNS =
      "id, chat, sender, from_me, participant, chat_alt, participant_alt, addressing, at, status,"
          + " type, content";

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
    return new MessageRecord(
        name,
        sender,
        pushName,
        Cells.time(row, "at"),
        StatusCode.status(row.getInt("status")),
        new WireContent(row.getString("type"), bytes, json));
  }

  private static Optional<UserJid> person(ResultSet row, String column) throws SQLException {
    return Cells.text(row, column).map(Jid::parse).map(jid -> (UserJid) jid.bare());
  }
}
