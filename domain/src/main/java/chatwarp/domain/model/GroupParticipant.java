package chatwarp.domain.model;

import java.util.Optional;

/**
 * A member of a group.
 *
 * @param jid as the group addresses members: by LID or by phone number
 * @param phone the phone number, when jid is a LID and it is known
 * @param lid the LID, when jid is a phone number and it is known
 */
public record GroupParticipant(
    UserJid jid, Optional<UserJid> phone, Optional<UserJid> lid, GroupRole role) {

  /** The same member with another role. */
  public GroupParticipant withRole(GroupRole next) {
    return new GroupParticipant(jid, phone, lid, next);
  }

  /** Whether this is the person, by either address. */
  public boolean is(UserJid person) {
    return jid.equals(person)
        || phone.filter(person::equals).isPresent()
        || lid.filter(person::equals).isPresent();
  }
}
