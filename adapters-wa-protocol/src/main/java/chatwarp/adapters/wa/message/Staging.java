package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.Stanza;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** What is kept of every message of ours, within the step that encrypted it. */
final class Staging {
  private Staging() {}

  /**
   * Keeps the finished stanza until its ack, the plaintext for who asks again, and the row.
   *
   * @param sender how the chat names us
   * @param at whole milliseconds
   * @param people whose devices it was encrypted for, and the hashes of those devices
   */
  static Outgoing.Prepared stage(
      Step step,
      Composition composed,
      Node stanza,
      MessageKey key,
      UserJid sender,
      Instant at,
      Set<UserJid> people,
      Set<String> hashes) {
    Stanza kept = stanza(composed, stanza);
    MessageRecord record =
        new MessageRecord(
            key,
            sender,
            step.auth().metadata().pushName(),
            at.truncatedTo(ChronoUnit.SECONDS),
            MessageStatus.PENDING,
            Contents.wire(composed.content(), composed.bytes()));
    SentMessages.keep(step, composed, at);
    step.keep(kept);
    step.fact(new SessionFact.Prepared(record));
    return new Outgoing.Prepared(record, kept, people, hashes);
  }

  /** Keeps a new stanza in the place of the one before; the row and the plaintext stay. */
  static Outgoing.Readdressed stageAgain(
      Step step, Composition composed, Node stanza, Set<UserJid> people, Set<String> hashes) {
    Stanza kept = stanza(composed, stanza);
    step.keep(kept);
    return new Outgoing.Readdressed(kept, people, hashes);
  }

  private static Stanza stanza(Composition composed, Node stanza) {
    return new Stanza(composed.id(), composed.chat(), NodeEncoder.encode(stanza));
  }
}
