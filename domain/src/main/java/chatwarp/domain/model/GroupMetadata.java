package chatwarp.domain.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything known of a group (protocol/08 §1.2).
 *
 * @param size how many members it has; the list may be shorter when it is not given in full
 * @param announce whether only admins may send
 * @param locked whether only admins may change the group's info
 * @param anyoneMayAdd whether every member may add people
 * @param joinApproval whether an admin must approve who joins
 * @param community whether it is a community, not a group
 * @param announcementGroup whether it is a community's announcement group
 * @param parent the community it belongs to
 * @param disappearing the timer of its messages
 */
public record GroupMetadata(
    GroupJid id,
    AddressingMode addressing,
    String subject,
    Optional<UserJid> subjectOwner,
    Optional<Instant> subjectTime,
    Optional<Instant> created,
    Optional<UserJid> owner,
    Optional<UserJid> ownerPhone,
    Optional<GroupDescription> description,
    int size,
    boolean announce,
    boolean locked,
    boolean anyoneMayAdd,
    boolean joinApproval,
    boolean community,
    boolean announcementGroup,
    Optional<GroupJid> parent,
    Optional<Duration> disappearing,
    List<GroupParticipant> participants) {
  public GroupMetadata {
    participants = List.copyOf(participants);
  }

  /** The member with this address, LID or phone number. */
  public Optional<GroupParticipant> member(UserJid person) {
    return participants.stream().filter(member -> member.is(person)).findFirst();
  }
}
