package chatwarp.domain.contract;

import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A text under way on the in-memory WhatsApp.
 *
 * @param ratchet index of the message key it is encrypted with; 0 from a phone
 */
record InMemoryText(
    MessageId id, UserJid from, Jid chat, String text, Instant at, String pushName, int ratchet) {
  private static final char SEPARATOR = '\u001F';

  /** The stanza as it is kept. */
  byte[] encoded() {
    return String.join(
            String.valueOf(SEPARATOR),
            id.value(),
            from.toString(),
            chat.toString(),
            at.toString(),
            pushName,
            Integer.toString(ratchet),
            text)
        .getBytes(StandardCharsets.UTF_8);
  }

  static InMemoryText decoded(byte[] bytes) {
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split(String.valueOf(SEPARATOR), 7);
    return new InMemoryText(
        new MessageId(parts[0]),
        (UserJid) Jid.parse(parts[1]),
        Jid.parse(parts[2]),
        parts[6],
        Instant.parse(parts[3]),
        parts[4],
        Integer.parseInt(parts[5]));
  }

  /** {@code Message.conversation} (field 1) as WhatsApp writes it. */
  WireContent content() {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x0A);
    int length = utf8.length;
    while (length > 0x7F) {
      out.write((length & 0x7F) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(utf8);
    return new WireContent(
        "conversation", out.toByteArray(), "{\"conversation\":\"" + escaped() + "\"}");
  }

  private String escaped() {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }
}
