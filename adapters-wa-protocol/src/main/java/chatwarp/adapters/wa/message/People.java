package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who is who: everybody has a phone number and a LID, and so have we.
 *
 * @param own who we are
 * @param otherAddress the other address of a person, when known
 */
record People(OwnAddress own, Function<UserJid, Optional<UserJid>> otherAddress) {
  boolean isMe(UserJid person) {
    return own.is(person);
  }

  /** Whether two addresses name one person, as far as is known. */
  boolean same(UserJid one, UserJid two) {
    return addresses(one).contains(LidMap.plain(two));
  }

  /** A person's addresses, the given one first. */
  Set<UserJid> addresses(UserJid person) {
    UserJid plain = LidMap.plain(person);
    Set<UserJid> all = new LinkedHashSet<>(List.of(plain));
    if (own.is(plain)) {
      all.add(own.phone().owner());
      own.lid().ifPresent(lid -> all.add(lid.owner()));
    } else {
      otherAddress.apply(plain).ifPresent(all::add);
    }
    return all;
  }

  /** Looks a message up, in a chat with a person under both of their addresses. */
  Optional<MessageRecord> find(KeptMessages kept, Jid chat, MessageId id) {
    if (!(chat instanceof UserJid person)) {
      return kept.find(chat, id);
    }
    return addresses(person).stream()
        .map(address -> kept.find(address, id))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
