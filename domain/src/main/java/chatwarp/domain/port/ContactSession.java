package chatwarp.domain.port;

import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.Optional;

/** Other people, as one account sees them. Methods block until the server answered. */
public interface ContactSession {
  /**
   * A profile picture of a person or group.
   *
   * @param preview the small one
   * @return none when there is none or it is hidden
   */
  Optional<ProfilePicture> picture(Jid of, boolean preview);

  /**
   * Sets the account's own picture, or a group's, or takes it away.
   *
   * @param jpeg a square JPEG; absent to take it away
   */
  void setPicture(Optional<GroupJid> group, Optional<byte[]> jpeg);

  /**
   * Whom the account shows its status posts. Asked of the server each time: the owner changes it on
   * the phone, and a post must not reach whom they have just left out.
   */
  StatusPrivacy statusPrivacy();

  /** From now on, {@link SessionSignal.PresenceChanged} tells of this person. Does not wait. */
  void subscribePresence(Jid person);

  /**
   * Tells that messages of one chat and one sender were read or played. Returns when that is handed
   * to the connection.
   *
   * @param sender who wrote them
   * @param played whether a voice note or view-once was opened
   */
  void markRead(Jid chat, UserJid sender, List<MessageId> ids, boolean played);
}
