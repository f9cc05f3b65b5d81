package chatwarp.domain.port;

import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Jid;
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

  /**
   * A content as the protocol has it, with nothing around it.
   *
   * @param chat where it is said
   */
  WireContent wire(MessageContent content, Jid chat);

  /**
   * A content from its JSON with WhatsApp's field names, as {@link WireContent#json} has it.
   *
   * @throws chatwarp.domain.model.InvalidValueException when this is no message
   */
  WireContent ofJson(String json);
}
