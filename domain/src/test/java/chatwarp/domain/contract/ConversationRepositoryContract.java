package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.InstanceCounts;
import chatwarp.domain.port.InstanceFilter;
import chatwarp.domain.port.RowChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link ConversationRepository} does. */
public abstract class ConversationRepositoryContract extends ContractRun {
  private static final MessageId M = new MessageId("M");

  private ConversationRepository conversations() {
    return ports().conversations();
  }

  private static RowChange add(MessageRecord message) {
    return new RowChange.AddMessage(message);
  }

  @Test
  void findsEveryFieldOfAMessage() {
    Lease lease = running();
    Jid group = new GroupJid("120363000000000000");
    MessageRecord full =
        new MessageRecord(
            new MessageKey(
                group,
                true,
                M,
                Optional.of(Samples.ANA),
                Optional.of(UserJid.lid("1")),
                Optional.of(UserJid.lid("2")),
                Optional.of(AddressingMode.LID)),
            Samples.ANA,
            Optional.of("Ana 🌻"),
            Samples.T0,
            MessageStatus.READ,
            new WireContent("extendedTextMessage", new byte[] {0, -1, 5}, "{\"text\":\"olá\"}"));
    MessageRecord bare =
        new MessageRecord(
            MessageKey.of(Samples.BEA, false, new MessageId("N")),
            Samples.BEA,
            Optional.empty(),
            Samples.T0,
            MessageStatus.ERROR,
            new WireContent("unknown", new byte[0], "{}"));
    commit(lease, add(full), add(bare));
    assertEquals(Optional.of(full), found(lease, group));
    assertEquals(
        Optional.of(bare),
        conversations().message(lease.instance(), Optional.empty(), new MessageId("N")));
  }

  @Test
  void findsTheNewestOfSeveralWithOneIdAndTheOneOfAChat() {
    Lease lease = running();
    MessageRecord old = Samples.message(Samples.ANA, Samples.ANA, "M");
    MessageRecord newer = Samples.message(Samples.BEA, Samples.BEA, "M", Samples.T0.plusSeconds(5));
    commit(lease, add(newer), add(old));
    assertEquals(
        Optional.of(newer), conversations().message(lease.instance(), Optional.empty(), M));
    assertEquals(Optional.of(old), found(lease, Samples.ANA));
    assertEquals(Optional.empty(), found(lease, new GroupJid("1")));
    assertEquals(Optional.empty(), conversations().message(created().id(), Optional.empty(), M));
  }

  @Test
  void keepsAMessageAsItIsWhenItIsAddedAgain() {
    Lease lease = running();
    MessageRecord first = Samples.message(Samples.ANA, Samples.ANA, "M");
    commit(lease, add(first));
    commit(lease, add(Samples.message(Samples.ANA, Samples.ANA, "M", Samples.T0.plusSeconds(9))));
    assertEquals(Optional.of(first), found(lease, Samples.ANA));
    assertEquals(new InstanceCounts(1, 0, 0), counts(lease));
  }

  @Test
  void keepsTheFirstOfTwoEqualMessagesInOneCommit() {
    Lease lease = running();
    MessageRecord first = Samples.message(Samples.ANA, Samples.ANA, "M");
    commit(
        lease,
        add(first),
        add(Samples.message(Samples.ANA, Samples.ANA, "M", Samples.T0.plusSeconds(9))));
    assertEquals(Optional.of(first), found(lease, Samples.ANA));
    assertEquals(new InstanceCounts(1, 0, 0), counts(lease));
  }

  @Test
  void tellsWhetherThisVeryMessageIsKept() {
    Lease lease = running();
    commit(lease, add(Samples.message(Samples.ANA, Samples.ANA, "M")));
    InstanceId id = lease.instance();
    assertTrue(conversations().exists(id, Samples.ANA, Samples.ANA, M));
    assertFalse(conversations().exists(id, Samples.BEA, Samples.ANA, M));
    assertFalse(conversations().exists(id, Samples.ANA, Samples.BEA, M));
    assertFalse(conversations().exists(id, Samples.ANA, Samples.ANA, new MessageId("m")));
    assertFalse(conversations().exists(created().id(), Samples.ANA, Samples.ANA, M));
  }

  @ParameterizedTest(name = "{0} then {1} is {2}")
  @CsvSource({
    "PENDING, SERVER_ACK, SERVER_ACK",
    "SERVER_ACK, READ, READ",
    "READ, DELIVERY_ACK, READ",
    "READ, READ, READ",
    "READ, PLAYED, PLAYED",
    "PENDING, ERROR, ERROR",
    "SERVER_ACK, ERROR, SERVER_ACK",
    "ERROR, READ, ERROR",
    "ERROR, PENDING, ERROR"
  })
  void movesAStatusForwardOnly(MessageStatus before, MessageStatus set, MessageStatus after) {
    Lease lease = running();
    commit(lease, add(Samples.message(Samples.ANA, Samples.ANA, "M").withStatus(before)));
    commit(lease, new RowChange.SetStatus(Samples.ANA, false, M, set));
    assertEquals(after, found(lease, Samples.ANA).orElseThrow().status());
  }

  @Test
  void setsTheStatusOfTheNamedMessageOnlyAndInOrder() {
    Lease lease = running();
    commit(
        lease,
        new RowChange.SetStatus(Samples.ANA, false, M, MessageStatus.READ),
        add(Samples.message(Samples.ANA, Samples.ANA, "M")),
        new RowChange.SetStatus(Samples.ANA, false, M, MessageStatus.ERROR),
        new RowChange.SetStatus(Samples.ANA, false, M, MessageStatus.SERVER_ACK),
        add(Samples.message(Samples.BEA, Samples.BEA, "M")),
        new RowChange.SetStatus(Samples.BEA, true, M, MessageStatus.READ),
        new RowChange.SetStatus(Samples.BEA, false, M, MessageStatus.SERVER_ACK),
        new RowChange.SetStatus(Samples.BEA, false, M, MessageStatus.ERROR));
    assertEquals(MessageStatus.ERROR, found(lease, Samples.ANA).orElseThrow().status());
    assertEquals(MessageStatus.SERVER_ACK, found(lease, Samples.BEA).orElseThrow().status());
  }

  @Test
  void keepsWhyOurMessageWasRefused() {
    Lease lease = running();
    InstanceId id = lease.instance();
    commit(
        lease,
        add(ours(Samples.ANA)),
        add(ours(Samples.BEA)),
        new RowChange.SetStatus(Samples.ANA, true, M, MessageStatus.ERROR, OptionalInt.of(463)),
        new RowChange.SetStatus(Samples.ANA, true, M, MessageStatus.ERROR, OptionalInt.of(479)),
        new RowChange.SetStatus(Samples.BEA, true, M, MessageStatus.SERVER_ACK),
        new RowChange.SetStatus(Samples.BEA, true, M, MessageStatus.ERROR, OptionalInt.of(463)));
    assertEquals(OptionalInt.of(463), conversations().refusal(id, Samples.ANA, M));
    assertEquals(OptionalInt.empty(), conversations().refusal(id, Samples.BEA, M));
    assertEquals(
        OptionalInt.empty(), conversations().refusal(id, Samples.ANA, new MessageId("unknown")));
    assertEquals(OptionalInt.empty(), conversations().refusal(created().id(), Samples.ANA, M));
  }

  private static MessageRecord ours(UserJid chat) {
    MessageRecord theirs = Samples.message(chat, chat, "M");
    return new MessageRecord(
        MessageKey.of(chat, true, M),
        theirs.sender(),
        theirs.pushName(),
        theirs.timestamp(),
        MessageStatus.PENDING,
        theirs.content());
  }

  @Test
  void knowsAChatOnceItWasTouched() {
    Lease lease = running();
    assertFalse(conversations().chatExists(lease.instance(), Samples.ANA));
    commit(lease, new RowChange.TouchChat(Samples.ANA, Optional.empty(), Samples.T0, 1));
    commit(
        lease,
        new RowChange.TouchChat(Samples.ANA, Optional.of("Ana"), Samples.T0, 1),
        new RowChange.TouchChat(Samples.ANA, Optional.empty(), Samples.T0, 0));
    assertTrue(conversations().chatExists(lease.instance(), Samples.ANA));
    assertFalse(conversations().chatExists(lease.instance(), Samples.BEA));
    assertEquals(new InstanceCounts(0, 0, 1), counts(lease));
  }

  @Test
  void keepsAContactsNameWhenTheNextOneIsAbsent() {
    Lease lease = running();
    InstanceId id = lease.instance();
    assertEquals(Optional.empty(), conversations().contactName(id, Samples.ANA));
    commit(lease, contact(Optional.empty()));
    assertEquals(Optional.of(Optional.empty()), conversations().contactName(id, Samples.ANA));
    commit(lease, contact(Optional.of("Ana")), contact(Optional.empty()));
    commit(lease, contact(Optional.empty()));
    assertEquals(Optional.of(Optional.of("Ana")), conversations().contactName(id, Samples.ANA));
    commit(lease, contact(Optional.of("Ana Maria")));
    assertEquals(
        Optional.of(Optional.of("Ana Maria")), conversations().contactName(id, Samples.ANA));
    assertEquals(new InstanceCounts(0, 1, 0), counts(lease));
  }

  private static RowChange contact(Optional<String> name) {
    return new RowChange.SaveContact(Samples.ANA, name);
  }

  @Test
  void keepsTextThatADatabaseMightRefuse() {
    Lease lease = running();
    String odd = "nul\u0000 half\uD83D";
    MessageRecord plain = Samples.message(Samples.ANA, Samples.ANA, "M");
    commit(
        lease,
        add(
            new MessageRecord(
                plain.key(),
                plain.sender(),
                Optional.of(odd),
                plain.timestamp(),
                plain.status(),
                new WireContent("conversation", new byte[] {0}, "{\"a\":\"\u0000\"}"))),
        new RowChange.TouchChat(Samples.ANA, Optional.of(odd), Samples.T0, 1),
        contact(Optional.of(odd)));
    assertTrue(conversations().exists(lease.instance(), Samples.ANA, Samples.ANA, M));
    assertTrue(
        conversations()
            .contactName(lease.instance(), Samples.ANA)
            .orElseThrow()
            .orElseThrow()
            .startsWith("nul"));
  }

  @Test
  void findsTheSendThatWasAcceptedUnderAKey() {
    Lease lease = running();
    IdempotencyKey key = new IdempotencyKey("order 17");
    IdempotentSend send = new IdempotentSend(key, Samples.secret(32, 4), Samples.ANA, M);
    assertEquals(Optional.empty(), conversations().idempotentSend(lease.instance(), key));
    commit(
        new ChangeSet(
            lease,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(send)));
    assertEquals(Optional.of(send), conversations().idempotentSend(lease.instance(), key));
    assertEquals(Optional.empty(), conversations().idempotentSend(created().id(), key));
  }

  private Optional<MessageRecord> found(Lease lease, Jid chat) {
    return conversations().message(lease.instance(), Optional.of(chat), M);
  }

  private InstanceCounts counts(Lease lease) {
    return ports().instances().list(new InstanceFilter.ById(lease.instance())).getFirst().counts();
  }
}
