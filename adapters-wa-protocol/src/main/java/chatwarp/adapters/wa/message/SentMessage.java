package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.StateKind;
import chatwarp.domain.model.Jid;
import chatwarp.domain.port.StateSpace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * The plaintext of a message of ours, kept for a while: a device that could not read it asks again.
 *
 * @param chat where it was sent
 * @param at when; who came into a group later is not entitled to it
 * @param content the protobuf without padding
 */
record SentMessage(Jid chat, Instant at, byte[] content) {
  /** How long a device may ask. */
  static final Duration KEPT = Duration.ofDays(2);

  /** Kept under the message's id. */
  static final StateKind<SentMessage> KIND =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.SENT_MESSAGE;
        }

        @Override
        public byte[] encode(SentMessage message) {
          byte[] chat = message.chat().toString().getBytes(StandardCharsets.UTF_8);
          return ByteBuffer.allocate(Long.BYTES + 2 + chat.length + message.content().length)
              .putLong(message.at().toEpochMilli())
              .putShort((short) chat.length)
              .put(chat)
              .put(message.content())
              .array();
        }

        @Override
        public SentMessage decode(byte[] stored) {
          ByteBuffer buffer = ByteBuffer.wrap(stored);
          Instant at = Instant.ofEpochMilli(buffer.getLong());
          byte[] chat = new byte[buffer.getShort()];
          buffer.get(chat);
          byte[] content = new byte[buffer.remaining()];
          buffer.get(content);
          return new SentMessage(Jid.parse(new String(chat, StandardCharsets.UTF_8)), at, content);
        }
      };

  @Override
  public String toString() {
    return "SentMessage[" + content.length + " bytes]";
  }
}
