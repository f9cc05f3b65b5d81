package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import java.time.Instant;
import java.util.Optional;

/**
 * One message stanza as it reached a phone. A repeat is an entry of its own, so that a test can
 * tell once from twice.
 *
 * @param order place in the order of arrival, from 0
 * @param from the sending device as the stanza names it
 * @param chat the conversation it belongs to: the sender, or for a companion's copy its recipient
 * @param id the message id
 * @param sentAt the server's time of the message
 * @param stanza as it came
 * @param findings what a look at it showed
 * @param content what it held, or why that stayed hidden
 */
public record InboxEntry(
    long order,
    DeviceJid from,
    Jid chat,
    String id,
    Instant sentAt,
    Node stanza,
    Findings findings,
    Content content) {

  /** What came out of the ciphertext. */
  public sealed interface Content {}

  /**
   * The message, unpadded and unwrapped.
   *
   * @param ownCopy whether a companion of this account sent it to somebody else
   */
  public record Opened(Message message, boolean ownCopy) implements Content {
    @Override
    public String toString() {
      return "Opened[redacted]";
    }
  }

  /** The reason why nothing came out, and what was said about it. */
  public record Failed(Unreadable reason, String detail) implements Content {}

  /** The message, when it was readable. */
  public Optional<Message> message() {
    return content instanceof Opened readable ? Optional.of(readable.message()) : Optional.empty();
  }

  /** The text of a text message. */
  public Optional<String> text() {
    return message().flatMap(MessageText::of);
  }

  /** Why it was not readable. */
  public Optional<Unreadable> failure() {
    return content instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
  }
}
