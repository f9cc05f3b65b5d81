package chatwarp.domain.contract;

import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A message under way on the in-memory WhatsApp.
 *
 * @param text what it says, or the name of its kind in angle brackets
 * @param audience who gets a status update
 * @param ratchet index of the message key it is encrypted with; 0 from a phone
 */
record InMemoryText(
    MessageId id,
    UserJid from,
    Jid chat,
    String text,
    WireContent content,
    List<UserJid> audience,
    Instant at,
    String pushName,
    int ratchet) {
  private static final char SEPARATOR = '\u001F';
  private static final int PARTS = 10;

  /** How a content is shown on a phone. */
  static String shown(ReadContent said, WireContent wire) {
    return said.content() instanceof TextContent text ? text.text() : "<" + wire.type() + ">";
  }

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
            String.join(",", audience.stream().map(UserJid::toString).toList()),
            content.type(),
            Base64.getEncoder().encodeToString(content.bytes()) + SEPARATOR + content.json(),
            text)
        .getBytes(StandardCharsets.UTF_8);
  }

  static InMemoryText decoded(byte[] bytes) {
    String[] parts =
        new String(bytes, StandardCharsets.UTF_8).split(String.valueOf(SEPARATOR), PARTS + 1);
    return new InMemoryText(
        new MessageId(parts[0]),
        (UserJid) Jid.parse(parts[1]),
        Jid.parse(parts[2]),
        parts[10],
        new WireContent(parts[7], Base64.getDecoder().decode(parts[8]), parts[9]),
        Arrays.stream(parts[6].split(",", -1))
            .filter(jid -> !jid.isEmpty())
            .map(jid -> (UserJid) Jid.parse(jid))
            .toList(),
        Instant.parse(parts[3]),
        parts[4],
        Integer.parseInt(parts[5]));
  }
}
