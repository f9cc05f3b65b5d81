package chatwarp.domain.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A group or community to be made.
 *
 * @param participants whom to add at once; the account itself is added by the server
 * @param parent the community it is made in
 */
public record GroupDraft(
    String subject,
    List<UserJid> participants,
    Optional<String> description,
    boolean announce,
    boolean locked,
    boolean community,
    Optional<GroupJid> parent,
    Optional<Duration> disappearing) {
  private static final int LONGEST_SUBJECT = 100;

  public GroupDraft {
    participants = List.copyOf(participants);
    requireSubject(subject);
  }

  /**
   * Checks a subject.
   *
   * @throws InvalidValueException when no group can be called so
   */
  public static void requireSubject(String subject) {
    if (subject.isBlank()) {
      throw new InvalidValueException("subject", "cannot be empty");
    }
    if (subject.codePointCount(0, subject.length()) > LONGEST_SUBJECT) {
      throw new InvalidValueException("subject", "is longer than 100 characters");
    }
  }

  /** A plain group. */
  public static GroupDraft of(String subject, List<UserJid> participants) {
    return new GroupDraft(
        subject,
        participants,
        Optional.empty(),
        false,
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }
}
