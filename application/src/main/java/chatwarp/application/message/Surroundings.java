package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.Quote;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.SessionException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What surrounds a message: the one it answers, whom it mentions, when it disappears. Any thread
 * may call; blocks.
 */
final class Surroundings {
  private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);

  private final ConversationRepository conversations;
  private final Recipients recipients;

  Surroundings(ConversationRepository conversations, Recipients recipients) {
    this.conversations = conversations;
    this.recipients = recipients;
  }

  /** What is known of the group that a message is for, when it is for one. */
  Optional<GroupMetadata> group(InstanceHandle instance, Jid chat) {
    return chat instanceof GroupJid group ? metadata(instance, group) : Optional.empty();
  }

  /** Whom it mentions; outside groups nobody can be. */
  Mentions mentions(
      InstanceHandle instance, Jid chat, Optional<GroupMetadata> group, SendOptions options) {
    if (!(chat instanceof GroupJid)) {
      return Mentions.NONE;
    }
    return group
        .map(known ->
            Mentions.of(
                options,
                known,
                number -> recipients.known(instance, number).flatMap(Registration::lid)))
        .orElseGet(() -> Mentions.unresolved(options));
  }

  MessageContext context(
      InstanceHandle instance,
      Jid chat,
      Optional<GroupMetadata> group,
      Mentions mentions,
      SendOptions options) {
    MessageContext context = MessageContext.NONE.mentioning(mentions.people());
    if (options.everyone() && chat instanceof GroupJid) {
      context = context.mentioningEveryone();
    }
    Optional<MessageContext> disappearing =
        group.flatMap(GroupMetadata::disappearing).map(context::expiringAfter);
    context = disappearing.orElse(context);
    if (chat instanceof UserJid person) {
      context =
          conversations.chatTimer(instance.id(), person).map(context::expiring).orElse(context);
    }
    return options
        .quoted()
        .flatMap(quoted -> quote(instance, chat, quoted))
        .map(context::quoting)
        .orElse(context);
  }

  /** From the session's cache; a group that cannot be looked up does not keep from sending. */
  private static Optional<GroupMetadata> metadata(InstanceHandle instance, GroupJid group) {
    try {
      return Optional.of(instance.groups().metadata(group));
    } catch (SessionException.NotConnected e) {
      throw e;
    } catch (SessionException e) {
      LOG.debug("a group could not be looked up", e);
      return Optional.empty();
    }
  }

  private Optional<Quote> quote(InstanceHandle instance, Jid chat, Quoted quoted) {
    return switch (quoted) {
      case Quoted.Kept(MessageId id) ->
          conversations
              .message(instance.id(), Optional.of(chat), id)
              .or(() -> conversations.message(instance.id(), Optional.empty(), id))
              .map(kept -> new Quote(kept.key(), kept.sender(), kept.content()));
      case Quoted.Given(MessageKey key, WireContent content) ->
          author(instance, key).map(author -> new Quote(key, author, content));
    };
  }

  private static Optional<UserJid> author(InstanceHandle instance, MessageKey key) {
    if (key.fromMe()) {
      return instance.instance().profile().owner();
    }
    return key.participant()
        .or(() -> key.chat() instanceof UserJid person ? Optional.of(person) : Optional.empty());
  }
}
