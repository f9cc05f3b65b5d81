package chatwarp.application.chat;

import chatwarp.application.message.Recipient;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.util.Optional;

/**
 * Whether somebody is on WhatsApp.
 *
 * @param jid the address that the server answered; the likeliest one when there is no account
 * @param lid the other address, when known
 * @param name what they call themselves, when known
 */
public record NumberCheck(
    Recipient asked, Jid jid, boolean exists, Optional<UserJid> lid, Optional<String> name) {}
