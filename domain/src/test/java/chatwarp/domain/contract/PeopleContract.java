package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.InstanceCounts;
import chatwarp.domain.port.InstanceFilter;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.RowChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ConversationRepository} does with a person who has two addresses. */
public abstract class PeopleContract extends ContractRun {
  private static final UserJid ANA = Samples.ANA;
  private static final UserJid ANA_LID = UserJid.lid("104000000000001");
  private static final UserJid NEW_LID = UserJid.lid("104000000000009");
  private static final Instant T0 = Samples.T0;
  private static final RowChange LINK = new RowChange.LinkAddresses(ANA, ANA_LID);

  private ConversationRepository conversations() {
    return ports().conversations();
  }

  private static RowChange message(Jid chat, UserJid sender, String id, long secondsLater) {
    return new RowChange.AddMessage(
        new MessageRecord(
            MessageKey.of(chat, false, new MessageId(id)),
            sender,
            Optional.of("somebody"),
            T0.plusSeconds(secondsLater),
            MessageStatus.DELIVERY_ACK,
            new WireContent("conversation", new byte[] {7}, "{}")));
  }

  private static RowChange touch(Jid chat, long secondsLater, int unread) {
    return touch(chat, Optional.empty(), secondsLater, unread);
  }

  private static RowChange touch(Jid chat, Optional<String> name, long secondsLater, int unread) {
    return new RowChange.TouchChat(chat, name, T0.plusSeconds(secondsLater), unread);
  }

  private static RowChange timer(Jid chat, long hours, long secondsLater) {
    return new RowChange.SetChatTimer(chat, Duration.ofHours(hours), T0.plusSeconds(secondsLater));
  }

  /** One message by each address, and one of somebody else. */
  private Lease talked() {
    Lease lease = running();
    commit(
        lease,
        message(ANA, ANA, "N", 10),
        touch(ANA, 10, 1),
        message(ANA_LID, ANA_LID, "L", 20),
        touch(ANA_LID, Optional.of("Ana"), 20, 2),
        message(Samples.BEA, Samples.BEA, "B", 15),
        touch(Samples.BEA, 15, 1));
    return lease;
  }

  private List<ChatSummary> chats(Lease lease, ChatFilter filter) {
    return conversations().chats(lease.instance(), filter, 0, 9);
  }

  private ChatSummary only(Lease lease, Jid chat) {
    List<ChatSummary> found =
        chats(lease, new ChatFilter(Optional.of(chat), Optional.empty(), Optional.empty()));
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private InstanceCounts counts(Lease lease) {
    return ports().instances().list(new InstanceFilter.ById(lease.instance())).getFirst().counts();
  }

  private static MessageFilter of(Jid chat) {
    return new MessageFilter(
        List.of(),
        List.of(chat),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> ids(MessagePage page) {
    return page.messages().stream().map(kept -> kept.message().key().id().value()).toList();
  }

  @Test
  void makesOneChatOfTwoWhenTheyTurnOutToBeOnePersons() {
    Lease lease = talked();
    assertEquals(3, chats(lease, ChatFilter.ALL).size());
    assertEquals(new InstanceCounts(3, 0, 3), counts(lease));
    commit(lease, LINK);
    List<ChatSummary> chats = chats(lease, ChatFilter.ALL);
    assertEquals(List.of(ANA, Samples.BEA), chats.stream().map(ChatSummary::chat).toList());
    ChatSummary one = chats.getFirst();
    assertEquals(Optional.of(ANA_LID), one.lid());
    assertEquals(Optional.of("Ana"), one.name());
    assertEquals(T0.plusSeconds(20), one.lastMessageAt());
    assertEquals(3, one.unread());
    assertEquals(Optional.of("L"), one.lastMessage().map(last -> last.key().id().value()));
    assertEquals(Optional.of(ANA), one.lastMessage().flatMap(last -> last.key().chatAlt()));
    assertEquals(Optional.empty(), chats.get(1).lid());
    assertEquals(new InstanceCounts(3, 0, 2), counts(lease));
  }

  @Test
  void findsAChatUnderEitherAddress() {
    Lease lease = talked();
    commit(lease, LINK);
    assertEquals(only(lease, ANA), only(lease, ANA_LID));
    assertTrue(conversations().chatExists(lease.instance(), ANA_LID));
    assertTrue(conversations().chatExists(lease.instance(), ANA));
  }

  @Test
  void movesAChatThatWasKnownByLidAlone() {
    Lease lease = running();
    commit(lease, touch(ANA_LID, Optional.of("Ana"), 20, 2), timer(ANA_LID, 24, 5));
    commit(lease, LINK);
    ChatSummary moved = only(lease, ANA_LID);
    assertEquals(ANA, moved.chat());
    assertEquals(Optional.of("Ana"), moved.name());
    assertEquals(2, moved.unread());
    assertEquals(new InstanceCounts(0, 0, 1), counts(lease));
    assertEquals(
        Optional.of(new Expiration(Duration.ofHours(24), Optional.of(T0.plusSeconds(5)))),
        conversations().chatTimer(lease.instance(), ANA));
  }

  @Test
  void keepsTheTimerThatWasSetLastUnderEitherAddress() {
    Lease lease = talked();
    commit(lease, timer(ANA, 1, 7), timer(ANA_LID, 24, 5));
    commit(lease, LINK);
    Optional<Expiration> newer =
        Optional.of(new Expiration(Duration.ofHours(1), Optional.of(T0.plusSeconds(7))));
    assertEquals(newer, conversations().chatTimer(lease.instance(), ANA));
    assertEquals(newer, conversations().chatTimer(lease.instance(), ANA_LID));
    commit(lease, timer(ANA_LID, 7, 8), timer(ANA, 9, 6));
    assertEquals(
        Optional.of(new Expiration(Duration.ofHours(7), Optional.of(T0.plusSeconds(8)))),
        conversations().chatTimer(lease.instance(), ANA));
  }

  @Test
  void takesLaterChangesUnderTheLidForTheOneChat() {
    Lease lease = talked();
    commit(lease, LINK);
    commit(lease, touch(ANA_LID, 30, 1), touch(ANA, 25, 1));
    assertEquals(5, only(lease, ANA).unread());
    assertEquals(T0.plusSeconds(30), only(lease, ANA).lastMessageAt());
    assertEquals(new InstanceCounts(3, 0, 2), counts(lease));
    commit(lease, new RowChange.NameChat(ANA_LID, "Anna"), new RowChange.ReadChat(ANA_LID));
    assertEquals(0, only(lease, ANA).unread());
    assertEquals(Optional.of("Anna"), only(lease, ANA).name());
  }

  @Test
  void takesALinkAndWhatComesWithItInOneCommit() {
    Lease lease = talked();
    commit(lease, touch(ANA_LID, 30, 1), LINK, touch(ANA, 40, 1), LINK);
    assertEquals(5, only(lease, ANA).unread());
    assertEquals(2, chats(lease, ChatFilter.ALL).size());
    assertEquals(new InstanceCounts(3, 0, 2), counts(lease));
  }

  @Test
  void pagesThroughTheMessagesOfBothAddresses() {
    Lease lease = talked();
    assertEquals(List.of("N"), ids(conversations().messages(lease.instance(), of(ANA), 1, 9)));
    commit(lease, LINK);
    for (UserJid address : List.of(ANA, ANA_LID)) {
      MessagePage first = conversations().messages(lease.instance(), of(address), 1, 1);
      assertEquals(List.of("L"), ids(first));
      assertEquals(2, first.total());
      assertEquals(Optional.of(ANA), first.messages().getFirst().message().key().chatAlt());
      assertEquals(
          List.of("N"), ids(conversations().messages(lease.instance(), of(address), 2, 1)));
    }
  }

  @Test
  void findsAMessageUnderTheAddressThatItDidNotComeWith() {
    Lease lease = talked();
    Optional<Jid> asked = Optional.of(ANA);
    MessageId id = new MessageId("L");
    assertEquals(Optional.empty(), conversations().message(lease.instance(), asked, id));
    commit(lease, LINK);
    assertEquals(
        Optional.of(ANA_LID),
        conversations().message(lease.instance(), asked, id).map(MessageRecord::sender));
    assertEquals(
        Optional.empty(), conversations().message(lease.instance(), Optional.of(Samples.BEA), id));
  }

  @Test
  void makesOneContactOfTwo() {
    Lease lease = running();
    commit(
        lease,
        new RowChange.SaveContact(ANA, Optional.empty()),
        new RowChange.SaveContact(ANA_LID, Optional.of("Ana")));
    assertEquals(List.of(ANA_LID, ANA), conversations().contacts(lease.instance()));
    commit(lease, LINK);
    assertEquals(List.of(ANA), conversations().contacts(lease.instance()));
    assertEquals(new InstanceCounts(0, 1, 0), counts(lease));
    commit(lease, new RowChange.SaveContact(ANA_LID, Optional.of("Anna")));
    assertEquals(
        Optional.of(Optional.of("Anna")), conversations().contactName(lease.instance(), ANA));
    assertEquals(
        Optional.of(Optional.of("Anna")), conversations().contactName(lease.instance(), ANA_LID));
    assertEquals(
        Map.of(ANA, "Anna", ANA_LID, "Anna"),
        conversations().contactNames(lease.instance(), List.of(ANA, ANA_LID, Samples.BEA)));
    assertEquals(new InstanceCounts(0, 1, 0), counts(lease));
  }

  @Test
  void tellsThePersonsOtherAddress() {
    Lease lease = running();
    assertEquals(Optional.empty(), conversations().otherAddress(lease.instance(), ANA));
    commit(lease, LINK);
    assertEquals(Optional.of(ANA_LID), conversations().otherAddress(lease.instance(), ANA));
    assertEquals(Optional.of(ANA), conversations().otherAddress(lease.instance(), ANA_LID));
    commit(lease, new RowChange.LinkAddresses(ANA, NEW_LID));
    assertEquals(Optional.of(NEW_LID), conversations().otherAddress(lease.instance(), ANA));
    assertEquals(Optional.empty(), conversations().otherAddress(created().id(), ANA));
  }

  @Test
  void countsAVoterWhoseAddressesWereLinkedAfterTheVotesOnce() {
    Lease lease = running();
    MessageId poll = new MessageId("P");
    commit(
        lease,
        new RowChange.AddPollVote(
            ANA_LID, poll, new PollVote(ANA, Optional.empty(), List.of("a"), T0)),
        new RowChange.AddPollVote(
            ANA_LID,
            poll,
            new PollVote(ANA_LID, Optional.empty(), List.of("b"), T0.plusSeconds(1))));
    assertEquals(2, conversations().pollVotes(lease.instance(), ANA_LID, poll).size());
    commit(lease, LINK);
    assertEquals(
        List.of(List.of("b")),
        conversations().pollVotes(lease.instance(), ANA, poll).stream()
            .map(PollVote::options)
            .toList());
  }
}
