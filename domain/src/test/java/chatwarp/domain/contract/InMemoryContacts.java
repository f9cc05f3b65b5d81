package chatwarp.domain.contract;

import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContactSession;
import java.util.List;
import java.util.Optional;

/** Other people on the in-memory WhatsApp, as one account sees them. */
final class InMemoryContacts implements ContactSession {
  private final InMemoryWhatsApp server;
  private final UserJid me;

  InMemoryContacts(InMemoryWhatsApp server, UserJid me) {
    this.server = server;
    this.me = me;
  }

  @Override
  public Optional<ProfilePicture> picture(Jid of, boolean preview) {
    return server.picture(of);
  }

  @Override
  public void setPicture(Optional<GroupJid> group, Optional<byte[]> jpeg) {
    server.setPicture(me, group.<Jid>map(id -> id).orElse(me), jpeg);
  }

  @Override
  public StatusPrivacy statusPrivacy() {
    return server.statusPrivacy(me);
  }

  @Override
  public void subscribePresence(Jid person) {
    server.subscribed(me, person);
  }

  @Override
  public void markRead(Jid chat, UserJid sender, List<MessageId> ids, boolean played) {
    server.read(me, chat, sender, ids, played);
  }
}
