package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of 05 §12, row by row. */
class MessageSourceTest {
  private static final UserJid ME = UserJid.phone("5511999990001");
  private static final UserJid MY_LID = UserJid.lid("100000000000001");
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final UserJid THEIR_LID = UserJid.lid("100000000000002");
  private static final Jid GROUP = Jid.parse("123-456@g.us");
  private static final OwnAddress OWN = new OwnAddress(ME.device(4), Optional.of(MY_LID.device(4)));

  private static Node message(Jid from, UnaryOperator<NodeBuilder> more) {
    return more.apply(Node.builder("message").attr("id", "M1").attr("from", from)).build();
  }

  private static MessageSource source(
      Jid chat,
      DeviceJid device,
      boolean fromMe,
      Optional<UserJid> senderAlt,
      Optional<UserJid> chatAlt,
      Optional<AddressingMode> mode,
      boolean peer) {
    return new MessageSource(
        new MessageId("M1"), chat, device, fromMe, senderAlt, chatAlt, mode, peer);
  }

  static Stream<Arguments> rows() {
    Optional<AddressingMode> pn = Optional.of(AddressingMode.PN);
    Optional<AddressingMode> lid = Optional.of(AddressingMode.LID);
    Optional<UserJid> none = Optional.empty();
    return Stream.of(
        Arguments.of(
            "another person's phone",
            message(THEM, b -> b.attr("sender_lid", THEIR_LID)),
            source(
                THEM,
                THEM.device(0),
                false,
                Optional.of(THEIR_LID),
                Optional.of(THEIR_LID),
                pn,
                false)),
        Arguments.of(
            "another person's companion by LID",
            message(THEIR_LID.device(3), b -> b.attr("sender_pn", THEM)),
            source(
                THEIR_LID,
                THEIR_LID.device(3),
                false,
                Optional.of(THEM),
                Optional.of(THEM),
                lid,
                false)),
        Arguments.of(
            "another person without the other address",
            message(THEM.device(2), b -> b),
            source(THEM, THEM.device(2), false, none, none, pn, false)),
        Arguments.of(
            "own phone to somebody",
            message(
                ME,
                b ->
                    b.attr("recipient", THEM)
                        .attr("peer_recipient_lid", THEIR_LID)
                        .attr("sender_lid", MY_LID)),
            source(
                THEM, ME.device(0), true, Optional.of(MY_LID), Optional.of(THEIR_LID), pn, false)),
        Arguments.of(
            "own companion by LID to somebody",
            message(
                MY_LID.device(2),
                b -> b.attr("recipient", THEIR_LID).attr("peer_recipient_pn", THEM)),
            source(THEIR_LID, MY_LID.device(2), true, none, Optional.of(THEM), lid, false)),
        Arguments.of(
            "own phone to this device alone",
            message(ME, b -> b.attr("category", "peer")),
            source(ME, ME.device(0), true, none, none, pn, true)),
        Arguments.of(
            "somebody else claims to be a peer",
            message(THEM, b -> b.attr("category", "peer")),
            source(THEM, THEM.device(0), false, none, none, pn, false)),
        Arguments.of(
            "group by phone number",
            message(
                GROUP,
                b ->
                    b.attr("participant", THEM.device(1))
                        .attr("participant_lid", THEIR_LID)
                        .attr("addressing_mode", "pn")),
            source(GROUP, THEM.device(1), false, Optional.of(THEIR_LID), none, pn, false)),
        Arguments.of(
            "group by LID, mode not said",
            message(
                GROUP,
                b -> b.attr("participant", THEIR_LID.device(1)).attr("participant_pn", THEM)),
            source(GROUP, THEIR_LID.device(1), false, Optional.of(THEM), none, lid, false)),
        Arguments.of(
            "own message in a group",
            message(GROUP, b -> b.attr("participant", MY_LID.device(9))),
            source(GROUP, MY_LID.device(9), true, none, none, lid, false)),
        Arguments.of(
            "status",
            message(Jid.parse("status@broadcast"), b -> b.attr("participant", THEM)),
            source(
                Jid.parse("status@broadcast"),
                THEM.device(0),
                false,
                none,
                none,
                Optional.empty(),
                false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void reads(String name, Node message, MessageSource expected) {
    assertEquals(expected, MessageSource.of(message, OWN));
  }

  @Test
  void takesAHostedDeviceForItsPerson() {
    MessageSource source =
        MessageSource.of(message(Jid.parse("5511999990002:99@hosted"), b -> b), OWN);
    assertEquals(THEM, source.chat());
    assertEquals(THEM, source.sender());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("no sender", Node.builder("message").attr("id", "M1").build()),
        Arguments.of("no id", Node.builder("message").attr("from", THEM).build()),
        Arguments.of("a group without participant", message(GROUP, b -> b)),
        Arguments.of("a group as participant", message(GROUP, b -> b.attr("participant", GROUP))),
        Arguments.of(
            "somebody else names a recipient", message(THEM, b -> b.attr("recipient", ME))),
        Arguments.of("a server", message(Jid.parse("@s.whatsapp.net"), b -> b)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void refuses(String name, Node message) {
    RuntimeException failure =
        assertThrows(RuntimeException.class, () -> MessageSource.of(message, OWN));
    assertEquals(
        true, failure instanceof NodeException || failure instanceof SessionException.Malformed);
  }

  @Test
  void namesTheAuthorOnlyInChatsOfMany() {
    MessageSource one = MessageSource.of(message(THEM, b -> b.attr("sender_lid", THEIR_LID)), OWN);
    assertEquals(Optional.empty(), one.key(THEM).participant());
    assertEquals(Optional.of(THEIR_LID), one.key(THEM).chatAlt());
    MessageSource many =
        MessageSource.of(message(GROUP, b -> b.attr("participant", THEM.device(3))), OWN);
    assertEquals(Optional.of(THEM), many.key(GROUP).participant());
  }
}
