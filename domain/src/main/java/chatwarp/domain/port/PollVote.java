package chatwarp.domain.port;

import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.List;

/**
 * What somebody chose last in a poll.
 *
 * @param options the options' texts; none when the vote was withdrawn
 */
public record PollVote(UserJid voter, List<String> options, Instant at) {
  public PollVote {
    options = List.copyOf(options);
  }

  /** Never shows what was chosen. */
  @Override
  public String toString() {
    return "PollVote[" + options.size() + " options]";
  }
}
