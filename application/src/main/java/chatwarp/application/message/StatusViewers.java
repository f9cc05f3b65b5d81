package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ConversationRepository;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who gets what goes to the status feed: the server keeps no list, so every message there has its
 * own (05 §6). Any thread may call; may ask WhatsApp.
 */
final class StatusViewers {
  /**
   * The people.
   *
   * @param scope by which rule they were chosen
   */
  record Chosen(List<UserJid> people, StatusScope scope) {
    private static final Chosen NOBODY = new Chosen(List.of(), StatusScope.ONLY);

    /** These, and at least one. */
    private Chosen required() {
      if (people.isEmpty()) {
        throw new InvalidValueException("statusJidList", "Contacts not found");
      }
      return this;
    }
  }

  private final ConversationRepository conversations;
  private final Recipients recipients;

  StatusViewers(ConversationRepository conversations, Recipients recipients) {
    this.conversations = conversations;
    this.recipients = recipients;
  }

  /**
   * Who gets a message; nobody, if it is for a chat.
   *
   * @throws InvalidValueException when there is nobody, or when this cannot be done to a post
   */
  Chosen of(InstanceHandle instance, Jid chat, SendRequest request) {
    if (chat.equals(BroadcastJid.STATUS)
        && request.content() instanceof SendContent.Ready(var content)) {
      switch (content) {
        case RevokeContent revoke -> {
          return whoGot(instance, required(revoke.target()));
        }
        case ReactionContent reaction -> {
          return new Chosen(
              List.of(poster(instance.id(), required(reaction.target()))), StatusScope.ONLY);
        }
        case EditContent _ ->
            throw new InvalidValueException("key", "names a status update, which cannot be edited");
        default -> {
          // A post of its own.
        }
      }
    }
    return posted(instance, request.options().audience());
  }

  private static MessageKey required(MessageKey target) {
    if (!target.chat().bare().equals(BroadcastJid.STATUS)) {
      throw new InvalidValueException("key", "RemoteJid does not match");
    }
    return target;
  }

  private Chosen posted(InstanceHandle instance, Audience audience) {
    return switch (audience) {
      case Audience.None _ -> Chosen.NOBODY;
      case Audience.AllContacts _ -> byPrivacy(instance);
      case Audience.People(List<Recipient> people) ->
          new Chosen(recipients.resolveAll(instance, people).people(), StatusScope.ONLY).required();
    };
  }

  /** As the account's owner set it on the phone. */
  private Chosen byPrivacy(InstanceHandle instance) {
    StatusPrivacy privacy = instance.contacts().statusPrivacy();
    List<UserJid> people =
        switch (privacy.scope()) {
          case CONTACTS -> conversations.contacts(instance.id());
          case CONTACTS_EXCEPT -> {
            Set<UserJid> hidden = new HashSet<>(privacy.people());
            privacy
                .people()
                .forEach(person ->
                    conversations.otherAddress(instance.id(), person).ifPresent(hidden::add));
            yield conversations.contacts(instance.id()).stream()
                .filter(person -> !hidden.contains(person))
                .toList();
          }
          case ONLY -> privacy.people();
        };
    return new Chosen(people, privacy.scope()).required();
  }

  /**
   * Who must hear that a post is deleted. Of one that was posted elsewhere it is not known who got
   * it: those to whom the account shows its posts are told, as whatsmeow does it.
   */
  private Chosen whoGot(InstanceHandle instance, MessageKey post) {
    if (!post.fromMe()) {
      throw Deletions.notOurs();
    }
    List<UserJid> kept = conversations.audience(instance.id(), post.id());
    return kept.isEmpty() ? byPrivacy(instance) : new Chosen(kept, StatusScope.ONLY);
  }

  private UserJid poster(InstanceId instance, MessageKey post) {
    if (post.fromMe()) {
      throw new InvalidValueException(
          "key", "names a status update of this account, and nobody reacts to their own");
    }
    Optional<UserJid> kept =
        conversations
            .message(instance, Optional.of(BroadcastJid.STATUS), post.id())
            .filter(message -> !message.key().fromMe())
            .map(MessageRecord::sender);
    return kept.or(post::participant)
        .orElseThrow(() ->
            new InvalidValueException(
                "participant", "is required for a status update that is not kept"));
  }
}
