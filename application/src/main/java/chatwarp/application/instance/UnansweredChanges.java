package chatwarp.application.instance;

import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StateStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Edits, deletions, votes and timers of ours that the server has not answered: until it takes them,
 * what they are about is as it was. Nothing of its own is kept. What is under way is told by the
 * stanzas that wait for their answer, and what it says by the rows of those messages; so a process
 * that comes after a crash finds the same again. Any thread may call.
 */
final class UnansweredChanges {
  /** A message of ours that changes another one, or its chat. */
  record Change(MessageRecord message, MessageContent said) {}

  private final Map<MessageId, Change> waiting = new ConcurrentHashMap<>();

  /** Whether this content waits for the server's word. */
  static boolean concerns(MessageContent content) {
    return content instanceof EditContent
        || content instanceof RevokeContent
        || content instanceof PollVoteContent
        || content instanceof DisappearingContent;
  }

  void add(MessageRecord message, MessageContent said) {
    waiting.put(message.key().id(), new Change(message, said));
  }

  /** The server answered; it is remembered no more. */
  Optional<Change> answered(MessageId id) {
    return Optional.ofNullable(waiting.remove(id));
  }

  /**
   * Remembers what is kept as under way, and nothing else. Blocks; called while there is no session
   * that could hear an answer.
   */
  void recall(InstanceParts parts, InstanceId instance) {
    waiting.clear();
    ConversationRepository conversations = parts.conversations();
    StateStore state = parts.state();
    ContentCodec contents = parts.sessions().contents();
    for (Stanza stanza : state.stanzas(instance)) {
      Optional<MessageRecord> kept =
          conversations
              .message(instance, Optional.of(stanza.chat()), stanza.id())
              .filter(message -> message.key().fromMe())
              .filter(message -> MessageFilter.CHANGES.contains(message.content().type()));
      kept.flatMap(message ->
              contents
                  .read(message.content(), message.key().chat())
                  .or(() -> sealed(parts, instance, message)))
          .map(ReadContent::content)
          .filter(UnansweredChanges::concerns)
          .ifPresent(said -> {
            learnTarget(parts, instance, said);
            add(kept.get(), said);
          });
    }
  }

  /** A vote says what it says under the secret of its poll. */
  private static Optional<ReadContent> sealed(
      InstanceParts parts, InstanceId instance, MessageRecord message) {
    ConversationRepository conversations = parts.conversations();
    return parts
        .auth()
        .load(instance)
        .filter(auth -> auth.metadata().paired())
        .flatMap(auth ->
            parts
                .sessions()
                .contents()
                .readOwn(
                    message,
                    auth,
                    new ContentCodec.Memory() {
                      @Override
                      public Optional<MessageRecord> message(Jid chat, MessageId id) {
                        return conversations.message(instance, Optional.of(chat), id);
                      }

                      @Override
                      public Optional<UserJid> otherAddress(UserJid person) {
                        return conversations.otherAddress(instance, person);
                      }
                    }));
  }

  /** What is deleted, or voted on, must be known when it is told that it was. */
  private static void learnTarget(InstanceParts parts, InstanceId instance, MessageContent said) {
    Optional<MessageKey> target =
        switch (said) {
          case RevokeContent revoke -> Optional.of(revoke.target());
          case PollVoteContent vote -> Optional.of(vote.poll());
          default -> Optional.empty();
        };
    target.ifPresent(key -> parts.targets().learn(instance, key.chat(), key.id()));
  }
}
