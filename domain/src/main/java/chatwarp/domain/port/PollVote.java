package chatwarp.domain.port;

import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody chose last in a poll.
 *
 * @param voter who, under the address that the vote came with
 * @param alternative their other address (LID or phone), when known
 * @param options the options' texts; none when the vote was withdrawn
 */
public record PollVote(
    UserJid voter, Optional<UserJid> alternative, List<String> options, Instant at) {
  private static final Comparator<PollVote> OLDEST =
      Comparator.comparing(PollVote::at).thenComparing(vote -> vote.voter().toString());

  public PollVote {
    options = List.copyOf(options);
  }

  /** The same vote with the voter's other address, unless one came with it. */
  public PollVote of(Optional<UserJid> other) {
    return new PollVote(voter, alternative.or(() -> other), options, at);
  }

  /** The newer of two votes of one person, a later one of the same time; with what both know. */
  public PollVote then(PollVote next) {
    if (at.isAfter(next.at)) {
      return this;
    }
    return new PollVote(
        next.voter,
        next.alternative.or(() -> voter.equals(next.voter) ? alternative : Optional.of(voter)),
        next.options,
        next.at);
  }

  /**
   * The last vote of each person, oldest first. Two addresses are one person's where any of the
   * votes says so; of two votes of the same time the one that comes later here counts.
   */
  public static List<PollVote> lastOfEach(Collection<PollVote> votes) {
    Map<UserJid, UserJid> phones = new HashMap<>();
    for (PollVote vote : votes) {
      vote.alternative()
          .ifPresent(other -> {
            if (vote.voter().isLid() != other.isLid()) {
              phones.put(
                  vote.voter().isLid() ? vote.voter() : other,
                  vote.voter().isLid() ? other : vote.voter());
            }
          });
    }
    Map<UserJid, PollVote> last = new HashMap<>();
    for (PollVote vote : votes) {
      last.merge(phones.getOrDefault(vote.voter(), vote.voter()), vote, PollVote::then);
    }
    return last.values().stream().sorted(OLDEST).toList();
  }

  /** Never shows what was chosen. */
  @Override
  public String toString() {
    return "PollVote[" + options.size() + " options]";
  }
}
