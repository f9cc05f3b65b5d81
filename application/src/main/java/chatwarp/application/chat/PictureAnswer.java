package chatwarp.application.chat;

import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ProfilePicture;
import java.util.Optional;

/** A profile picture, and whose it is. */
public record PictureAnswer(Jid of, Optional<ProfilePicture> picture) {}
