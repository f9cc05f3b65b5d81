package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageClient;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatSummary;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.MessagePage;
import chatwarp.domain.port.MessageReceipt;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every {@link ConversationRepository} does with what was said before. */
public abstract class HistoryContract extends ContractRun {
  private static final GroupJid GROUP = new GroupJid("120363000000000000");
  private static final UserJid ANA_LID = UserJid.lid("104000000000001");
  private static final UserJid BEA_LID = UserJid.lid("104000000000002");
  private static final String IOS = "3A0000000000000000AA";
  private static final String WEB = "3EB0000000000000000001";
  private static final Instant T0 = Samples.T0;
  private static final MessageId M = new MessageId("M");
  private static final WireContent NEW_TEXT =
      new WireContent("extendedTextMessage", new byte[] {1, 2}, "{\"conversation\":\"new\"}");

  private ConversationRepository conversations() {
    return ports().conversations();
  }

  private static RowChange add(MessageRecord message) {
    return new RowChange.AddMessage(message);
  }

  private static MessageRecord message(
      MessageKey key, UserJid sender, String type, long secondsLater) {
    return new MessageRecord(
        key,
        sender,
        Optional.of("somebody"),
        T0.plusSeconds(secondsLater),
        MessageStatus.DELIVERY_ACK,
        new WireContent(type, new byte[] {7}, "{}"));
  }

  private static MessageKey alone(Jid chat, boolean fromMe, String id, Optional<UserJid> alt) {
    return new MessageKey(
        chat, fromMe, new MessageId(id), Optional.empty(), alt, Optional.empty(), Optional.empty());
  }

  private static MessageKey inGroup(String id, UserJid author, UserJid alt) {
    return new MessageKey(
        GROUP,
        false,
        new MessageId(id),
        Optional.of(author),
        Optional.empty(),
        Optional.of(alt),
        Optional.empty());
  }

  /** Five messages, the first the oldest. */
  private Lease history() {
    Lease lease = running();
    commit(
        lease,
        add(
            message(
                alone(Samples.ANA, false, IOS, Optional.of(ANA_LID)),
                Samples.ANA,
                "conversation",
                0)),
        add(message(alone(Samples.ANA, true, WEB, Optional.empty()), Samples.BEA, "image", 10)),
        add(message(inGroup("G1", ANA_LID, Samples.ANA), ANA_LID, "conversation", 20)),
        add(message(inGroup("G2", Samples.BEA, BEA_LID), Samples.BEA, "audio", 30)),
        add(message(alone(ANA_LID, false, "L1", Optional.empty()), ANA_LID, "audio", 40)));
    return lease;
  }

  private record Row(String name, MessageFilter filter, List<String> ids) {}

  private static MessageFilter chat(Jid chat) {
    return chats(chat);
  }

  private static MessageFilter chats(Jid... chats) {
    return filter(List.of(chats), Optional.empty(), Optional.empty(), List.of());
  }

  private static MessageFilter participant(UserJid person) {
    return filter(List.of(), Optional.empty(), Optional.of(person), List.of());
  }

  private static MessageFilter types(String... types) {
    return filter(List.of(), Optional.empty(), Optional.empty(), List.of(types));
  }

  private static MessageFilter filter(
      List<Jid> chats,
      Optional<Boolean> fromMe,
      Optional<UserJid> participant,
      List<String> types) {
    return new MessageFilter(
        List.of(),
        chats,
        fromMe,
        participant,
        types,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static MessageFilter time(long from, long to) {
    return new MessageFilter(
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(T0.plusSeconds(from)),
        Optional.of(T0.plusSeconds(to)));
  }

  private static MessageFilter client(MessageClient client) {
    return new MessageFilter(
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(client),
        Optional.empty(),
        Optional.empty());
  }

  private static MessageFilter ids(String... ids) {
    return new MessageFilter(
        Stream.of(ids).map(MessageId::new).toList(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @TestFactory
  Stream<DynamicTest> lists() {
    return Stream.of(
            new Row(
                "everything, newest first", MessageFilter.ALL, List.of("L1", "G2", "G1", WEB, IOS)),
            new Row("a chat by its number", chat(Samples.ANA), List.of(WEB, IOS)),
            new Row("a chat by its LID too", chat(ANA_LID), List.of("L1", IOS)),
            new Row("a group", chat(GROUP), List.of("G2", "G1")),
            new Row("an author", participant(Samples.BEA), List.of("G2")),
            new Row("an author by the other address", participant(Samples.ANA), List.of("G1")),
            new Row(
                "an author of a group",
                filter(List.of(GROUP), Optional.empty(), Optional.of(BEA_LID), List.of()),
                List.of("G2")),
            new Row(
                "own messages",
                filter(List.of(), Optional.of(true), Optional.empty(), List.of()),
                List.of(WEB)),
            new Row(
                "others' messages",
                filter(List.of(), Optional.of(false), Optional.empty(), List.of()),
                List.of("L1", "G2", "G1", IOS)),
            new Row("a kind", types("audio"), List.of("L1", "G2")),
            new Row("several kinds", types("audio", "image"), List.of("L1", "G2", WEB)),
            new Row("a time, its ends included", time(10, 30), List.of("G2", "G1", WEB)),
            new Row("what a phone wrote", client(MessageClient.IOS), List.of(IOS)),
            new Row("one message", ids(WEB), List.of(WEB)),
            new Row("one message, named twice", ids(WEB, WEB), List.of(WEB)),
            new Row("no message has two ids", ids(WEB, IOS), List.of()),
            new Row(
                "any of several chats", chats(GROUP, Samples.ANA), List.of("G2", "G1", WEB, IOS)),
            new Row(
                "a chat by both addresses, each message once",
                chats(Samples.ANA, ANA_LID),
                List.of("L1", WEB, IOS)),
            new Row(
                "a person's and a group's messages of a kind",
                filter(
                    List.of(GROUP, ANA_LID), Optional.empty(), Optional.empty(), List.of("audio")),
                List.of("L1", "G2")),
            new Row("nothing", ids("unknown"), List.of()),
            new Row(
                "a kind in a chat by its LID",
                filter(List.of(ANA_LID), Optional.of(false), Optional.empty(), List.of("audio")),
                List.of("L1")))
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () -> {
                  MessagePage page =
                      conversations().messages(history().instance(), row.filter(), 1, 50);
                  assertEquals(row.ids(), ids(page));
                  assertEquals(row.ids().size(), page.total());
                }));
  }

  @Test
  void listsWhatOnlyChangesAnotherMessageWhenAskedForItByName() {
    Lease lease = history();
    MessageKey key = alone(Samples.ANA, true, "E1", Optional.empty());
    commit(
        lease,
        add(message(key, Samples.BEA, "protocolMessage", 90)),
        new RowChange.TouchChat(Samples.ANA, Optional.empty(), T0, 0));
    assertEquals(5, conversations().messages(lease.instance(), MessageFilter.ALL, 1, 9).total());
    // A repeat adds nothing, and is not counted either.
    commit(lease, add(message(key, Samples.BEA, "protocolMessage", 90)));
    assertEquals(5, conversations().messages(lease.instance(), MessageFilter.ALL, 1, 9).total());
    assertEquals(
        List.of("E1"),
        ids(conversations().messages(lease.instance(), types("protocolMessage"), 1, 9)));
    assertEquals(
        Optional.of(new MessageId(WEB)),
        conversations()
            .chats(lease.instance(), ChatFilter.ALL, 0, 9)
            .getFirst()
            .lastMessage()
            .map(last -> last.key().id()));
  }

  private static List<String> ids(MessagePage page) {
    return page.messages().stream().map(kept -> kept.message().key().id().value()).toList();
  }

  @Test
  void turnsPagesAndCountsAll() {
    Lease lease = history();
    MessagePage second = conversations().messages(lease.instance(), MessageFilter.ALL, 2, 2);
    assertEquals(List.of("G1", WEB), ids(second));
    assertEquals(5, second.total());
    assertEquals(
        List.of(IOS), ids(conversations().messages(lease.instance(), MessageFilter.ALL, 3, 2)));
    assertEquals(
        List.of(), ids(conversations().messages(lease.instance(), MessageFilter.ALL, 4, 2)));
    assertEquals(
        List.of(IOS), ids(conversations().messages(lease.instance(), chat(ANA_LID), 2, 1)));
    assertEquals(
        new MessagePage(0, List.of()),
        conversations().messages(created().id(), MessageFilter.ALL, 1, 50));
  }

  // Edits and deletions.

  private StoredMessage only(Lease lease) {
    return conversations()
        .messages(lease.instance(), MessageFilter.ALL, 1, 9)
        .messages()
        .getFirst();
  }

  @Test
  void givesAMessageItsNewestContent() {
    Lease lease = running();
    MessageRecord first = Samples.message(Samples.ANA, Samples.ANA, "M");
    WireContent older = new WireContent("conversation", new byte[] {3}, "{\"a\":1}");
    commit(
        lease,
        add(first),
        new RowChange.EditMessage(first.key(), NEW_TEXT, T0.plusSeconds(9)),
        new RowChange.EditMessage(first.key(), older, T0.plusSeconds(5)));
    commit(lease, new RowChange.EditMessage(first.key(), older, T0.plusSeconds(8)));
    StoredMessage kept = only(lease);
    assertEquals(NEW_TEXT, kept.message().content());
    assertEquals(first.pushName(), kept.message().pushName());
    assertEquals(Optional.of(T0.plusSeconds(9)), kept.edited());
    assertEquals(Optional.empty(), kept.deleted());
    assertEquals(
        Optional.of(NEW_TEXT),
        conversations()
            .message(lease.instance(), Optional.of(Samples.ANA), M)
            .map(MessageRecord::content));
    assertEquals(
        List.of("M"),
        ids(conversations().messages(lease.instance(), types("extendedTextMessage"), 1, 9)));
  }

  @Test
  void movesAFileWithoutAnEdit() {
    Lease lease = running();
    MessageRecord first = Samples.message(Samples.ANA, Samples.ANA, "M");
    WireContent moved = new WireContent("conversation", new byte[] {1}, "{\"a\":\"moved\"}");
    commit(lease, add(first), new RowChange.MoveFile(first.key(), moved, Optional.empty()));
    StoredMessage kept = only(lease);
    assertEquals(moved, kept.message().content());
    assertEquals(Optional.empty(), kept.edited());
    // An edit, however old, is newer than the first content.
    commit(lease, new RowChange.EditMessage(first.key(), NEW_TEXT, T0.minusSeconds(9)));
    assertEquals(NEW_TEXT, only(lease).message().content());
  }

  @Test
  void movesNoFileOfAContentThatWasEditedSince() {
    Lease lease = running();
    MessageRecord first = Samples.message(Samples.ANA, Samples.ANA, "M");
    WireContent moved = new WireContent(NEW_TEXT.type(), new byte[] {1}, "{\"a\":\"moved\"}");
    commit(
        lease,
        add(first),
        new RowChange.EditMessage(first.key(), NEW_TEXT, T0),
        new RowChange.MoveFile(first.key(), moved, Optional.empty()),
        new RowChange.MoveFile(first.key(), moved, Optional.of(T0.minusSeconds(1))));
    assertEquals(NEW_TEXT, only(lease).message().content());
    commit(lease, new RowChange.MoveFile(first.key(), moved, only(lease).edited()));
    assertEquals(moved, only(lease).message().content());
    assertEquals(Optional.of(T0), only(lease).edited());
  }

  @Test
  void marksAMessageAsDeletedOnce() {
    Lease lease = running();
    MessageRecord first = Samples.message(Samples.ANA, Samples.ANA, "M");
    commit(lease, add(first), new RowChange.DeleteMessage(first.key(), T0.plusSeconds(3)));
    commit(lease, new RowChange.DeleteMessage(first.key(), T0.plusSeconds(9)));
    StoredMessage kept = only(lease);
    assertEquals(first, kept.message());
    assertEquals(Optional.of(T0.plusSeconds(3)), kept.deleted());
  }

  @Test
  void changesTheMessageOfTheNamedAuthorOnly() {
    Lease lease = running();
    MessageRecord anas = message(inGroup("M", ANA_LID, Samples.ANA), ANA_LID, "conversation", 0);
    MessageRecord beas = message(inGroup("M", BEA_LID, Samples.BEA), BEA_LID, "conversation", 1);
    commit(lease, add(anas), add(beas));
    commit(
        lease,
        new RowChange.EditMessage(inGroup("M", Samples.ANA, ANA_LID), NEW_TEXT, T0),
        new RowChange.DeleteMessage(inGroup("M", ANA_LID, Samples.ANA), T0),
        new RowChange.EditMessage(alone(GROUP, true, "M", Optional.empty()), NEW_TEXT, T0));
    List<StoredMessage> kept =
        conversations().messages(lease.instance(), MessageFilter.ALL, 1, 9).messages();
    assertEquals(new StoredMessage(beas, Optional.empty(), Optional.empty()), kept.get(0));
    assertEquals(NEW_TEXT, kept.get(1).message().content());
    assertEquals(Optional.of(T0), kept.get(1).deleted());
  }

  // Receipts and votes.

  private static RowChange receipt(UserJid who, MessageStatus status, long secondsLater) {
    return new RowChange.SetReceipt(GROUP, M, who, status, T0.plusSeconds(secondsLater));
  }

  @Test
  void keepsHowFarAMessageGotWithEachPerson() {
    Lease lease = running();
    commit(
        lease,
        receipt(Samples.ANA, MessageStatus.DELIVERY_ACK, 1),
        receipt(Samples.BEA, MessageStatus.READ, 2),
        receipt(Samples.ANA, MessageStatus.READ, 3));
    commit(
        lease,
        receipt(Samples.BEA, MessageStatus.DELIVERY_ACK, 4),
        receipt(Samples.ANA, MessageStatus.PLAYED, 5));
    assertEquals(
        List.of(
            new MessageReceipt(Samples.ANA, MessageStatus.PLAYED, T0.plusSeconds(5)),
            new MessageReceipt(Samples.BEA, MessageStatus.READ, T0.plusSeconds(2))),
        conversations().receipts(lease.instance(), GROUP, M));
    assertEquals(List.of(), conversations().receipts(lease.instance(), Samples.ANA, M));
    assertEquals(List.of(), conversations().receipts(created().id(), GROUP, M));
  }

  @Test
  void keepsWhoGotAStatusPost() {
    Lease lease = running();
    MessageId other = new MessageId("N");
    UserJid lid = UserJid.lid("1");
    commit(
        lease,
        new RowChange.KeepAudience(M, List.of(Samples.BEA, Samples.ANA, lid)),
        new RowChange.KeepAudience(other, List.of(Samples.ANA)),
        new RowChange.KeepAudience(other, List.of(Samples.BEA)));
    commit(lease, new RowChange.KeepAudience(M, List.of(Samples.ANA)));
    InstanceId id = lease.instance();
    assertEquals(List.of(Samples.BEA, Samples.ANA, lid), conversations().audience(id, M));
    assertEquals(List.of(Samples.ANA), conversations().audience(id, other));
    assertEquals(List.of(), conversations().audience(id, new MessageId("O")));
    assertEquals(List.of(), conversations().audience(created().id(), M));
  }

  private static RowChange vote(UserJid who, long secondsLater, String... options) {
    return vote(who, Optional.empty(), secondsLater, options);
  }

  private static RowChange vote(
      UserJid who, Optional<UserJid> alternative, long secondsLater, String... options) {
    return new RowChange.AddPollVote(
        GROUP, M, new PollVote(who, alternative, List.of(options), T0.plusSeconds(secondsLater)));
  }

  private List<List<String>> choices(Lease lease) {
    return conversations().pollVotes(lease.instance(), GROUP, M).stream()
        .map(PollVote::options)
        .toList();
  }

  @Test
  void keepsTheLastVoteOfEachPerson() {
    Lease lease = running();
    commit(lease, vote(Samples.ANA, 1, "a"), vote(Samples.BEA, 2, "a", "b"));
    commit(lease, vote(Samples.ANA, 4, "b"), vote(Samples.ANA, 3, "c"), vote(Samples.BEA, 5));
    assertEquals(
        List.of(
            new PollVote(Samples.ANA, Optional.empty(), List.of("b"), T0.plusSeconds(4)),
            new PollVote(Samples.BEA, Optional.empty(), List.of(), T0.plusSeconds(5))),
        conversations().pollVotes(lease.instance(), GROUP, M));
    assertEquals(List.of(), conversations().pollVotes(lease.instance(), Samples.ANA, M));
  }

  @Test
  void countsWhoVotesUnderBothAddressesOnce() {
    Lease lease = running();
    commit(lease, vote(Samples.ANA, 1, "a"), vote(BEA_LID, Optional.of(Samples.BEA), 2, "a"));
    commit(lease, vote(ANA_LID, Optional.of(Samples.ANA), 4, "b"), vote(Samples.BEA, 5, "b"));
    assertEquals(List.of(List.of("b"), List.of("b")), choices(lease));
    // An older one that comes late, and one that is taken back under the first address.
    commit(lease, vote(Samples.ANA, Optional.of(ANA_LID), 3, "c"), vote(BEA_LID, 6));
    assertEquals(
        List.of(
            new PollVote(ANA_LID, Optional.of(Samples.ANA), List.of("b"), T0.plusSeconds(4)),
            new PollVote(BEA_LID, Optional.of(Samples.BEA), List.of(), T0.plusSeconds(6))),
        conversations().pollVotes(lease.instance(), GROUP, M));
  }

  @Test
  void countsWhoVotesUnderBothAddressesOnceWhenTheyAreLinkedLater() {
    Lease lease = running();
    commit(lease, vote(Samples.ANA, 1, "a"), vote(ANA_LID, 2, "b"));
    assertEquals(List.of(List.of("a"), List.of("b")), choices(lease));
    commit(lease, new RowChange.LinkAddresses(Samples.ANA, ANA_LID));
    assertEquals(List.of(List.of("b")), choices(lease));
  }

  // Chats and people.

  @Test
  void listsChatsWithTheirLastMessage() {
    Lease lease = history();
    commit(
        lease,
        new RowChange.TouchChat(Samples.ANA, Optional.empty(), T0.plusSeconds(10), 3),
        new RowChange.TouchChat(GROUP, Optional.of("Team"), T0.plusSeconds(30), 1),
        new RowChange.TouchChat(BroadcastJid.STATUS, Optional.empty(), T0.plusSeconds(20), 0),
        new RowChange.SaveContact(Samples.ANA, Optional.of("Ana")));
    List<ChatSummary> chats = conversations().chats(lease.instance(), ChatFilter.ALL, 0, 9);
    assertEquals(
        List.of(GROUP, BroadcastJid.STATUS, Samples.ANA),
        chats.stream().map(ChatSummary::chat).toList());
    assertEquals(Optional.of("Team"), chats.get(0).name());
    assertEquals(
        Optional.of("G2"), chats.get(0).lastMessage().map(last -> last.key().id().value()));
    assertEquals(Optional.empty(), chats.get(1).lastMessage());
    assertEquals(Optional.of("Ana"), chats.get(2).name());
    assertEquals(3, chats.get(2).unread());
    assertEquals(
        List.of(chats.get(1)), conversations().chats(lease.instance(), ChatFilter.ALL, 1, 1));
    assertEquals(
        List.of(chats.get(0)),
        conversations()
            .chats(
                lease.instance(),
                new ChatFilter(Optional.empty(), Optional.of(T0.plusSeconds(21)), Optional.empty()),
                0,
                9));
    assertEquals(
        List.of(chats.get(2)),
        conversations()
            .chats(
                lease.instance(),
                new ChatFilter(
                    Optional.of(Samples.ANA), Optional.empty(), Optional.of(T0.plusSeconds(10))),
                0,
                9));
  }

  @Test
  void countsAsReadWhatCameBeforeAndNotWhatCameAfter() {
    Lease lease = running();
    commit(
        lease,
        new RowChange.TouchChat(Samples.ANA, Optional.empty(), T0, 3),
        new RowChange.ReadChat(Samples.ANA),
        new RowChange.ReadChat(Samples.BEA));
    assertEquals(0, unread(lease));
    commit(
        lease,
        new RowChange.TouchChat(Samples.ANA, Optional.empty(), T0, 3),
        new RowChange.ReadChat(Samples.ANA),
        new RowChange.TouchChat(Samples.ANA, Optional.empty(), T0, 2));
    assertEquals(2, unread(lease));
    commit(lease, new RowChange.ReadChat(Samples.ANA));
    assertEquals(0, unread(lease));
    assertEquals(1, conversations().chats(lease.instance(), ChatFilter.ALL, 0, 9).size());
  }

  private int unread(Lease lease) {
    return conversations().chats(lease.instance(), ChatFilter.ALL, 0, 9).getFirst().unread();
  }

  private static RowChange timer(Jid chat, long hours, long setSecondsLater) {
    return new RowChange.SetChatTimer(
        chat, Duration.ofHours(hours), T0.plusSeconds(setSecondsLater));
  }

  private static Optional<Expiration> set(long hours, long secondsLater) {
    return Optional.of(
        new Expiration(Duration.ofHours(hours), Optional.of(T0.plusSeconds(secondsLater))));
  }

  @Test
  void keepsTheTimerOfAChatThatWasSetLast() {
    Lease lease = running();
    commit(lease, timer(Samples.ANA, 24, 9));
    assertEquals(Optional.empty(), conversations().chatTimer(lease.instance(), Samples.ANA));
    commit(
        lease,
        new RowChange.TouchChat(Samples.ANA, Optional.empty(), T0, 0),
        new RowChange.SetChatTimer(Samples.ANA, Duration.ofHours(7), Instant.EPOCH));
    assertEquals(
        Optional.of(new Expiration(Duration.ofHours(7), Optional.empty())),
        conversations().chatTimer(lease.instance(), Samples.ANA));
    commit(lease, timer(Samples.ANA, 24, 5), timer(Samples.ANA, 1, 4));
    assertEquals(set(24, 5), conversations().chatTimer(lease.instance(), Samples.ANA));
    commit(lease, timer(Samples.ANA, 2, 4));
    assertEquals(set(24, 5), conversations().chatTimer(lease.instance(), Samples.ANA));
    commit(lease, timer(Samples.ANA, 0, 6));
    assertEquals(Optional.empty(), conversations().chatTimer(lease.instance(), Samples.ANA));
    assertEquals(Optional.empty(), conversations().chatTimer(created().id(), Samples.ANA));
  }

  @Test
  void findsTheTimerOfAChatByEitherAddress() {
    Lease lease = running();
    commit(
        lease,
        new RowChange.TouchChat(ANA_LID, Optional.empty(), T0, 0),
        new RowChange.TouchChat(Samples.BEA, Optional.empty(), T0, 0),
        new RowChange.LinkAddresses(Samples.ANA, ANA_LID),
        new RowChange.LinkAddresses(Samples.BEA, BEA_LID),
        timer(ANA_LID, 24, 1),
        timer(Samples.BEA, 48, 2));
    assertEquals(set(24, 1), conversations().chatTimer(lease.instance(), Samples.ANA));
    assertEquals(set(24, 1), conversations().chatTimer(lease.instance(), ANA_LID));
    assertEquals(set(48, 2), conversations().chatTimer(lease.instance(), BEA_LID));
    commit(
        lease,
        new RowChange.TouchChat(Samples.ANA, Optional.empty(), T0, 0),
        timer(Samples.ANA, 1, 3));
    assertEquals(set(1, 3), conversations().chatTimer(lease.instance(), ANA_LID));
  }

  @Test
  void namesAChatThatIsKept() {
    Lease lease = running();
    commit(
        lease,
        new RowChange.NameChat(Samples.BEA, "nobody"),
        new RowChange.TouchChat(GROUP, Optional.of("Team"), T0, 3),
        new RowChange.NameChat(GROUP, "Team A"),
        new RowChange.TouchChat(GROUP, Optional.empty(), T0, 0));
    assertEquals(List.of("Team A"), names(lease));
    commit(lease, new RowChange.NameChat(GROUP, "Team B"));
    assertEquals(List.of("Team B"), names(lease));
    commit(
        lease,
        new RowChange.NameChat(GROUP, "Team C"),
        new RowChange.NameChat(GROUP, "Team D"),
        new RowChange.TouchChat(GROUP, Optional.empty(), T0, 0));
    assertEquals(List.of("Team D"), names(lease));
    commit(
        lease,
        new RowChange.NameChat(GROUP, "Team E"),
        new RowChange.TouchChat(GROUP, Optional.of("Team F"), T0, 0));
    assertEquals(List.of("Team F"), names(lease));
    assertEquals(3, unread(lease));
  }

  private List<String> names(Lease lease) {
    return conversations().chats(lease.instance(), ChatFilter.ALL, 0, 9).stream()
        .flatMap(chat -> chat.name().stream())
        .toList();
  }

  @Test
  void listsTheAddressBook() {
    Lease lease = running();
    commit(
        lease,
        new RowChange.SaveContact(Samples.BEA, Optional.empty()),
        new RowChange.SaveContact(Samples.ANA, Optional.of("Ana")));
    assertEquals(List.of(Samples.ANA, Samples.BEA), conversations().contacts(lease.instance()));
    assertEquals(List.of(), conversations().contacts(created().id()));
    assertEquals(
        Map.of(Samples.ANA, "Ana"),
        conversations().contactNames(lease.instance(), List.of(Samples.ANA, Samples.BEA, ANA_LID)));
  }
}
