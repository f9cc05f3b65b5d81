package chatwarp.domain.port;

import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.util.Optional;

/** Understands contents as the protocol has them. Pure; any thread may call, nothing blocks. */
public interface ContentCodec {
  /**
   * A content in our words, its wrappers opened; empty when it is of a kind that we do not
   * understand. What is encrypted under another message's secret stays closed.
   *
   * @param chat where it was said
   */
  Optional<ReadContent> read(WireContent content, Jid chat);

  /** What was said and heard before, for contents that speak of another message. */
  interface Memory {
    /** A kept message of a chat. */
    Optional<MessageRecord> message(Jid chat, MessageId id);

    /** The other address of a person, when known. */
    Optional<UserJid> otherAddress(UserJid person);
  }

  /**
   * What a kept message of this account says, as {@link #read}; what it encrypted under another
   * message's secret is opened, where that message is kept.
   *
   * @param own whose message it is; paired
   */
  Optional<ReadContent> readOwn(MessageRecord message, AuthState own, Memory memory);

  /**
   * A content as the protocol has it, with nothing around it.
   *
   * @param chat where it is said
   */
  WireContent wire(MessageContent content, Jid chat);

  /**
   * The same content with one of its files at another place; everything else stays as it was said.
   *
   * @param moved the file as it is now
   */
  WireContent moved(WireContent content, MediaReference moved);

  /**
   * A content from its JSON with WhatsApp's field names, as {@link WireContent#json} has it.
   *
   * @throws chatwarp.domain.model.InvalidValueException when this is no message
   */
  WireContent ofJson(String json);
}
