package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.TwoPeople.ANA;
import static chatwarp.adapters.wa.message.TwoPeople.ANA_LID;
import static chatwarp.adapters.wa.message.TwoPeople.BO;
import static chatwarp.adapters.wa.message.TwoPeople.GROUP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageAssociation;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.domain.content.AlbumContent;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.ForwardContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.Quote;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of content, there and back (05 §18, §19). */
class ContentsTest {
  private final TwoPeople two = new TwoPeople();

  private static Map<String, MessageContent> samples(TwoPeople.Side side, Jid chat, UserJid ana) {
    return ContentSamples.all(
        side.key(chat, ana, "TEXT"), side.key(chat, ana, "POLL"), side.key(chat, ana, "EVENT"));
  }

  static Stream<Arguments> kinds() {
    TwoPeople two = new TwoPeople();
    return samples(two.ana, BO, ANA).keySet().stream().map(Arguments::of);
  }

  private static Set<Class<?>> kindsOf(Class<?> sealed) {
    Set<Class<?>> kinds = new HashSet<>();
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      if (kind.isSealed()) {
        kinds.addAll(kindsOf(kind));
      } else {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  @Test
  void hasASampleOfEachKind() {
    Set<Class<?>> sampled = new HashSet<>();
    samples(two.ana, BO, ANA).values().forEach(content -> sampled.add(content.getClass()));
    sampled.add(ForwardContent.class); // Read as what was forwarded: tested below.
    assertEquals(kindsOf(MessageContent.class), sampled);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsWhatWasWrittenBetweenTwo(String kind) {
    two.saidByAna("TEXT", TextContent.of("hello"));
    two.saidByAna("POLL", ContentSamples.POLL);
    two.saidByAna("EVENT", ContentSamples.EVENT);
    MessageContent written = samples(two.ana, BO, ANA).get(kind);
    MessageContent expected = samples(two.bo, ANA, ANA).get(kind);
    Message message = two.ana.write(BO, ANA, written, MessageContext.NONE);
    assertEquals(Optional.of(expected), two.bo.read(ANA, ANA, message).map(ReadContent::content));
    // Another device of the writer reads it as its own.
    assertEquals(Optional.of(written), two.ana.read(BO, ANA, message).map(ReadContent::content));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsWhatWasWrittenInAGroupThatNamesPeopleByLid(String kind) {
    two.saidInGroup(two.ana, ANA_LID, "TEXT", TextContent.of("hello"));
    two.saidInGroup(two.ana, ANA_LID, "POLL", ContentSamples.POLL);
    two.saidInGroup(two.ana, ANA_LID, "EVENT", ContentSamples.EVENT);
    MessageContent written = samples(two.ana, GROUP, ANA_LID).get(kind);
    MessageContent expected = samples(two.bo, GROUP, ANA_LID).get(kind);
    Message message = two.ana.write(GROUP, ANA_LID, written, MessageContext.NONE);
    assertEquals(
        Optional.of(expected), two.bo.read(GROUP, ANA_LID, message).map(ReadContent::content));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void neverFailsOverABrokenMessage(String kind) throws Exception {
    two.saidByAna("TEXT", TextContent.of("hello"));
    two.saidByAna("POLL", ContentSamples.POLL);
    two.saidByAna("EVENT", ContentSamples.EVENT);
    byte[] good =
        two.ana
            .write(BO, ANA, samples(two.ana, BO, ANA).get(kind), MessageContext.NONE)
            .toByteArray();
    Random random = new Random(kind.hashCode());
    int parsed = 0;
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      for (int n = 0; n <= i % 4; n++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Message message;
      try {
        message = Message.parseFrom(bad);
      } catch (InvalidProtocolBufferException e) {
        continue;
      }
      parsed++;
      two.bo.read(ANA, ANA, message);
      WireJson.of(message);
    }
    assertTrue(parsed >= 50, "only " + parsed + " of 300 were messages at all");
  }

  private static Quote quote(MessageKey key, UserJid author, Message message) {
    return new Quote(key, author, Contents.wire(message, message.toByteArray()));
  }

  private static final Instant SET_AT = TwoPeople.NOW.minusSeconds(3600);

  private MessageContext everything() {
    Message quoted = Message.newBuilder().setConversation("before").build();
    return MessageContext.NONE
        .quoting(quote(two.bo.key(GROUP, ANA_LID, "TEXT"), ANA_LID, quoted))
        .mentioning(List.of(ANA_LID))
        .mentioningEveryone()
        .expiring(new Expiration(Duration.ofDays(7), Optional.of(SET_AT)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsWhatSurroundsIt(String kind) {
    two.saidInGroup(two.ana, ANA_LID, "TEXT", TextContent.of("hello"));
    two.saidInGroup(two.ana, ANA_LID, "POLL", ContentSamples.POLL);
    two.saidInGroup(two.ana, ANA_LID, "EVENT", ContentSamples.EVENT);
    MessageContent written = samples(two.ana, GROUP, ANA_LID).get(kind);
    Message message = two.ana.write(GROUP, ANA_LID, written, everything());
    boolean carries =
        Surroundings.info(Wrappers.innermost(message)).hasStanzaId()
            || written instanceof EditContent
            || written instanceof CommentContent;
    assertEquals(
        carries ? everything() : MessageContext.NONE,
        two.bo.read(GROUP, ANA_LID, message).orElseThrow().context());
    boolean cannot =
        Set.of("Reaction", "PollVote", "EventReply", "Revoke", "Pin", "Keep", "Disappearing")
            .contains(written.getClass().getSimpleName().replace("Content", ""));
    assertEquals(!cannot, carries);
  }

  @Test
  void writesTheContextByItsNumbers() {
    Message message = two.ana.write(GROUP, ANA_LID, TextContent.of("hi"), everything());
    ContextInfo info = message.getExtendedTextMessage().getContextInfo();
    assertFalse(message.hasConversation());
    assertEquals(
        Set.of(1, 2, 3, 15, 25, 26, 70),
        Set.copyOf(info.getAllFields().keySet().stream().map(f -> f.getNumber()).toList()));
    assertEquals(604_800, info.getExpiration());
    assertEquals(SET_AT.getEpochSecond(), info.getEphemeralSettingTimestamp());
  }

  @Test
  void quotesFromAnotherChatAndWithoutWhatThatQuoted() {
    Message wrapped =
        Message.newBuilder()
            .setEphemeralMessage(
                FutureProofMessage.newBuilder()
                    .setMessage(
                        Message.newBuilder()
                            .setExtendedTextMessage(
                                ExtendedTextMessage.newBuilder()
                                    .setText("before")
                                    .setContextInfo(ContextInfo.newBuilder().setStanzaId("X")))))
            .build();
    Message message =
        two.ana.write(
            BO,
            ANA,
            TextContent.of("hi"),
            MessageContext.NONE.quoting(quote(two.ana.key(GROUP, BO, "Q"), BO, wrapped)));
    ContextInfo info = message.getExtendedTextMessage().getContextInfo();
    assertEquals(GROUP.toString(), info.getRemoteJid());
    assertEquals("before", info.getQuotedMessage().getExtendedTextMessage().getText());
    assertFalse(info.getQuotedMessage().getExtendedTextMessage().hasContextInfo());
  }

  @Test
  void putsPicturesIntoTheirAlbum() {
    MessageKey album = two.ana.key(BO, ANA, "ALBUM");
    Message message =
        two.ana.write(BO, ANA, ContentSamples.image(false), MessageContext.NONE.inAlbum(album));
    MessageAssociation association = message.getMessageContextInfo().getMessageAssociation();
    assertEquals(MessageAssociation.AssociationType.MEDIA_ALBUM, association.getAssociationType());
    assertEquals(
        Optional.of(two.bo.key(ANA, ANA, "ALBUM")),
        two.bo.read(ANA, ANA, message).orElseThrow().context().album());
  }

  @Test
  void forwardsOnceMoreWithoutItsPast() {
    Message original =
        two.ana.write(GROUP, ANA_LID, ContentSamples.document(Optional.of("read")), everything());
    Message once = forward(original);
    assertEquals(1, read(once).context().forwardingScore());
    assertEquals(ContentSamples.document(Optional.of("read")), read(once).content());
    assertTrue(once.hasDocumentWithCaptionMessage());
    assertEquals(List.of(), read(once).context().mentioned());
    assertFalse(
        once.getMessageContextInfo()
            .getMessageSecret()
            .equals(original.getMessageContextInfo().getMessageSecret()));
    assertEquals(2, read(forward(once)).context().forwardingScore());
    Message text = forward(Message.newBuilder().setConversation("hello").build());
    assertTrue(text.getExtendedTextMessage().getContextInfo().getIsForwarded());
    assertEquals(1, text.getExtendedTextMessage().getContextInfo().getForwardingScore());
  }

  private Message forward(Message original) {
    return two.ana.write(
        BO,
        ANA,
        new ForwardContent(Contents.wire(original, original.toByteArray())),
        MessageContext.NONE);
  }

  private ReadContent read(Message message) {
    return two.bo.read(ANA, ANA, message).orElseThrow();
  }

  @Test
  void forwardsNothingThatIsNoMessageOfItsOwn() {
    for (MessageContent content :
        List.of(
            new ReactionContent(two.ana.key(BO, ANA, "TEXT"), "x"),
            new RevokeContent(two.ana.key(BO, ANA, "TEXT")),
            new AlbumContent(1, 1),
            ContentSamples.image(true))) {
      Message message = two.ana.write(BO, ANA, content, MessageContext.NONE);
      assertThrows(InvalidValueException.class, () -> forward(message));
    }
  }

  @Test
  void keepsTheSecretThatOthersSpeakUnder() {
    Message poll = two.ana.write(BO, ANA, ContentSamples.POLL, MessageContext.NONE);
    assertEquals(32, poll.getMessageContextInfo().getMessageSecret().size());
    two.saidByAna("POLL", ContentSamples.POLL);
    Message vote =
        two.ana.write(
            BO,
            ANA,
            new PollVoteContent(two.ana.key(BO, ANA, "POLL"), List.of("no")),
            MessageContext.NONE);
    assertFalse(vote.hasMessageContextInfo());
  }

  @Test
  void refusesToSpeakOfWhatItDoesNotHave() {
    PollVoteContent unknown = new PollVoteContent(two.ana.key(BO, ANA, "NONE"), List.of("yes"));
    assertThrows(
        InvalidValueException.class, () -> two.ana.write(BO, ANA, unknown, MessageContext.NONE));
    two.saidByAna("POLL", ContentSamples.POLL);
    PollVoteContent noOption = new PollVoteContent(two.ana.key(BO, ANA, "POLL"), List.of("hm"));
    assertThrows(
        InvalidValueException.class, () -> two.ana.write(BO, ANA, noOption, MessageContext.NONE));
  }

  @Test
  void seesThatAMessageMayBeSeenOnlyOnceFromItsWrapperAlone() {
    Message bare = two.ana.write(BO, ANA, ContentSamples.image(false), MessageContext.NONE);
    Message wrapped =
        Message.newBuilder()
            .setViewOnceMessage(FutureProofMessage.newBuilder().setMessage(bare))
            .build();
    assertTrue(((ImageContent) read(wrapped).content()).viewOnce());
  }

  @Test
  void takesNoHarmFromABadThumbnailOrASidecar() {
    Message message = two.ana.write(BO, ANA, ContentSamples.image(false), MessageContext.NONE);
    ImageMessage.Builder image =
        message.getImageMessage().toBuilder()
            .setJpegThumbnail(WireValues.bytes(new byte[70_000]))
            .setMediaKeyTimestamp(Long.MAX_VALUE);
    ImageContent read =
        (ImageContent) read(message.toBuilder().setImageMessage(image).build()).content();
    assertEquals(Optional.empty(), read.thumbnail());
  }

  @Test
  void writesAStatusAsExtendedText() {
    Message message =
        Contents.toProto(
            new OutgoingMessage(
                ContentSamples.id("S"),
                BroadcastJid.STATUS,
                TextContent.of("hello"),
                MessageContext.NONE,
                List.of(BO)),
            two.ana.author(ANA));
    assertTrue(message.hasExtendedTextMessage());
  }

  @Test
  void understandsNothingOfWhatItDoesNotKnow() {
    assertEquals(
        Optional.empty(),
        two.bo.read(
            ANA,
            ANA,
            Message.newBuilder()
                .setProtocolMessage(
                    ProtocolMessage.newBuilder()
                        .setUnknownFields(
                            UnknownFieldSet.newBuilder()
                                .addField(
                                    2, UnknownFieldSet.Field.newBuilder().addVarint(999).build())
                                .build()))
                .build()));
  }
}
