package chatwarp.domain.port;

import chatwarp.domain.model.UserJid;
import java.util.Optional;

/**
 * Whether somebody is on WhatsApp.
 *
 * @param asked as asked
 * @param jid the address WhatsApp answered; absent when not registered
 * @param lid the LID, when known
 */
public record Registration(UserJid asked, Optional<UserJid> jid, Optional<UserJid> lid) {
  public boolean exists() {
    return jid.isPresent();
  }
}
