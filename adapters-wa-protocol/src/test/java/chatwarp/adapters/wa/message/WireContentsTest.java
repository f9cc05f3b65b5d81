package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
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
}
