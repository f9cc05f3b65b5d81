package chatwarp.domain.model;

import java.util.Optional;

/** Who an instance is on WhatsApp, once paired. */
public record Profile(Optional<UserJid> owner, Optional<String> name) {
  public static final Profile UNKNOWN = new Profile(Optional.empty(), Optional.empty());
}
