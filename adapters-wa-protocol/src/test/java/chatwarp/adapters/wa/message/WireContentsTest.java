package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageContextInfo;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContentCodec;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireContentsTest {
  private static final GroupJid GROUP = new GroupJid("120363025246125486");

  @Test
  void writesACommentOpenSoThatItCanBeShownAndReadAgain() throws Exception {
    CommentContent comment =
        new CommentContent(
            MessageKey.of(GROUP, true, new MessageId("3EB0")), TextContent.of("smells good"));
    WireContent wire = new WireContents().wire(comment, GROUP);
    assertEquals("commentMessage", wire.type());
    Message message = Message.parseFrom(wire.bytes());
    assertEquals("3EB0", message.getCommentMessage().getTargetMessageKey().getId());
    assertEquals(comment, new WireContents().read(wire, GROUP).orElseThrow().content());
  }

  @Test
  void opensAVoteOfOursUnderTheSecretOfItsPoll() {
    TwoPeople two = new TwoPeople();
    two.saidInGroup(two.bo, TwoPeople.BO_LID, "POLL", ContentSamples.POLL);
    MessageKey poll = two.ana.key(TwoPeople.GROUP, TwoPeople.BO_LID, "POLL");
    Message vote =
        two.ana.write(
            TwoPeople.GROUP,
            TwoPeople.ANA_LID,
            new PollVoteContent(poll, List.of("no")),
            MessageContext.NONE);
    MessageRecord ours =
        new MessageRecord(
            two.ana.key(TwoPeople.GROUP, TwoPeople.ANA_LID, "VOTE"),
            TwoPeople.ANA_LID,
            Optional.empty(),
            TwoPeople.NOW,
            MessageStatus.PENDING,
            Contents.wire(vote, vote.toByteArray()));
    AuthState linked = TestState.linked();
    AuthState ana = linked.with(linked.metadata().withLid(TwoPeople.ANA_LID.device(1)));
    PollVoteContent read =
        (PollVoteContent)
            new WireContents()
                .readOwn(ours, ana, remembered(two.ana.author(TwoPeople.ANA_LID)))
                .orElseThrow()
                .content();
    assertEquals(List.of("no"), read.selected());
    assertEquals(poll.id(), read.poll().id());
    assertFalse(read.poll().fromMe());
    assertEquals(
        Optional.empty(), new WireContents().readOwn(ours, ana, remembered(Author.nobody())));
  }

  private static final MediaReference FILE = ContentSamples.file(Optional.empty());

  private static final ImageMessage.Builder IMAGE =
      ImageMessage.newBuilder()
          .setUrl("https://old/old")
          .setDirectPath("/old")
          .setCaption("look")
          .setFileEncSha256(ByteString.copyFrom(FILE.encryptedSha256().bytes()));

  private static Message moved(Message message) throws Exception {
    WireContent wire = Contents.wire(message, message.toByteArray());
    WireContent moved = new WireContents().moved(wire, FILE.movedTo("/new?x=1"));
    assertEquals(wire.type(), moved.type());
    assertTrue(moved.json().contains("\"/new?x=1\""), moved.json());
    assertFalse(moved.json().contains("old"), moved.json());
    return Message.parseFrom(moved.bytes());
  }

  @Test
  void putsAFileAtAnotherPlaceAndLeavesAllElse() throws Exception {
    Message message =
        Message.newBuilder()
            .setImageMessage(IMAGE)
            .setMessageContextInfo(
                MessageContextInfo.newBuilder().setMessageSecret(ByteString.copyFrom(new byte[32])))
            .build();
    assertEquals(
        message.toBuilder()
            .setImageMessage(IMAGE.clone().clearUrl().setDirectPath("/new?x=1"))
            .build(),
        moved(message));
  }

  @Test
  void putsAFileAtAnotherPlaceInWrappersQuotesAndLists() throws Exception {
    Message image = Message.newBuilder().setImageMessage(IMAGE).build();
    Message wrapped =
        Message.newBuilder()
            .setViewOnceMessageV2(FutureProofMessage.newBuilder().setMessage(image))
            .build();
    assertEquals(
        "/new?x=1",
        moved(wrapped).getViewOnceMessageV2().getMessage().getImageMessage().getDirectPath());
    Message quoting =
        Message.newBuilder()
            .setExtendedTextMessage(
                ExtendedTextMessage.newBuilder()
                    .setContextInfo(ContextInfo.newBuilder().setQuotedMessage(image)))
            .build();
    assertEquals(
        "/new?x=1",
        moved(quoting)
            .getExtendedTextMessage()
            .getContextInfo()
            .getQuotedMessage()
            .getImageMessage()
            .getDirectPath());
  }

  @Test
  void leavesOtherFilesWhereTheyAre() {
    Message other =
        Message.newBuilder()
            .setImageMessage(IMAGE.clone().setFileEncSha256(ByteString.copyFrom(new byte[32])))
            .build();
    WireContent wire = Contents.wire(other, other.toByteArray());
    assertEquals(wire, new WireContents().moved(wire, FILE.movedTo("/new?x=1")));
  }

  @Test
  void readsAMovedFileFromItsNewPlace() {
    MessageKey key = MessageKey.of(GROUP, true, new MessageId("3EB0"));
    for (MessageContent content : ContentSamples.all(key, key, key).values()) {
      if (content instanceof MediaContent media) {
        WireContent wire = new WireContents().wire(media, GROUP);
        WireContent moved = new WireContents().moved(wire, media.media().movedTo("/new?x=1"));
        MediaContent read =
            (MediaContent) new WireContents().read(moved, GROUP).orElseThrow().content();
        assertEquals(media.media().movedTo("/new?x=1"), read.media());
      }
    }
  }

  private static ContentCodec.Memory remembered(Author author) {
    return new ContentCodec.Memory() {
      @Override
      public Optional<MessageRecord> message(Jid chat, MessageId id) {
        return author.kept().find(chat, id);
      }

      @Override
      public Optional<UserJid> otherAddress(UserJid person) {
        return author.people().otherAddress().apply(person);
      }
    };
  }
}
