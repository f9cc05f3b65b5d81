package chatwarp.application.memory;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.PollTally;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.PollVote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Messages that others are about to change, and what was voted in polls, so that a step can be
 * turned into events without reading the store. Filled by reads that happen outside any lock. What
 * it does not remember is told with less detail. One for the process, bounded; any thread may call.
 */
public final class KnownTargets {
  private static final int CAPACITY = 1_000;

  private record Key(InstanceId instance, Jid chat, MessageId id) {}

  /** The options that are known, and everybody's last choice. */
  private record Poll(List<String> options, List<PollVote> votes) {}

  private final ConversationRepository conversations;
  private final ContentCodec contents;
  private final RecentMap<Key, MessageRecord> messages = new RecentMap<>(CAPACITY);
  private final RecentMap<Key, Poll> polls = new RecentMap<>(CAPACITY);

  public KnownTargets(ConversationRepository conversations, ContentCodec contents) {
    this.conversations = conversations;
    this.contents = contents;
  }

  /** Looks a message up and remembers it. Blocks; never called under a lock. */
  public Optional<MessageRecord> learn(InstanceId instance, Jid chat, MessageId id) {
    Key key = new Key(instance, chat, id);
    Optional<MessageRecord> kept = conversations.message(instance, Optional.of(chat), id);
    kept.ifPresent(message -> {
      messages.put(key, message);
      if (message.content().type().startsWith("pollCreation") && polls.get(key).isEmpty()) {
        learnPoll(key, message);
      }
    });
    return kept;
  }

  private void learnPoll(Key key, MessageRecord message) {
    List<String> options =
        contents.read(message.content(), key.chat()).stream()
            .flatMap(read ->
                read.content() instanceof PollContent poll
                    ? poll.options().stream()
                    : Stream.empty())
            .toList();
    List<PollVote> votes = conversations.pollVotes(key.instance(), key.chat(), key.id());
    polls.update(key, (_, before) -> before.orElseGet(() -> new Poll(options, votes)));
  }

  /** What is remembered of a message. */
  public Optional<MessageRecord> message(InstanceId instance, Jid chat, MessageId id) {
    return messages.get(new Key(instance, chat, id));
  }

  /**
   * Takes a vote as kept from now on; answers who chose what, all options in their order.
   *
   * @param other the other address of a voter, which may have become known after they voted
   */
  public List<PollTally> vote(
      InstanceId instance,
      Jid chat,
      MessageId poll,
      PollVote vote,
      Function<UserJid, Optional<UserJid>> other) {
    List<PollTally> tally = new ArrayList<>();
    polls.update(
        new Key(instance, chat, poll),
        (_, before) -> {
          Poll old = before.orElseGet(() -> new Poll(List.of(), List.of()));
          List<PollVote> votes = new ArrayList<>();
          Stream.concat(old.votes().stream(), Stream.of(vote))
              .forEach(cast -> votes.add(cast.of(other.apply(cast.voter()))));
          Poll next = new Poll(old.options(), PollVote.lastOfEach(votes));
          tally.addAll(tally(next));
          return next;
        });
    return tally;
  }

  private static List<PollTally> tally(Poll poll) {
    Map<String, List<UserJid>> voters = new LinkedHashMap<>();
    poll.options().forEach(option -> voters.put(option, new ArrayList<>()));
    for (PollVote vote : poll.votes()) {
      for (String option : vote.options()) {
        voters.computeIfAbsent(option, _ -> new ArrayList<>()).add(vote.voter());
      }
    }
    return voters.entrySet().stream()
        .map(entry -> new PollTally(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Forgets an instance: what was taken as kept may not have been. */
  public void forget(InstanceId instance) {
    messages.forget(key -> key.instance().equals(instance));
    polls.forget(key -> key.instance().equals(instance));
  }
}
