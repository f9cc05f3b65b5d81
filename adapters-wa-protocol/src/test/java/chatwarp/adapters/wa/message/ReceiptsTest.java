package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptsTest {
  private static final UserJid ME = UserJid.phone("5511999990001");
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final Jid GROUP = Jid.parse("123-456@g.us");
  private static final Instant NOW = Instant.ofEpochSecond(99);
  private static final OwnAddress OWN = new OwnAddress(ME.device(4), Optional.empty());

  private static Node message(Jid from, UnaryOperator<NodeBuilder> more) {
    return more.apply(Node.builder("message").attr("id", "M1").attr("from", from)).build();
  }

  private static NodeBuilder receipt(Jid to) {
    return Node.builder("receipt").attr("id", "M1").attr("to", to);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            "active", message(THEM.device(2), b -> b), true, receipt(THEM.device(2)).build()),
        Arguments.of(
            "inactive",
            message(THEM, b -> b),
            false,
            receipt(THEM).attr("type", "inactive").build()),
        Arguments.of(
            "in a group",
            message(GROUP, b -> b.attr("participant", THEM.device(1))),
            true,
            receipt(GROUP).attr("participant", THEM.device(1)).build()),
        Arguments.of(
            "from an own device",
            message(ME, b -> b.attr("recipient", THEM)),
            false,
            receipt(ME).attr("type", "sender").attr("recipient", THEM).build()),
        Arguments.of(
            "from our phone to this device alone",
            message(ME, b -> b.attr("category", "peer")),
            true,
            receipt(ME).attr("type", "peer_msg").build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void answersAMessage(String name, Node message, boolean active, Node receipt) {
    assertEquals(receipt, Receipts.delivered(message, MessageSource.of(message, OWN), OWN, active));
  }

  private static List<SessionFact> read(Node receipt) {
    return Receipts.read(receipt, OWN, NOW);
  }

  private static SessionFact.ReceiptReceived fact(
      Jid chat, UserJid who, boolean fromMe, MessageStatus status, Instant at, String... ids) {
    return new SessionFact.ReceiptReceived(
        chat, who, fromMe, Stream.of(ids).map(MessageId::new).toList(), status, at);
  }

  private static NodeBuilder received(Jid from) {
    return Node.builder("receipt").attr("id", "M1").attr("from", from).attr("t", 7);
  }

  @ParameterizedTest(name = "type {0} means {1}")
  @CsvSource({
    "'', DELIVERY_ACK",
    "read, READ",
    "read-self, READ",
    "played, PLAYED",
    "played-self, PLAYED",
    "sender, SERVER_ACK"
  })
  void readsAStatus(String type, MessageStatus status) {
    Node receipt =
        type.isEmpty() ? received(THEM).build() : received(THEM).attr("type", type).build();
    assertEquals(
        List.of(fact(THEM, THEM, true, status, Instant.ofEpochSecond(7), "M1")), read(receipt));
  }

  @ParameterizedTest
  @CsvSource({"inactive", "retry", "hist_sync", "peer_msg", "server-error"})
  void tellsNothingOfTheOthers(String type) {
    assertEquals(List.of(), read(received(THEM).attr("type", type).build()));
  }

  @Test
  void readsEveryIdOfAList() {
    Node receipt =
        received(THEM.device(1))
            .attr("type", "read")
            .children(
                Node.of(
                    "list",
                    Node.builder("item").attr("id", "M2").build(),
                    Node.builder("item").attr("id", "M3").build()))
            .build();
    assertEquals(
        List.of(
            fact(THEM, THEM, true, MessageStatus.READ, Instant.ofEpochSecond(7), "M1", "M2", "M3")),
        read(receipt));
  }

  @Test
  void readsAGroupedReceipt() {
    Node receipt =
        Node.builder("receipt")
            .attr("id", "R1")
            .attr("from", GROUP)
            .attr("type", "read")
            .children(
                Node.builder("participants")
                    .attr("key", "M9")
                    .children(
                        Node.builder("user").attr("jid", THEM.device(1)).attr("t", 5).build(),
                        Node.builder("user").attr("jid", ME).attr("t", 6).build())
                    .build())
            .build();
    assertEquals(
        List.of(fact(GROUP, THEM, true, MessageStatus.READ, Instant.ofEpochSecond(5), "M9")),
        read(receipt));
  }

  @Test
  void takesAReadingOfOurOwnDeviceAsOfOthersMessages() {
    Node receipt = received(ME.device(2)).attr("type", "read-self").attr("recipient", THEM).build();
    assertEquals(
        List.of(fact(THEM, ME, false, MessageStatus.READ, Instant.ofEpochSecond(7), "M1")),
        read(receipt));
  }

  @Test
  void namesTheParticipantOfAGroup() {
    Node receipt = received(GROUP).attr("participant", THEM.device(3)).build();
    assertEquals(
        List.of(
            fact(GROUP, THEM, true, MessageStatus.DELIVERY_ACK, Instant.ofEpochSecond(7), "M1")),
        read(receipt));
  }
}
