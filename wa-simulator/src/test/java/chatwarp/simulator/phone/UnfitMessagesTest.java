package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.PollEncValue;
import chatwarp.adapters.wa.proto.PollUpdateMessage;
import chatwarp.simulator.content.Circumstances;
import chatwarp.simulator.content.MediaPointer;
import chatwarp.simulator.content.MediaType;
import chatwarp.simulator.content.PhoneContent;
import chatwarp.simulator.exchange.Violation;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that real apps could not show, and who is blamed for them. */
class UnfitMessagesTest {
  private World world;
  private Phone ana;
  private Phone bia;

  @BeforeEach
  void open() {
    world = new World();
    ana = world.phone("Ana");
    bia = world.phone("Bia");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nothing", "mediaKey", "fileSha256", "fileEncSha256", "fileLength", "directPath"})
  void aFileIsCheckedInEveryRespect(String wrong) throws Exception {
    MediaPointer file = ana.upload(MediaType.IMAGE, new byte[70_000]);
    ImageMessage.Builder image =
        ImageMessage.newBuilder()
            .setUrl(file.url())
            .setMimetype("image/jpeg")
            .setDirectPath(file.directPath())
            .setMediaKey(file.key())
            .setFileSha256(file.sha256())
            .setFileEncSha256(file.encryptedSha256())
            .setFileLength(file.length());
    ByteString other = ByteString.copyFrom(new byte[32]);
    switch (wrong) {
      case "mediaKey" -> image.setMediaKey(other);
      case "fileSha256" -> image.setFileSha256(other);
      case "fileEncSha256" -> image.setFileEncSha256(other);
      case "fileLength" -> image.setFileLength(1);
      case "directPath" -> image.setDirectPath("/v/t62.7118-24/00_n.enc?oh=1&oe=2");
      default -> {}
    }
    InboxEntry entry = sent(Message.newBuilder().setImageMessage(image).build());
    boolean fine = wrong.equals("nothing");
    assertEquals(fine, entry.findings().problems().isEmpty());
    List<Violation.Kind> kinds =
        world.violations.list().stream().map(Violation::kind).distinct().toList();
    assertEquals(fine ? List.of() : List.of(Violation.Kind.BAD_MEDIA), kinds);
  }

  @Test
  void aFileThatIsGoneIsTheSendersFault() throws Exception {
    MediaPointer file = ana.upload(MediaType.DOCUMENT, new byte[10]);
    world.files.list().forEach(stored -> world.files.lose(stored.id(), 410));
    PhoneContent content =
        new PhoneContent.DocumentContent(file, "text/plain", "a.txt", Optional.empty());
    String id =
        ana.sendContent(
                bia.account().phone(),
                content,
                Circumstances.NONE,
                Optional.empty(),
                SendFault.NONE)
            .join();
    assertTrue(
        arrived(id).findings().problems().getFirst().contains("410"),
        () -> world.violations.list().toString());
  }

  @Test
  void aVoteThatNoSecretOpensIsReported() throws Exception {
    String poll =
        bia.sendContent(
                ana.account().phone(),
                new PhoneContent.PollContent("p", List.of("a", "b"), 1),
                Circumstances.NONE,
                Optional.empty(),
                SendFault.NONE)
            .join();
    PollUpdateMessage vote =
        PollUpdateMessage.newBuilder()
            .setPollCreationMessageKey(MessageKey.newBuilder().setId(poll).setFromMe(false))
            .setVote(
                PollEncValue.newBuilder()
                    .setEncIv(ByteString.copyFrom(new byte[12]))
                    .setEncPayload(ByteString.copyFrom(new byte[50])))
            .build();
    sent(Message.newBuilder().setPollUpdateMessage(vote).build());
    assertEquals(
        List.of(Violation.Kind.BAD_SECRET),
        world.violations.list().stream().map(Violation::kind).toList());
  }

  private InboxEntry sent(Message message) throws InterruptedException {
    return arrived(
        ana.send(bia.account().phone(), message, Optional.empty(), SendFault.NONE).join());
  }

  private InboxEntry arrived(String id) throws InterruptedException {
    return bia.inbox().await(entry -> entry.id().equals(id), World.SOON).orElseThrow();
  }
}
