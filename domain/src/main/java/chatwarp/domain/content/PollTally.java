package chatwarp.domain.content;

import chatwarp.domain.model.UserJid;
import java.util.List;

/** Who chose an option of a poll. */
public record PollTally(String option, List<UserJid> voters) {
  public PollTally {
    voters = List.copyOf(voters);
  }
}
