package chatwarp.application.group;

import chatwarp.application.message.Recipient;
import chatwarp.domain.model.GroupJid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A group or community to be made.
 *
 * @param promote whether those who are added become admins
 * @param parent the community it is made in
 */
public record NewGroup(
    String subject,
    List<Recipient> participants,
    Optional<String> description,
    boolean promote,
    boolean announce,
    boolean locked,
    boolean community,
    Optional<GroupJid> parent,
    Optional<Duration> disappearing) {
  public NewGroup {
    participants = List.copyOf(participants);
  }

  /** A plain group. */
  public static NewGroup of(String subject, List<Recipient> participants) {
    return new NewGroup(
        subject,
        participants,
        Optional.empty(),
        false,
        false,
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }
}
