package chatwarp.application.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.memory.AnnouncedStatuses;
import chatwarp.application.memory.KnownConversations;
import chatwarp.application.memory.KnownTargets;
import chatwarp.application.world.World;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.PollTally;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.InMemoryWhatsApp;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionFact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happened on WhatsApp, as rows and events. */
final class FactTranslationTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UserJid ANA = UserJid.phone("5511999990002");
  private static final MessageId ID = new MessageId("3A01");
  private static final InstanceSettings DEFAULT = InstanceSettings.DEFAULT;
  private static final InstanceSettings NO_GROUPS =
      new InstanceSettings(false, "", true, false, false, false, false, "");
  private static final InstanceSettings WITH_STATUS =
      new InstanceSettings(false, "", false, false, false, true, false, "");

  private final InMemoryStores stores = new InMemoryStores(new ManualTime());
  private final ContentCodec contents =
      new InMemoryWhatsApp(
              InMemoryWhatsApp.NETWORK,
              stores.state(),
              new ManualTime(),
              new Random(1),
              Runnable::run)
          .contents();
  private final FactTranslation translation =
      new FactTranslation(
          new KnownConversations(stores.conversations(), 100),
          new AnnouncedStatuses(100),
          new KnownTargets(stores.conversations(), contents),
          contents,
          new UnansweredChanges());

  private static Instance instance(InstanceSettings settings) {
    InstanceConfig plain = World.config(World.SHOP, Optional.empty());
    return new Instance(
        new InstanceId(new UUID(1, 1)),
        new InstanceConfig(
            plain.name(),
            plain.token(),
            plain.integration(),
            plain.businessId(),
            plain.number(),
            settings,
            plain.proxy(),
            plain.webhook()),
        new InstanceToken("t"),
        Optional.empty(),
        Profile.UNKNOWN,
        Optional.empty(),
        false,
        NOW,
        NOW);
  }

  private static MessageRecord message(Jid chat, boolean fromMe, String type, String name) {
    return new MessageRecord(
        MessageKey.of(chat, fromMe, ID),
        ANA,
        Optional.of(name).filter(given -> !given.isEmpty()),
        NOW,
        MessageStatus.DELIVERY_ACK,
        new WireContent(type, new byte[0], "{}"));
  }

  private static SessionFact received(Jid chat, String type) {
    return new SessionFact.Received(message(chat, false, type, "Ana"), Optional.empty());
  }

  private Draft translate(InstanceSettings settings, SessionFact... facts) {
    return translation.translate(instance(settings), List.of(facts));
  }

  private record Row(
      String name, InstanceSettings settings, Jid chat, String type, boolean delivered) {}

  @TestFactory
  Stream<DynamicTest> delivers() {
    GroupJid group = new GroupJid("120363025246125486");
    NewsletterJid channel = new NewsletterJid("120363000000000001");
    return Stream.of(
            new Row("a text of a person", DEFAULT, ANA, "conversation", true),
            new Row("a text of a group", DEFAULT, group, "conversation", true),
            new Row("no group when groups are ignored", NO_GROUPS, group, "conversation", false),
            new Row("a person when groups are ignored", NO_GROUPS, ANA, "conversation", true),
            new Row("no status by default", DEFAULT, BroadcastJid.STATUS, "conversation", false),
            new Row("a status when asked", WITH_STATUS, BroadcastJid.STATUS, "conversation", true),
            new Row("no channel", DEFAULT, channel, "conversation", false),
            new Row("no edit", DEFAULT, ANA, "editedMessage", false),
            new Row("no revoke", DEFAULT, ANA, "protocolMessage", false),
            new Row("no poll vote", DEFAULT, ANA, "pollUpdateMessage", false),
            new Row("no empty content", DEFAULT, ANA, "unknown", false),
            new Row("a reaction", DEFAULT, ANA, "reactionMessage", true))
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () -> {
                  Draft draft = translate(row.settings(), received(row.chat(), row.type()));
                  assertEquals(
                      row.delivered(),
                      draft.events().stream()
                          .anyMatch(InstanceEvent.MessageReceived.class::isInstance));
                  assertEquals(row.delivered(), !draft.rows().isEmpty());
                }));
  }

  @Test
  void keepsMessageChatAndContact() {
    MessageRecord message = message(ANA, false, "conversation", "Ana");
    Draft draft = translate(DEFAULT, new SessionFact.Received(message, Optional.empty()));
    assertEquals(
        List.of(
            new RowChange.AddMessage(message),
            new RowChange.TouchChat(ANA, Optional.of("Ana"), NOW, 1),
            new RowChange.SaveContact(ANA, Optional.of("Ana"))),
        draft.rows());
    assertEquals(
        List.of(
            new InstanceEvent.ChatAdded(ANA, Optional.empty(), Optional.of("Ana"), 1),
            new InstanceEvent.ContactAdded(ANA, Optional.empty(), Optional.of("Ana")),
            new InstanceEvent.MessageReceived(message)),
        draft.events());
  }

  @Test
  void countsNothingUnreadFromAnotherOwnDevice() {
    MessageRecord message = message(ANA, true, "conversation", "");
    Draft draft = translate(DEFAULT, new SessionFact.Received(message, Optional.empty()));
    assertEquals(
        List.of(
            new RowChange.AddMessage(message),
            new RowChange.TouchChat(ANA, Optional.empty(), NOW, 0)),
        draft.rows());
  }

  @Test
  void tellsANewNameOfAKnownContact() {
    translate(DEFAULT, new SessionFact.NameLearned(ANA, "Ana"));
    assertEquals(
        List.of(new InstanceEvent.ContactChanged(ANA, Optional.empty(), Optional.of("Ana Maria"))),
        translate(DEFAULT, new SessionFact.NameLearned(ANA, "Ana Maria")).events());
    assertEquals(
        List.of(), translate(DEFAULT, new SessionFact.NameLearned(ANA, "Ana Maria")).events());
  }

  @Test
  void makesNoContactOfWhoWasOnlyLookedUp() {
    UserJid lid = UserJid.lid("104000000000001");
    SessionFact learned = new SessionFact.LidLearned(ANA, lid);
    Draft draft = translate(DEFAULT, learned);
    assertEquals(List.of(new RowChange.LinkAddresses(ANA, lid)), draft.rows());
    assertEquals(List.of(), draft.events());
    assertEquals(List.of(), translate(DEFAULT, learned).rows());
  }

  @Test
  void namesAChatByBothAddressesOnceAMessageCameWithThem() {
    UserJid lid = UserJid.lid("104000000000001");
    MessageKey full =
        new MessageKey(
            lid,
            true,
            ID,
            Optional.empty(),
            Optional.of(ANA),
            Optional.empty(),
            Optional.of(AddressingMode.LID));
    MessageRecord sent =
        new MessageRecord(
            full,
            BEA,
            Optional.empty(),
            NOW,
            MessageStatus.PENDING,
            new WireContent("conversation", new byte[0], "{}"));
    translate(DEFAULT, new SessionFact.Prepared(sent));
    MessageKey named =
        new MessageKey(
            lid, true, ID, Optional.empty(), Optional.of(ANA), Optional.empty(), Optional.empty());
    assertEquals(
        List.of(
            new InstanceEvent.MessageStatusChanged(
                named, Optional.empty(), MessageStatus.SERVER_ACK, OptionalInt.empty())),
        translate(DEFAULT, new SessionFact.SendAcked(lid, ID, NOW)).events());
    assertEquals(
        List.of(
            new InstanceEvent.MessageStatusChanged(
                named, Optional.of(lid), MessageStatus.READ, OptionalInt.empty())),
        translate(
                DEFAULT,
                new SessionFact.ReceiptReceived(
                    lid, lid, true, List.of(ID), MessageStatus.READ, NOW))
            .events());
  }

  private static SessionFact receipt(MessageStatus status) {
    return new SessionFact.ReceiptReceived(ANA, ANA, true, List.of(ID), status, NOW);
  }

  private static InstanceEvent told(MessageStatus status, boolean byParticipant) {
    return new InstanceEvent.MessageStatusChanged(
        MessageKey.of(ANA, true, ID),
        byParticipant ? Optional.of(ANA) : Optional.empty(),
        status,
        OptionalInt.empty());
  }

  @Test
  void tellsEachStatusOnceAndNeverGoesBack() {
    SessionFact acked = new SessionFact.SendAcked(ANA, ID, NOW);
    assertEquals(
        List.of(told(MessageStatus.SERVER_ACK, false)), translate(DEFAULT, acked).events());
    assertEquals(
        List.of(told(MessageStatus.READ, true)),
        translate(DEFAULT, receipt(MessageStatus.READ)).events());
    assertEquals(List.of(), translate(DEFAULT, receipt(MessageStatus.DELIVERY_ACK)).events());
    assertEquals(List.of(), translate(DEFAULT, receipt(MessageStatus.READ)).events());
    assertEquals(List.of(), translate(DEFAULT, acked).rows());
    assertEquals(
        List.of(told(MessageStatus.PLAYED, true)),
        translate(DEFAULT, receipt(MessageStatus.PLAYED)).events());
  }

  @Test
  void tellsWhyAMessageWasRefused() {
    Draft draft = translate(DEFAULT, new SessionFact.SendRefused(ANA, ID, 463));
    assertEquals(
        List.of(new RowChange.SetStatus(ANA, true, ID, MessageStatus.ERROR, OptionalInt.of(463))),
        draft.rows());
    assertEquals(
        List.of(
            new InstanceEvent.MessageStatusChanged(
                MessageKey.of(ANA, true, ID),
                Optional.empty(),
                MessageStatus.ERROR,
                OptionalInt.of(463))),
        draft.events());
  }

  @Test
  void keepsTheCallersKeyWithTheMessageItWasGivenFor() {
    SendClaim claim = new SendClaim(new IdempotencyKey("k"), Secret.copyOf(new byte[32]));
    MessageRecord message = message(ANA, true, "conversation", "");
    translation.expect(OutgoingMessage.of(ID, ANA, TextContent.of("hello")), Optional.of(claim));
    assertEquals(
        Optional.of(new IdempotentSend(claim.key(), claim.digest(), ANA, ID)),
        translate(DEFAULT, new SessionFact.Prepared(message)).idempotency());
    translation.unexpect(ID);
    assertEquals(
        Optional.empty(), translate(DEFAULT, new SessionFact.Prepared(message)).idempotency());
  }

  private List<RowChange> keptAudience(MessageContent content) {
    translation.expect(
        new OutgoingMessage(
            ID, BroadcastJid.STATUS, content, MessageContext.NONE, List.of(BEA, ANA)),
        Optional.empty());
    return translate(
            DEFAULT,
            new SessionFact.Prepared(message(BroadcastJid.STATUS, true, "conversation", "")))
        .rows()
        .stream()
        .filter(RowChange.KeepAudience.class::isInstance)
        .toList();
  }

  @Test
  void keepsWhoGetsAStatusPostButNotWhoGetsWhatIsDoneToOne() {
    assertEquals(
        List.of(new RowChange.KeepAudience(ID, List.of(BEA, ANA))),
        keptAudience(TextContent.of("today")));
    MessageKey own = MessageKey.of(BroadcastJid.STATUS, true, new MessageId("POST"));
    assertEquals(List.of(), keptAudience(new RevokeContent(own)));
    assertEquals(List.of(), keptAudience(new ReactionContent(own, "💚")));
  }

  // What changes another message.

  private static final GroupJid GROUP = new GroupJid("120363025246125486");
  private static final UserJid BEA = UserJid.phone("5511999990003");
  private static final TextContent NEW = TextContent.of("new");

  private static SessionFact said(MessageRecord message, MessageContent content) {
    return new SessionFact.Received(
        message, Optional.of(new ReadContent(content, MessageContext.NONE)));
  }

  private static MessageKey inGroup(String id, UserJid author) {
    return new MessageKey(
        GROUP,
        false,
        new MessageId(id),
        Optional.of(author),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void editsAMessageOfItsAuthor() {
    MessageKey target = MessageKey.of(ANA, false, new MessageId("3A02"));
    WireContent wire = contents.wire(NEW, ANA);
    Draft draft =
        translate(
            DEFAULT,
            said(message(ANA, false, "protocolMessage", ""), new EditContent(target, NEW)));
    assertEquals(List.of(new RowChange.EditMessage(target, wire, NOW)), draft.rows());
    assertEquals(
        List.of(new InstanceEvent.MessageEdited(target, wire, NOW, false)), draft.events());
  }

  private record Foul(String name, MessageRecord by, MessageContent content) {}

  @TestFactory
  Stream<DynamicTest> letsNobodyChange() {
    MessageKey mine = MessageKey.of(ANA, true, new MessageId("3EB0"));
    MessageKey myGroupMessage = MessageKey.of(GROUP, true, new MessageId("3EB0"));
    MessageRecord anas = message(ANA, false, "protocolMessage", "");
    MessageRecord anasInGroup = message(GROUP, false, "protocolMessage", "");
    return Stream.of(
            new Foul("my message, by an edit", anas, new EditContent(mine, NEW)),
            new Foul("my message, by a revoke", anas, new RevokeContent(mine)),
            new Foul(
                "another member's message, by an edit",
                anasInGroup,
                new EditContent(inGroup("3A03", BEA), NEW)),
            new Foul(
                "my message in a group, by an edit",
                anasInGroup,
                new EditContent(myGroupMessage, NEW)))
        .map(foul ->
            DynamicTest.dynamicTest(
                foul.name(),
                () -> {
                  Draft draft = translate(DEFAULT, said(foul.by(), foul.content()));
                  assertEquals(List.of(), draft.rows());
                  assertEquals(List.of(), draft.events());
                }));
  }

  @Test
  void deletesAnothersMessageForAGroupsAdmin() {
    MessageKey target = inGroup("3A03", BEA);
    Draft draft =
        translate(
            DEFAULT, said(message(GROUP, false, "protocolMessage", ""), new RevokeContent(target)));
    assertEquals(List.of(new RowChange.DeleteMessage(target, NOW)), draft.rows());
    assertEquals(
        List.of(new InstanceEvent.MessageDeleted(target, Optional.empty())), draft.events());
  }

  @Test
  void talliesTheVotesOfAPoll() {
    MessageKey poll = MessageKey.of(GROUP, true, new MessageId("3EB0"));
    MessageRecord vote = message(GROUP, false, "pollUpdateMessage", "");
    Draft first = translate(DEFAULT, said(vote, new PollVoteContent(poll, List.of("b"))));
    assertEquals(
        List.of(
            new RowChange.AddPollVote(
                GROUP, poll.id(), new PollVote(ANA, Optional.empty(), List.of("b"), NOW))),
        first.rows());
    assertEquals(
        List.of(new InstanceEvent.PollVoted(poll, List.of(new PollTally("b", List.of(ANA))))),
        first.events());
    assertEquals(
        List.of(new InstanceEvent.PollVoted(poll, List.of(new PollTally("c", List.of(ANA))))),
        translate(DEFAULT, said(vote, new PollVoteContent(poll, List.of("c")))).events());
  }

  @Test
  void countsAVoterWhoChangesTheAddressOnce() {
    MessageKey poll = MessageKey.of(GROUP, true, new MessageId("3EB0"));
    UserJid lid = UserJid.lid("991");
    translate(
        DEFAULT,
        said(
            message(GROUP, false, "pollUpdateMessage", ""),
            new PollVoteContent(poll, List.of("b"))));
    Draft again =
        translate(
            DEFAULT,
            said(
                new MessageRecord(
                    new MessageKey(
                        GROUP,
                        false,
                        ID,
                        Optional.of(lid),
                        Optional.empty(),
                        Optional.of(ANA),
                        Optional.of(AddressingMode.LID)),
                    lid,
                    Optional.empty(),
                    NOW.plusSeconds(1),
                    MessageStatus.DELIVERY_ACK,
                    new WireContent("pollUpdateMessage", new byte[0], "{}")),
                new PollVoteContent(poll, List.of("c"))));
    assertEquals(
        List.of(new InstanceEvent.PollVoted(poll, List.of(new PollTally("c", List.of(lid))))),
        again.events());
  }

  @Test
  void countsOurOwnVoteOnceWhicheverDeviceOfOursGaveIt() {
    MessageKey poll = MessageKey.of(GROUP, false, new MessageId("3EB0"));
    UserJid lid = UserJid.lid("990");
    MessageRecord byLid =
        new MessageRecord(
            MessageKey.of(GROUP, true, ID),
            lid,
            Optional.empty(),
            NOW,
            MessageStatus.SERVER_ACK,
            new WireContent("pollUpdateMessage", new byte[0], "{}"));
    Draft draft =
        translation.translate(
            owned(instance(DEFAULT), BEA),
            List.of(said(byLid, new PollVoteContent(poll, List.of("a")))));
    assertEquals(
        List.of(
            new RowChange.AddPollVote(
                GROUP, poll.id(), new PollVote(lid, Optional.of(BEA), List.of("a"), NOW))),
        draft.rows());
  }

  private static Instance owned(Instance unknown, UserJid owner) {
    return new Instance(
        unknown.id(),
        unknown.config(),
        unknown.token(),
        unknown.network(),
        new Profile(Optional.of(owner), Optional.empty()),
        unknown.disconnection(),
        unknown.autoConnect(),
        unknown.createdAt(),
        unknown.updatedAt());
  }

  private static final MessageKey MINE = MessageKey.of(ANA, true, new MessageId("3EB0"));

  private MessageRecord prepared(MessageContent content) {
    MessageRecord mine = message(ANA, true, "protocolMessage", "");
    translation.expect(OutgoingMessage.of(ID, ANA, content), Optional.empty());
    Draft draft = translate(DEFAULT, new SessionFact.Prepared(mine));
    translation.unexpect(ID);
    assertEquals(List.of(new RowChange.AddMessage(mine)), draft.rows());
    assertEquals(List.of(), draft.events());
    return mine;
  }

  @Test
  void editsAnOwnMessageWhenTheServerTookTheEdit() {
    prepared(new EditContent(MINE, NEW));
    Draft acked = translate(DEFAULT, new SessionFact.SendAcked(ANA, ID, NOW));
    WireContent wire = contents.wire(NEW, ANA);
    assertEquals(new RowChange.EditMessage(MINE, wire, NOW), acked.rows().getFirst());
    assertEquals(new InstanceEvent.MessageEdited(MINE, wire, NOW, true), acked.events().getFirst());
    Draft again = translate(DEFAULT, new SessionFact.SendAcked(ANA, ID, NOW));
    assertEquals(List.of(), again.rows());
    assertEquals(List.of(), again.events());
  }

  @Test
  void leavesAnOwnMessageAsItIsWhenTheServerRefusedTheDeletion() {
    prepared(new RevokeContent(MINE));
    SessionFact refused = new SessionFact.SendRefused(ANA, ID, 479);
    Draft draft = translate(DEFAULT, refused);
    assertEquals(
        List.of(new RowChange.SetStatus(ANA, true, ID, MessageStatus.ERROR, OptionalInt.of(479))),
        draft.rows());
    assertEquals(
        List.of(
            new InstanceEvent.MessageStatusChanged(
                MessageKey.of(ANA, true, ID),
                Optional.empty(),
                MessageStatus.ERROR,
                OptionalInt.of(479))),
        draft.events());
    Draft late = translate(DEFAULT, new SessionFact.SendAcked(ANA, ID, NOW));
    assertTrue(late.rows().stream().noneMatch(RowChange.DeleteMessage.class::isInstance));
  }

  @Test
  void showsASealedReactionAsEveryOther() {
    MessageRecord sealed = message(GROUP, false, "encReactionMessage", "Ana");
    assertEquals(
        "reactionMessage", shown(said(sealed, new ReactionContent(inGroup("3A03", BEA), "👍"))));
  }

  @Test
  void showsASealedCommentOpen() {
    MessageRecord sealed = message(GROUP, false, "encCommentMessage", "Ana");
    assertEquals(
        "commentMessage", shown(said(sealed, new CommentContent(inGroup("3A03", BEA), NEW))));
  }

  private String shown(SessionFact said) {
    return translate(DEFAULT, said).events().stream()
        .filter(InstanceEvent.MessageReceived.class::isInstance)
        .map(InstanceEvent.MessageReceived.class::cast)
        .map(told -> told.message().content().type())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsWhatASealedAnswerToAnAppointmentSays() {
    MessageRecord sealed = message(GROUP, false, "encEventResponseMessage", "Ana");
    EventReplyContent answer =
        new EventReplyContent(inGroup("3A03", BEA), EventReplyContent.Answer.GOING, 1);
    List<InstanceEvent> events = translate(DEFAULT, said(sealed, answer)).events();
    assertTrue(events.contains(new InstanceEvent.MessageReceived(sealed)));
    assertEquals(new InstanceEvent.EventAnswered(sealed.key(), answer, NOW), events.getLast());
  }

  // Disappearing messages.

  private static final Duration DAY = Duration.ofDays(1);
  private static final UserJid ANA_LID = UserJid.lid("992");

  private static MessageRecord fromAnasLid(String type) {
    return new MessageRecord(
        new MessageKey(
            ANA_LID,
            false,
            ID,
            Optional.empty(),
            Optional.of(ANA),
            Optional.empty(),
            Optional.of(AddressingMode.LID)),
        ANA_LID,
        Optional.empty(),
        NOW,
        MessageStatus.DELIVERY_ACK,
        new WireContent(type, new byte[0], "{}"));
  }

  @Test
  void keepsTheTimerThatTheOtherSideSetUnderTheNumber() {
    Draft draft =
        translate(DEFAULT, said(fromAnasLid("protocolMessage"), new DisappearingContent(DAY)));
    assertEquals(
        List.of(
            new RowChange.LinkAddresses(ANA, ANA_LID),
            new RowChange.TouchChat(ANA, Optional.empty(), NOW, 0),
            new RowChange.SetChatTimer(ANA, DAY, NOW)),
        draft.rows());
    assertEquals(
        List.of(new InstanceEvent.ChatAdded(ANA, Optional.of(ANA_LID), Optional.empty(), 0)),
        draft.events());
  }

  /** Our clock may lag behind the server's, which dates what the other side sets. */
  @Test
  void datesATimerOfOursByTheServersClock() {
    translation.expect(OutgoingMessage.of(ID, ANA, new DisappearingContent(DAY)), Optional.empty());
    translate(DEFAULT, new SessionFact.Prepared(message(ANA, true, "protocolMessage", "")));
    translation.unexpect(ID);
    Instant taken = NOW.plusSeconds(1);
    Draft acked = translate(DEFAULT, new SessionFact.SendAcked(ANA, ID, taken));
    assertTrue(acked.rows().contains(new RowChange.SetChatTimer(ANA, DAY, taken)));
  }

  private static <T extends InstanceEvent> List<T> told(Draft draft, Class<T> kind) {
    return draft.events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void namesAPersonsChatAndContactByTheNumberWhenAMessageCameByLid() {
    Draft draft =
        translate(DEFAULT, new SessionFact.Received(fromAnasLid("conversation"), Optional.empty()));
    assertEquals(
        List.of(
            new RowChange.LinkAddresses(ANA, ANA_LID),
            new RowChange.AddMessage(fromAnasLid("conversation")),
            new RowChange.TouchChat(ANA, Optional.empty(), NOW, 1),
            new RowChange.SaveContact(ANA, Optional.empty())),
        draft.rows());
    assertEquals(
        List.of(
            new InstanceEvent.ChatAdded(ANA, Optional.of(ANA_LID), Optional.empty(), 1),
            new InstanceEvent.ContactAdded(ANA, Optional.of(ANA_LID), Optional.empty()),
            new InstanceEvent.MessageReceived(fromAnasLid("conversation"))),
        draft.events());
  }

  @Test
  void goesOnWithTheChatAndTheContactUnderTheNumberThatIsLearned() {
    translate(DEFAULT, received(ANA_LID, "conversation"));
    translate(DEFAULT, new SessionFact.NameLearned(ANA_LID, "Ana"));
    translate(DEFAULT, new SessionFact.LidLearned(ANA, ANA_LID));
    assertEquals(
        List.of(new InstanceEvent.ChatChanged(ANA, Optional.of(ANA_LID))),
        told(
            translate(DEFAULT, received(ANA_LID, "conversation")),
            InstanceEvent.ChatChanged.class));
    assertEquals(
        List.of(new InstanceEvent.ContactChanged(ANA, Optional.of(ANA_LID), Optional.of("Anna"))),
        translate(DEFAULT, new SessionFact.NameLearned(ANA_LID, "Anna")).events());
    assertEquals(
        List.of(
            new InstanceEvent.ContactPictureChanged(
                ANA, Optional.of(ANA_LID), Optional.of("Anna"), Optional.empty())),
        translate(
                DEFAULT,
                new SessionFact.PictureChanged(ANA_LID, Optional.empty(), Optional.empty()))
            .events());
  }

  @Test
  void marksTheOneChatAsReadWhenAnotherDeviceReadItByLid() {
    translate(DEFAULT, new SessionFact.LidLearned(ANA, ANA_LID));
    assertTrue(
        translate(
                DEFAULT,
                new SessionFact.ReceiptReceived(
                    ANA_LID, BEA, false, List.of(ID), MessageStatus.READ, NOW))
            .rows()
            .contains(new RowChange.ReadChat(ANA)));
  }

  @Test
  void linksNoNumberWithANumber() {
    MessageRecord odd =
        new MessageRecord(
            new MessageKey(
                ANA,
                false,
                ID,
                Optional.empty(),
                Optional.of(BEA),
                Optional.empty(),
                Optional.empty()),
            ANA,
            Optional.empty(),
            NOW,
            MessageStatus.DELIVERY_ACK,
            new WireContent("conversation", new byte[0], "{}"));
    assertTrue(
        translate(DEFAULT, new SessionFact.Received(odd, Optional.empty())).rows().stream()
            .noneMatch(RowChange.LinkAddresses.class::isInstance));
  }

  @Test
  void countsAVoterWhoseAddressesAreLearnedAfterTheVotesOnce() {
    MessageKey poll = MessageKey.of(ANA, true, new MessageId("3EB0"));
    translate(
        DEFAULT,
        said(
            message(ANA, false, "pollUpdateMessage", ""), new PollVoteContent(poll, List.of("b"))));
    translate(DEFAULT, said(voted(ANA_LID), new PollVoteContent(poll, List.of("c"))));
    translate(DEFAULT, new SessionFact.LidLearned(ANA, ANA_LID));
    Draft another = translate(DEFAULT, said(voted(BEA), new PollVoteContent(poll, List.of("d"))));
    assertEquals(
        List.of(
            new InstanceEvent.PollVoted(
                new MessageKey(
                    ANA,
                    true,
                    poll.id(),
                    Optional.empty(),
                    Optional.of(ANA_LID),
                    Optional.empty(),
                    Optional.empty()),
                List.of(new PollTally("d", List.of(BEA)), new PollTally("c", List.of(ANA_LID))))),
        another.events());
  }

  private static MessageRecord voted(UserJid voter) {
    return new MessageRecord(
        MessageKey.of(ANA, false, ID),
        voter,
        Optional.empty(),
        NOW.plusSeconds(1),
        MessageStatus.DELIVERY_ACK,
        new WireContent("pollUpdateMessage", new byte[0], "{}"));
  }

  private List<RowChange> timers(MessageRecord message, Expiration expiration) {
    ReadContent read = new ReadContent(NEW, MessageContext.NONE.expiring(expiration));
    return translate(DEFAULT, new SessionFact.Received(message, Optional.of(read))).rows().stream()
        .filter(RowChange.SetChatTimer.class::isInstance)
        .toList();
  }

  @Test
  void learnsTheTimerFromWhatTheOtherSideSays() {
    MessageRecord text = message(ANA, false, "extendedTextMessage", "Ana");
    Instant before = NOW.minusSeconds(60);
    assertEquals(
        List.of(new RowChange.SetChatTimer(ANA, DAY, before)),
        timers(text, new Expiration(DAY, Optional.of(before))));
    assertEquals(
        List.of(new RowChange.SetChatTimer(ANA, DAY, Instant.EPOCH)),
        timers(text, new Expiration(DAY, Optional.empty())));
    assertEquals(
        List.of(new RowChange.SetChatTimer(ANA, DAY, NOW)),
        timers(text, new Expiration(DAY, Optional.of(NOW.plusSeconds(1_000_000)))));
    assertEquals(
        List.of(),
        timers(
            message(GROUP, false, "extendedTextMessage", "Ana"),
            new Expiration(DAY, Optional.of(before))));
  }

  // Groups.

  @Test
  void namesAChatAfterItsGroup() {
    GroupChange change = new GroupChange.Subject("Team");
    Draft draft =
        translate(DEFAULT, new SessionFact.GroupChanged(GROUP, Optional.of(ANA), NOW, change));
    assertEquals(
        List.of(new RowChange.TouchChat(GROUP, Optional.of("Team"), NOW, 0)), draft.rows());
    assertEquals(
        List.of(
            new InstanceEvent.ChatAdded(GROUP, Optional.empty(), Optional.of("Team"), 0),
            new InstanceEvent.GroupUpdated(GROUP, Optional.of(ANA), change)),
        draft.events());
  }

  @Test
  void tellsOfPicturesByTheNamesThatAreKnown() {
    ProfilePicture picture = new ProfilePicture("1", URI.create("https://127.0.0.1/p"));
    Draft _ = translate(DEFAULT, received(ANA, "conversation"));
    assertEquals(
        List.of(
            new InstanceEvent.ContactPictureChanged(
                ANA, Optional.empty(), Optional.of("Ana"), Optional.of(picture)),
            new InstanceEvent.ContactPictureChanged(
                BEA, Optional.empty(), Optional.empty(), Optional.empty()),
            new InstanceEvent.GroupPictureChanged(GROUP, Optional.of(ANA), Optional.of(picture))),
        translate(
                DEFAULT,
                new SessionFact.PictureChanged(ANA, Optional.empty(), Optional.of(picture)),
                new SessionFact.PictureChanged(BEA, Optional.empty(), Optional.empty()),
                new SessionFact.PictureChanged(GROUP, Optional.of(ANA), Optional.of(picture)))
            .events());
  }

  @Test
  void tellsWhoCameIntoAGroupUnlessGroupsAreIgnored() {
    GroupChange change =
        new GroupChange.Added(
            List.of(
                new GroupParticipant(BEA, Optional.empty(), Optional.empty(), GroupRole.MEMBER)),
            Optional.empty());
    SessionFact fact = new SessionFact.GroupChanged(GROUP, Optional.of(ANA), NOW, change);
    assertEquals(
        List.of(new InstanceEvent.GroupMembersChanged(GROUP, Optional.of(ANA), change, Map.of())),
        translate(DEFAULT, fact).events());
    assertEquals(List.of(), translate(NO_GROUPS, fact).events());
  }

  static Stream<Arguments> membersKnownByName() {
    UserJid lid = UserJid.lid("104000000000077");
    return Stream.of(
            new GroupParticipant(ANA, Optional.empty(), Optional.empty(), GroupRole.MEMBER),
            new GroupParticipant(lid, Optional.of(ANA), Optional.empty(), GroupRole.MEMBER))
        .flatMap(member ->
            Stream.<Function<List<GroupParticipant>, GroupChange>>of(
                    people -> new GroupChange.Added(people, Optional.empty()),
                    GroupChange.Removed::new,
                    GroupChange.Promoted::new,
                    GroupChange.Demoted::new,
                    GroupChange.Renumbered::new)
                .map(change -> Arguments.of(member, change.apply(List.of(member)))));
  }

  @ParameterizedTest
  @MethodSource("membersKnownByName")
  void namesTheMembersItKnows(GroupParticipant member, GroupChange change) {
    Draft _ = translate(DEFAULT, received(ANA, "conversation"));
    assertEquals(
        List.of(
            new InstanceEvent.GroupMembersChanged(
                GROUP, Optional.empty(), change, Map.of(member.jid(), "Ana"))),
        translate(DEFAULT, new SessionFact.GroupChanged(GROUP, Optional.empty(), NOW, change))
            .events());
  }

  @Test
  void keepsReceiptsOfEachMemberAndTellsEachOfThemOnce() {
    SessionFact anas =
        new SessionFact.ReceiptReceived(
            GROUP, ANA, true, List.of(ID), MessageStatus.DELIVERY_ACK, NOW);
    SessionFact beas =
        new SessionFact.ReceiptReceived(
            GROUP, BEA, true, List.of(ID), MessageStatus.DELIVERY_ACK, NOW);
    assertEquals(1, translate(DEFAULT, anas).events().size());
    Draft second = translate(DEFAULT, beas);
    assertEquals(
        List.of(new RowChange.SetReceipt(GROUP, ID, BEA, MessageStatus.DELIVERY_ACK, NOW)),
        second.rows());
    assertEquals(
        List.of(
            new InstanceEvent.MessageStatusChanged(
                MessageKey.of(GROUP, true, ID),
                Optional.of(BEA),
                MessageStatus.DELIVERY_ACK,
                OptionalInt.empty())),
        second.events());
    assertEquals(List.of(), translate(DEFAULT, beas).events());
    assertEquals(List.of(), translate(DEFAULT, anas).events());
  }

  @Test
  void takesAChatAsReadThatAnotherOwnDeviceRead() {
    Draft draft =
        translate(
            DEFAULT,
            new SessionFact.ReceiptReceived(ANA, ANA, false, List.of(ID), MessageStatus.READ, NOW));
    assertTrue(draft.rows().contains(new RowChange.ReadChat(ANA)));
  }
}
