package chatwarp.domain.port;

import chatwarp.domain.content.MessageRecord;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A message under way.
 *
 * @param stored as it was kept
 * @param outcome the server's answer; waits as long as it takes, also over reconnects
 */
public record Sending(MessageRecord stored, CompletableFuture<Outcome> outcome) {

  /** The server's answer to a message. */
  public sealed interface Outcome {
    /** The server has it. */
    record Acked(Instant at) implements Outcome {}

    /** The server refused it; it is sent no more. */
    record Refused(int code) implements Outcome {}
  }
}
