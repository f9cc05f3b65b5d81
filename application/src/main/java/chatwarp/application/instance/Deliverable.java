package chatwarp.application.instance;

import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.NewsletterJid;

/** What users want to hear of (events §3, evolution-v2 §8.6). */
final class Deliverable {
  private Deliverable() {}

  /** Whether a chat's messages are kept from the user. */
  static boolean ignores(InstanceSettings settings, Jid chat) {
    return (chat instanceof GroupJid && settings.groupsIgnore())
        || (chat.equals(BroadcastJid.STATUS) && !settings.readStatus())
        || chat instanceof NewsletterJid;
  }
}
