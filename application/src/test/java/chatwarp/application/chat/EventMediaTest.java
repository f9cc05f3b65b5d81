package chatwarp.application.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.application.message.MediaOrder;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendContent;
import chatwarp.application.message.SendOptions;
import chatwarp.application.message.SendRequest;
import chatwarp.application.world.World;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.RecordingPublisher.Attachment;
import chatwarp.domain.contract.RecordingPublisher.Attempt;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files in events, on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EventMediaTest {
  private static final UserJid THEM = UserJid.phone(World.THEIRS);
  private static final String FILE = "\u0001\u0002";

  private final World world = new World();

  @AfterEach
  void close() {
    world.whatsApp.stallMedia(false);
    World.awaitTrue(() -> world.spooled().isEmpty(), () -> "left behind: " + world.spooled());
    world.close();
  }

  private void open(boolean base64) {
    world.open();
    WebhookConfig hook =
        new WebhookConfig(true, World.HOOK.url(), false, base64, Map.of(), Set.of());
    world.application.instances().setWebhook(World.SHOP, hook);
  }

  private void sendFile() {
    MediaSource source =
        new MediaSource.Remote(
            world.web.serve("http://127.0.0.1/i.png", "image/png", (byte) 1, (byte) 2));
    world
        .application
        .messages()
        .send(
            World.SHOP,
            new SendRequest(
                new Recipient.Address(THEM),
                new SendContent.Media(
                    new MediaOrder(
                        MediaKind.IMAGE,
                        source,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true)),
                SendOptions.NONE,
                Optional.empty(),
                Optional.empty(),
                Secret.copyOf(new byte[1])));
  }

  private void receive(long length) {
    Sha256 hash = Sha256.of(new byte[32]);
    MediaReference reference =
        new MediaReference(
            Optional.empty(),
            "/v/memory-1",
            Secret.copyOf(new byte[32]),
            hash,
            hash,
            length,
            Instant.ofEpochSecond(1_767_225_600));
    world
        .them()
        .send(
            world.me().jid(),
            new ImageContent(
                reference,
                "image/png",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
  }

  private List<Attempt> attempts(EventKind kind, int count) {
    return world.publisher.await(count, attempt -> attempt.kind() == kind);
  }

  private Attachment came(EventKind kind) {
    return attempts(kind, 1).getFirst().attachment();
  }

  private static Attachment file() {
    return new Attachment(Optional.of(FILE), Optional.empty());
  }

  private static Attachment missing(String reason) {
    return new Attachment(Optional.empty(), Optional.of(reason));
  }

  private static Attachment nothing() {
    return new Attachment(Optional.empty(), Optional.empty());
  }

  @Test
  void comeWithWhatIsSentAndWhatIsReceived() {
    open(true);
    sendFile();
    assertEquals(file(), came(EventKind.SEND_MESSAGE));
    receive(2);
    assertEquals(file(), came(EventKind.MESSAGES_UPSERT));
  }

  @Test
  void comeOnlyWhereTheyAreWanted() {
    open(false);
    sendFile();
    assertEquals(nothing(), came(EventKind.SEND_MESSAGE));
  }

  @Test
  void comeNotWithTexts() {
    open(true);
    world.them().send(world.me().jid(), TextContent.of("hi"));
    assertEquals(nothing(), came(EventKind.MESSAGES_UPSERT));
  }

  @Test
  void comeAgainWithTheSameEvent() {
    open(true);
    world.publisher.answer((_, event) ->
        event.event().kind() == EventKind.SEND_MESSAGE
                && world.publisher.attempts().stream()
                    .noneMatch(attempt -> attempt.kind() == EventKind.SEND_MESSAGE)
            ? new Delivery.TryAgain("503", Optional.empty())
            : new Delivery.Delivered());
    sendFile();
    attempts(EventKind.SEND_MESSAGE, 1);
    World.awaitTrue(() -> world.retryTimer().isPresent(), () -> "no retry is waiting");
    world.time.advance(Duration.ofSeconds(10));
    List<Attempt> both = attempts(EventKind.SEND_MESSAGE, 2);
    assertEquals(List.of(file(), file()), both.stream().map(Attempt::attachment).toList());
    assertEquals(both.getFirst().event().event().id(), both.getLast().event().event().id());
  }

  @Test
  void areMissedWithAReasonWhenTheyAreGone() {
    open(true);
    receive(2);
    assertEquals(true, came(EventKind.MESSAGES_UPSERT).missing().isPresent());
  }

  @Test
  void areMissedWhenTheyAreTooLarge() {
    open(true);
    receive((64 << 20) + 1);
    assertEquals(
        missing("the file is larger than 67108864 bytes"), came(EventKind.MESSAGES_UPSERT));
  }

  @Test
  void holdUpTheEventsBehindOnlySoLong() {
    open(true);
    sendFile();
    attempts(EventKind.SEND_MESSAGE, 1);
    world.whatsApp.stallMedia(true);
    receive(2);
    world.them().send(world.me().jid(), TextContent.of("behind"));
    World.awaitTrue(
        () -> world.retryTimer().equals(Optional.of(Duration.ofSeconds(30))),
        () -> "nothing is waited for but " + world.retryTimer());
    assertEquals(List.of(), world.told(EventKind.MESSAGES_UPSERT));
    world.time.advance(Duration.ofSeconds(30));
    List<Attempt> both = attempts(EventKind.MESSAGES_UPSERT, 2);
    assertEquals(missing("the file did not come in time"), both.getFirst().attachment());
    assertEquals(nothing(), both.getLast().attachment());
  }
}
