package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.TwoPeople.ANA;
import static chatwarp.adapters.wa.message.TwoPeople.ANA_LID;
import static chatwarp.adapters.wa.message.TwoPeople.BO;
import static chatwarp.adapters.wa.message.TwoPeople.BO_LID;
import static chatwarp.adapters.wa.message.TwoPeople.EVE;
import static chatwarp.adapters.wa.message.TwoPeople.GROUP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.proto.EncReactionMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose message a key names (05 §18), and who may do what to it. Bo reads. */
class SceneTest {
  private final TwoPeople two = new TwoPeople();

  @BeforeEach
  void talk() {
    two.saidByAna("ANAS", TextContent.of("hello"));
    Message fromBo = two.bo.write(ANA, BO, TextContent.of("hi"), MessageContext.NONE);
    two.bo.keep(ANA, BO, "BOS", fromBo);
    two.ana.keep(BO, BO, "BOS", fromBo);
    two.saidInGroup(two.ana, ANA_LID, "GROUP-ANAS", TextContent.of("hello"));
    two.saidInGroup(two.bo, BO_LID, "GROUP-BOS", TextContent.of("hi"));
    two.saidInGroup(two.ana, ANA_LID, "POLL", ContentSamples.POLL);
    two.saidInGroup(two.ana, ANA_LID, "EVENT", ContentSamples.EVENT);
  }

  private static chatwarp.adapters.wa.proto.MessageKey key(
      String remote, boolean fromMe, String id, String participant) {
    chatwarp.adapters.wa.proto.MessageKey.Builder key =
        chatwarp.adapters.wa.proto.MessageKey.newBuilder()
            .setRemoteJid(remote)
            .setFromMe(fromMe)
            .setId(id);
    if (!participant.isEmpty()) {
      key.setParticipant(participant);
    }
    return key.build();
  }

  private static Arguments row(
      String name,
      Jid chat,
      UserJid speaker,
      chatwarp.adapters.wa.proto.MessageKey key,
      boolean fromMe,
      Optional<UserJid> participant) {
    return Arguments.of(name, chat, speaker, key, fromMe, participant);
  }

  static Stream<Arguments> keys() {
    String group = GROUP.toString();
    return Stream.of(
        row("their own", ANA, ANA, key(BO.toString(), true, "X", ""), false, Optional.empty()),
        row("ours", ANA, ANA, key(BO.toString(), false, "X", ""), true, Optional.empty()),
        row(
            "ours, told by our other device",
            ANA,
            BO,
            key(ANA.toString(), true, "X", ""),
            true,
            Optional.empty()),
        row(
            "theirs, told by our other device",
            ANA,
            BO,
            key(ANA.toString(), false, "X", ""),
            false,
            Optional.empty()),
        row("their own in a group", GROUP, ANA, key(group, true, "X", ""), false, Optional.of(ANA)),
        row(
            "ours in a group",
            GROUP,
            ANA,
            key(group, false, "X", BO.toString()),
            true,
            Optional.of(BO)),
        row(
            "ours in a group, by LID",
            GROUP,
            ANA_LID,
            key(group, false, "X", BO_LID.toString()),
            true,
            Optional.of(BO_LID)),
        row(
            "a third one's in a group",
            GROUP,
            ANA,
            key(group, false, "X", EVE.toString()),
            false,
            Optional.of(EVE)),
        row(
            "without a device",
            GROUP,
            ANA,
            key(group, false, "X", "5511999990003:7@s.whatsapp.net"),
            false,
            Optional.of(EVE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void readsKeysFromOurPointOfView(
      String name,
      Jid chat,
      UserJid speaker,
      chatwarp.adapters.wa.proto.MessageKey key,
      boolean fromMe,
      Optional<UserJid> participant) {
    MessageKey read = two.bo.scene(chat, speaker, false).key(key).orElseThrow();
    assertEquals(chat, read.chat());
    assertEquals(fromMe, read.fromMe());
    assertEquals(participant, read.participant());
  }

  @Test
  void takesKeysAsTheyAreWhenNobodySaysWhoSpeaks() {
    MessageKey read =
        Scene.in(GROUP).key(key(GROUP.toString(), true, "X", EVE.toString())).orElseThrow();
    assertTrue(read.fromMe());
    assertEquals(Optional.of(EVE), read.participant());
  }

  @Test
  void readsAReactionToAStatusInTheChatWithItsAuthor() {
    Message reaction =
        Message.newBuilder()
            .setReactionMessage(
                ReactionMessage.newBuilder()
                    .setKey(key("status@broadcast", false, "X", BO.toString()))
                    .setText("x"))
            .build();
    ReactionContent read =
        (ReactionContent) two.bo.read(ANA, ANA, reaction).orElseThrow().content();
    assertEquals(BroadcastJid.STATUS, read.target().chat());
    assertTrue(read.target().fromMe());
  }

  @Test
  void readsAReactionAndItsRemovalByTheOtherAddressAsOfOneMessage() {
    two.bo.keep(ANA, BO, "BOS2", two.bo.write(ANA, BO, TextContent.of("hi"), MessageContext.NONE));
    MessageKey byPhone = reactedTo(ANA, "x");
    assertEquals(ANA, byPhone.chat());
    assertTrue(byPhone.fromMe());
    assertEquals(byPhone, reactedTo(ANA_LID, ""));
  }

  private MessageKey reactedTo(UserJid chat, String emoji) {
    Message reaction =
        Message.newBuilder()
            .setReactionMessage(
                ReactionMessage.newBuilder()
                    .setKey(key(BO.toString(), false, "BOS2", ""))
                    .setText(emoji))
            .build();
    return ((ReactionContent) two.bo.read(chat, chat, reaction).orElseThrow().content()).target();
  }

  private Optional<MessageContent> read(Jid chat, UserJid speaker, boolean admin, Message message) {
    return Contents.understand(message, two.bo.scene(chat, speaker, admin))
        .map(ReadContent::content);
  }

  private static Message revoke(chatwarp.adapters.wa.proto.MessageKey key) {
    return Message.newBuilder()
        .setProtocolMessage(
            ProtocolMessage.newBuilder().setKey(key).setType(ProtocolMessage.Type.REVOKE))
        .build();
  }

  private static Message edit(chatwarp.adapters.wa.proto.MessageKey key) {
    return Message.newBuilder()
        .setProtocolMessage(
            ProtocolMessage.newBuilder()
                .setKey(key)
                .setType(ProtocolMessage.Type.MESSAGE_EDIT)
                .setEditedMessage(Message.newBuilder().setConversation("new")))
        .build();
  }

  private static Arguments may(
      String name,
      boolean may,
      Jid chat,
      UserJid speaker,
      boolean admin,
      chatwarp.adapters.wa.proto.MessageKey key) {
    return Arguments.of(name, may, chat, speaker, admin, key);
  }

  static Stream<Arguments> revokes() {
    String group = GROUP.toString();
    String bo = BO.toString();
    return Stream.of(
        may("the author", true, ANA, ANA, false, key(bo, true, "ANAS", "")),
        may(
            "the author under the other address",
            true,
            ANA,
            ANA_LID,
            false,
            key(bo, true, "ANAS", "")),
        may("of a message we never had", true, ANA, ANA, false, key(bo, true, "OLD", "")),
        may(
            "claiming that our message is theirs",
            false,
            ANA,
            ANA,
            false,
            key(bo, true, "BOS", "")),
        may("ours, openly", false, ANA, ANA, false, key(bo, false, "BOS", "")),
        may("ours, as an admin of no group", false, ANA, ANA, true, key(bo, false, "BOS", "")),
        may(
            "the author in a group",
            true,
            GROUP,
            ANA_LID,
            false,
            key(group, true, "GROUP-ANAS", "")),
        may(
            "another member, claiming it is theirs",
            false,
            GROUP,
            EVE,
            false,
            key(group, true, "GROUP-ANAS", "")),
        may(
            "another member",
            false,
            GROUP,
            EVE,
            false,
            key(group, false, "GROUP-ANAS", ANA_LID.toString())),
        may(
            "an admin",
            true,
            GROUP,
            EVE,
            true,
            key(group, false, "GROUP-ANAS", ANA_LID.toString())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("revokes")
  void believesARevoke(
      String name,
      boolean may,
      Jid chat,
      UserJid speaker,
      boolean admin,
      chatwarp.adapters.wa.proto.MessageKey key) {
    Optional<MessageContent> read = read(chat, speaker, admin, revoke(key));
    assertEquals(may, read.isPresent());
    read.ifPresent(
        content -> assertEquals(key.getId(), ((RevokeContent) content).target().id().value()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("revokes")
  void believesAnEditFromNobodyButTheAuthor(
      String name,
      boolean may,
      Jid chat,
      UserJid speaker,
      boolean admin,
      chatwarp.adapters.wa.proto.MessageKey key) {
    Optional<MessageContent> read = read(chat, speaker, admin, edit(key));
    assertEquals(may && !admin, read.isPresent());
    read.ifPresent(
        content -> assertEquals(TextContent.of("new"), ((EditContent) content).replacement()));
  }

  private Message fromBo(MessageContent content) {
    return two.bo.write(GROUP, BO_LID, content, MessageContext.NONE);
  }

  @Test
  void opensAVoteOfAnotherMember() {
    Message vote = fromBo(new PollVoteContent(two.bo.key(GROUP, ANA_LID, "POLL"), List.of("no")));
    PollVoteContent read =
        (PollVoteContent) two.ana.read(GROUP, BO_LID, vote).orElseThrow().content();
    assertEquals(List.of("no"), read.selected());
    assertTrue(read.poll().fromMe());
    // The same person, whom the stanza names by number.
    assertEquals(
        read.selected(),
        ((PollVoteContent) two.ana.read(GROUP, BO, vote).orElseThrow().content()).selected());
    assertEquals(Optional.empty(), two.ana.read(GROUP, EVE, vote));
  }

  @Test
  void leavesAVoteClosedWhosePollIsNotKept() {
    Message vote = fromBo(new PollVoteContent(two.bo.key(GROUP, ANA_LID, "POLL"), List.of("no")));
    assertEquals(Optional.empty(), new TwoPeople().ana.read(GROUP, BO_LID, vote));
    assertEquals(Optional.empty(), Contents.understand(vote, Scene.in(GROUP)));
  }

  @Test
  void opensAnAnswerToAnAppointment() {
    Message answer =
        fromBo(
            new EventReplyContent(
                two.bo.key(GROUP, ANA_LID, "EVENT"), EventReplyContent.Answer.GOING, 1));
    EventReplyContent read =
        (EventReplyContent) two.ana.read(GROUP, BO_LID, answer).orElseThrow().content();
    assertEquals(EventReplyContent.Answer.GOING, read.answer());
    assertEquals(1, read.extraGuests());
  }

  private MessageSecret.Sealed seal(String id, MessageSecret.Use use, byte[] plain) {
    Message target = two.saidInGroup(two.ana, ANA_LID, id, TextContent.of("secret"));
    return new MessageSecret(
            target.getMessageContextInfo().getMessageSecret().toByteArray(), new MessageId(id))
        .seal(ANA_LID, ANA_LID, use, new byte[12], plain);
  }

  @Test
  void opensAReactionUnderTheSecretOfItsTarget() {
    MessageSecret.Sealed sealed =
        seal(
            "S",
            MessageSecret.Use.REACTION,
            ReactionMessage.newBuilder().setText("x").build().toByteArray());
    Message reaction =
        Message.newBuilder()
            .setEncReactionMessage(
                EncReactionMessage.newBuilder()
                    .setTargetMessageKey(key(GROUP.toString(), true, "S", ""))
                    .setEncPayload(WireValues.bytes(sealed.payload()))
                    .setEncIv(WireValues.bytes(sealed.iv())))
            .build();
    assertEquals(
        Optional.of(new ReactionContent(two.bo.key(GROUP, ANA_LID, "S"), "x")),
        read(GROUP, ANA_LID, false, reaction));
  }

  @Test
  void sealsReactionsAndMarksPollsInAnnouncementGroups() {
    Author ana = two.ana.author(ANA_LID, true);
    Message reaction =
        Contents.toProto(
            OutgoingMessage.of(
                new MessageId("NEW"),
                GROUP,
                new ReactionContent(two.ana.key(GROUP, BO_LID, "GROUP-BOS"), "x")),
            ana);
    assertFalse(reaction.hasReactionMessage());
    assertEquals(
        Optional.of(new ReactionContent(two.bo.key(GROUP, BO_LID, "GROUP-BOS"), "x")),
        read(GROUP, ANA_LID, false, reaction));
    Message poll =
        Contents.toProto(OutgoingMessage.of(new MessageId("NEW"), GROUP, ContentSamples.POLL), ana);
    assertTrue(poll.hasPollCreationMessageV2());
  }

  static Stream<Arguments> sealedEdits() {
    Message content = Message.newBuilder().setConversation("new").build();
    return Stream.of(
        Arguments.of("the new content", content),
        Arguments.of("the open edit", edit(key("", true, "S", ""))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sealedEdits")
  void opensAnEditUnderTheSecretOfItsTarget(String name, Message plain) {
    MessageSecret.Sealed sealed = seal("S", MessageSecret.Use.MESSAGE_EDIT, plain.toByteArray());
    Message message =
        Message.newBuilder()
            .setSecretEncryptedMessage(
                SecretEncryptedMessage.newBuilder()
                    .setTargetMessageKey(key(GROUP.toString(), true, "S", ""))
                    .setEncPayload(WireValues.bytes(sealed.payload()))
                    .setEncIv(WireValues.bytes(sealed.iv()))
                    .setSecretEncType(SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT))
            .build();
    assertEquals(
        Optional.of(new EditContent(two.bo.key(GROUP, ANA_LID, "S"), TextContent.of("new"))),
        read(GROUP, ANA_LID, false, message));
    assertEquals(Optional.empty(), read(GROUP, EVE, false, message));
  }

  @Test
  void neverReachesIntoAnotherChat() {
    Message reaction =
        Message.newBuilder()
            .setReactionMessage(
                ReactionMessage.newBuilder()
                    .setKey(key(new GroupJid("99").toString(), true, "X", ""))
                    .setText("x"))
            .build();
    assertEquals(
        ANA, ((ReactionContent) read(ANA, ANA, false, reaction).orElseThrow()).target().chat());
  }
}
