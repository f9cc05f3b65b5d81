package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.CommentContent;
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
