package chatwarp.domain.model;

import java.util.List;

/**
 * Whom an account shows its status posts, as its owner set it on the phone.
 *
 * @param people who is left out, or who alone sees them; empty for the whole address book
 */
public record StatusPrivacy(StatusScope scope, List<UserJid> people) {
  /** What holds as long as the owner chose nothing. */
  public static final StatusPrivacy DEFAULT = new StatusPrivacy(StatusScope.CONTACTS, List.of());

  public StatusPrivacy {
    people = List.copyOf(people);
  }
}
