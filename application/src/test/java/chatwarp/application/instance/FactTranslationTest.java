package chatwarp.application.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.application.chat.AnnouncedStatuses;
import chatwarp.application.chat.KnownConversations;
import chatwarp.application.world.World;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
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
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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

  private final FactTranslation translation =
      new FactTranslation(
          new KnownConversations(new InMemoryStores(new ManualTime()).conversations(), 100),
          new AnnouncedStatuses(100));

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
            new RowChange.SaveContact(ANA, Optional.of("Ana"), Optional.empty())),
        draft.rows());
    assertEquals(
        List.of(
            new InstanceEvent.ChatAdded(ANA, Optional.of("Ana"), 1),
            new InstanceEvent.ContactAdded(ANA, Optional.of("Ana")),
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
        List.of(new InstanceEvent.ContactChanged(ANA, Optional.of("Ana Maria"))),
        translate(DEFAULT, new SessionFact.NameLearned(ANA, "Ana Maria")).events());
    assertEquals(
        List.of(), translate(DEFAULT, new SessionFact.NameLearned(ANA, "Ana Maria")).events());
  }

  @Test
  void makesNoContactOfWhoWasOnlyLookedUp() {
    UserJid lid = UserJid.lid("104000000000001");
    SessionFact learned = new SessionFact.LidLearned(ANA, lid);
    assertEquals(List.of(), translate(DEFAULT, learned).rows());
    translate(DEFAULT, new SessionFact.NameLearned(ANA, "Ana"));
    assertEquals(
        List.of(new RowChange.SaveContact(ANA, Optional.empty(), Optional.of(lid))),
        translate(DEFAULT, learned).rows());
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
        List.of(new RowChange.SetStatus(ANA, true, ID, MessageStatus.ERROR)), draft.rows());
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
    translation.claim(ID, claim);
    assertEquals(
        Optional.of(new IdempotentSend(claim.key(), claim.digest(), ANA, ID)),
        translate(DEFAULT, new SessionFact.Prepared(message)).idempotency());
    translation.unclaim(ID);
    assertEquals(
        Optional.empty(), translate(DEFAULT, new SessionFact.Prepared(message)).idempotency());
  }
}
