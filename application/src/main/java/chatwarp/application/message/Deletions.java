package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.SessionException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which messages may be deleted for everyone. WhatsApp takes a deletion that is not allowed and
 * does nothing with it, so that must be found out before. A message need not be kept: phones go by
 * the key alone, and so does whatsmeow. Any thread may call; may ask WhatsApp for a group.
 */
final class Deletions {
  private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);

  private final ConversationRepository conversations;

  Deletions(ConversationRepository conversations) {
    this.conversations = conversations;
  }

  /**
   * The deletion with the whole key of its message.
   *
   * @throws InvalidValueException when it says whose message it is and that is wrong, or when
   *     nobody but its author may delete it
   * @throws SendException.NotAdmin when an admin may and the account is none
   */
  RevokeContent completed(InstanceHandle instance, MessageKey given) {
    Optional<MessageKey> kept =
        conversations
            .message(instance.id(), Optional.of(given.chat().bare()), given.id())
            .map(MessageRecord::key);
    if (kept.filter(key -> key.fromMe() != given.fromMe()).isPresent()) {
      throw new InvalidValueException("fromMe", "is not what the kept message says");
    }
    MessageKey target = kept.orElse(given);
    if (!target.fromMe()) {
      requireRight(instance, target);
    }
    return new RevokeContent(target);
  }

  private static void requireRight(InstanceHandle instance, MessageKey target) {
    switch (target.chat().bare()) {
      case GroupJid group -> {
        if (target.participant().isEmpty()) {
          throw new InvalidValueException(
              "participant", "is required for a message of somebody else that is not kept");
        }
        if (ownPart(instance, group).filter(own -> !own.role().isAdmin()).isPresent()) {
          throw new SendException.NotAdmin();
        }
      }
      case NewsletterJid _ -> {
        // What an admin of a channel may do only the server knows.
      }
      default -> throw notOurs();
    }
  }

  /** Nobody but its author may delete this message. */
  static InvalidValueException notOurs() {
    return new InvalidValueException(
        "fromMe", "must be true: outside groups only own messages are deleted for everyone");
  }

  /** What the account is in the group; empty when that cannot be said, and the server decides. */
  private static Optional<GroupParticipant> ownPart(InstanceHandle instance, GroupJid group) {
    try {
      return instance
          .instance()
          .profile()
          .owner()
          .flatMap(own -> instance.groups().metadata(group).member(own));
    } catch (SessionException.NotConnected e) {
      throw e;
    } catch (SessionException e) {
      LOG.debug("a group could not be looked up", e);
      return Optional.empty();
    }
  }
}
