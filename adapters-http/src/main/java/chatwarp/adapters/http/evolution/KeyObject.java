package chatwarp.adapters.http.evolution;

import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Message keys as clients know them (evolution-v2 §6, events §3).
 *
 * @param preferPhone name a chat by its phone number where that is known, its LID beside it
 */
record KeyObject(boolean preferPhone) {

  ObjectNode of(MessageKey key) {
    ObjectNode object = Json.object().put("remoteJid", chat(key).toString());
    chatAlt(key).ifPresent(alt -> object.put("remoteJidAlt", alt.toString()));
    object.put("fromMe", key.fromMe()).put("id", key.id().value());
    key.participant().ifPresent(jid -> object.put("participant", jid.toString()));
    key.participantAlt().ifPresent(jid -> object.put("participantAlt", jid.toString()));
    key.addressing()
        .map(AddressingMode::text)
        .ifPresent(mode -> object.put("addressingMode", mode));
    senderPhone(key).ifPresent(jid -> object.put("senderPn", jid.toString()));
    return object;
  }

  /** The chat by the address that users know it by. */
  Jid chat(MessageKey key) {
    return swaps(key) ? key.chatAlt().<Jid>map(alt -> alt).orElse(key.chat()) : key.chat();
  }

  /** A chat or contact by the address that users know it by; {@code lid} is beside its number. */
  Jid name(Jid chat, Optional<UserJid> lid) {
    return preferPhone ? chat : lid.<Jid>map(alt -> alt).orElse(chat);
  }

  private Optional<Jid> chatAlt(MessageKey key) {
    return swaps(key) ? Optional.of(key.chat()) : key.chatAlt().map(alt -> alt);
  }

  private boolean swaps(MessageKey key) {
    return preferPhone
        && key.chat() instanceof UserJid chat
        && chat.isLid()
        && key.chatAlt().filter(alt -> !alt.isLid()).isPresent();
  }

  /** The phone address of whoever wrote it; older releases had it, and many flows read it. */
  private static Optional<UserJid> senderPhone(MessageKey key) {
    if (key.fromMe()) {
      return Optional.empty();
    }
    Stream<UserJid> names =
        key.participant().isPresent()
            ? Stream.concat(key.participant().stream(), key.participantAlt().stream())
            : Stream.concat(
                key.chat() instanceof UserJid chat ? Stream.of(chat) : Stream.empty(),
                key.chatAlt().stream());
    return names.filter(name -> !name.isLid()).findFirst();
  }
}
