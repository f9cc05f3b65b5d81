package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.StickerMessage;
import chatwarp.domain.content.ForwardContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.content.WireContent;
import com.google.protobuf.ByteString;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stickers say of themselves, on the wire. */
class StickersTest {
  private final TwoPeople two = new TwoPeople();

  private Message written(MessageContent content) {
    return two.ana.write(TwoPeople.GROUP, TwoPeople.ANA_LID, content, MessageContext.NONE);
  }

  private static StickerContent sticker(String mimetype, boolean animated, boolean lottie) {
    return new StickerContent(
        ContentSamples.file(Optional.empty()), mimetype, Optional.empty(), animated, lottie);
  }

  @Test
  void sayWhenTheyWereSentAndThatTheyAreNeitherAnimatedNorVectors() {
    StickerMessage plain = written(sticker("image/webp", false, false)).getStickerMessage();
    assertEquals(TwoPeople.NOW.toEpochMilli(), plain.getStickerSentTs());
    assertTrue(plain.hasIsAnimated() && plain.hasIsLottie());
    assertFalse(plain.getIsAnimated() || plain.getIsLottie());
  }

  @Test
  void sayThatTheyMove() {
    StickerMessage moving = written(sticker("image/webp", true, false)).getStickerMessage();
    assertTrue(moving.getIsAnimated());
    assertFalse(moving.getIsLottie());
    StickerMessage vector =
        written(sticker(StickerContent.LOTTIE, true, true))
            .getLottieStickerMessage()
            .getMessage()
            .getStickerMessage();
    assertTrue(vector.getIsAnimated() && vector.getIsLottie());
  }

  @Test
  void sayNoTimeOfBeingSentWhereTheyAreOnlyShown() {
    WireContent shown =
        new WireContents().wire(sticker("image/webp", false, false), TwoPeople.GROUP);
    assertFalse(shown.json().contains("stickerSentTs"), shown.json());
  }

  /** As senders write it that leave the flag out. */
  private static WireContent received() {
    Message inner =
        Message.newBuilder()
            .setStickerMessage(
                StickerMessage.newBuilder()
                    .setMimetype("application/was")
                    .setDirectPath("/v/was?x=1")
                    .setMediaKey(ByteString.copyFrom(new byte[32]))
                    .setFileSha256(ByteString.copyFrom(new byte[32]))
                    .setFileEncSha256(ByteString.copyFrom(new byte[32]))
                    .setFileLength(9)
                    .setIsAnimated(true))
            .build();
    Message outer =
        Message.newBuilder()
            .setLottieStickerMessage(FutureProofMessage.newBuilder().setMessage(inner))
            .build();
    return Contents.wire(outer, outer.toByteArray());
  }

  @Test
  void areReadAsVectorsByTheirTypeToo() {
    StickerContent read =
        (StickerContent)
            new WireContents().read(received(), TwoPeople.GROUP).orElseThrow().content();
    assertTrue(read.lottie() && read.animated());
    assertEquals("application/was", read.mimetype());
  }

  @Test
  void areForwardedAsVectorsInTheirWrapper() {
    Message forwarded = written(new ForwardContent(received()));
    assertTrue(forwarded.hasLottieStickerMessage());
    StickerMessage sticker = forwarded.getLottieStickerMessage().getMessage().getStickerMessage();
    assertEquals("/v/was?x=1", sticker.getDirectPath());
    assertTrue(sticker.getContextInfo().getIsForwarded());
  }
}
