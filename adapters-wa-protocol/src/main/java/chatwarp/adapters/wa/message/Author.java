package chatwarp.adapters.wa.message;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Who writes a message, and what they write it with.
 *
 * @param self our address as the chat names people
 * @param kept messages that this one may speak of; asked without any lock
 * @param random a secure generator
 * @param now the server's time
 * @param announcing whether it is for a community's announcement group, where reactions are sealed
 *     and polls have a field of their own (05 §17, §19)
 */
record Author(
    UserJid self,
    People people,
    KeptMessages kept,
    RandomGenerator random,
    Instant now,
    boolean announcing) {
  /** Nobody in particular: writes what needs no memory and no secret, the same each time. */
  static Author nobody() {
    UserJid none = UserJid.phone("0");
    return new Author(
        none,
        new People(new OwnAddress(none.device(0), Optional.empty()), _ -> Optional.empty()),
        KeptMessages.NONE,
        () -> 0,
        Instant.EPOCH,
        false);
  }

  /**
   * The message that this one speaks of.
   *
   * @throws InvalidValueException when we never had it
   */
  MessageRecord target(MessageKey key) {
    return people
        .find(kept, key.chat(), key.id())
        .orElseThrow(() -> new InvalidValueException("key", "names a message that is not known"));
  }

  byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
