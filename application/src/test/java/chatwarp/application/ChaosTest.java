package chatwarp.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendContent;
import chatwarp.application.message.SendException;
import chatwarp.application.message.SendOptions;
import chatwarp.application.message.SendRequest;
import chatwarp.application.message.SendResult;
import chatwarp.application.world.World;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.EventId;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invariants 1 to 5 under everything that can go wrong at this level: lost acks, lost connections,
 * failing commits, targets that do not answer, and deaths of the process, at random.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChaosTest {
  private static final int TEXTS = 60;
  private static final Duration TICK = Duration.ofMillis(700);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void everyMessageArrivesOnceAndInOrderAndItsEventAtLeastOnce(long seed) {
    Random random = new Random(seed);
    try (World world = new World()) {
      world.open();
      Random target = new Random(seed);
      world.publisher.answer((_, _) ->
          target.nextInt(4) == 0
              ? new Delivery.TryAgain("503", Optional.empty())
              : new Delivery.Delivered());
      List<String> texts = IntStream.range(0, TEXTS).mapToObj(i -> "text " + i).toList();
      List<MessageId> sent = new ArrayList<>();
      for (String text : texts) {
        disturb(world, random);
        CompletableFuture<MessageId> inbound =
            CompletableFuture.supplyAsync(
                () -> world.them().sendText(UserJid.phone(World.MINE), text), world.executor);
        sendUntilAnswered(world, text);
        sent.add(awaitHandedOver(world, inbound));
      }
      assertEquals(texts, world.them().awaitTexts(TEXTS), "seed " + seed);
      List<String> told = awaitTold(world, sent);
      assertTrue(told.size() >= TEXTS, "seed " + seed);
      assertDistinctIds(world, seed);
    }
  }

  private static void disturb(World world, Random random) {
    switch (random.nextInt(10)) {
      case 0 -> world.crash();
      case 1 -> world.whatsApp.loseNextAck();
      case 2 -> world.whatsApp.closeConnections(world.me(), DisconnectReason.CONNECTION_LOST);
      case 3 ->
          world.stores.failNext(
              new StoreException.Unavailable(new IllegalStateException("planned")));
      case 4 -> world.whatsApp.closeConnections(world.me(), DisconnectReason.RESTART_REQUIRED);
      case 5, 6 -> world.dieAtCommit(1 + random.nextInt(4), random.nextBoolean());
      default -> {
        // All is well for once.
      }
    }
  }

  /** As a client does: the same key until there is an answer. */
  private static void sendUntilAnswered(World world, String text) {
    SendRequest request =
        new SendRequest(
            new Recipient.Address(UserJid.phone(World.THEIRS)),
            new SendContent.Ready(TextContent.of(text)),
            SendOptions.NONE,
            Optional.empty(),
            Optional.of(new IdempotencyKey("key of " + text)),
            Secret.copyOf(text.getBytes(StandardCharsets.UTF_8)));
    boolean answered = false;
    for (int attempt = 0; !answered; attempt++) {
      assertTrue(attempt < 2_000, "no answer to " + text + ", in " + world.shop().state());
      Application process = world.application;
      CompletableFuture<SendResult> answer =
          CompletableFuture.supplyAsync(
              () -> process.messages().send(World.SHOP, request), world.executor);
      answered = answered(world, answer);
    }
  }

  private static MessageId awaitHandedOver(World world, CompletableFuture<MessageId> inbound) {
    Optional<MessageId> id = awaitTicking(world, inbound);
    while (id.isEmpty()) {
      id = awaitTicking(world, inbound);
    }
    return id.get();
  }

  private static boolean answered(World world, CompletableFuture<SendResult> answer) {
    try {
      Optional<SendResult> result = awaitTicking(world, answer);
      return result.isPresent();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SendException.NotConnected
          || e.getCause() instanceof StoreException) {
        LockSupport.parkNanos(2_000_000);
        world.time.advance(TICK);
        return false;
      }
      throw e;
    }
  }

  /** Lets time pass while waiting; empty when the process died meanwhile and was replaced. */
  private static <T> Optional<T> awaitTicking(World world, CompletableFuture<T> awaited) {
    for (int tick = 0; !awaited.isDone(); tick++) {
      assertTrue(tick < 20_000, "nothing comes of it");
      if (world.dead()) {
        world.startAgain();
        return Optional.empty();
      }
      LockSupport.parkNanos(500_000);
      if (tick % 4 == 3) {
        world.time.advance(TICK);
      }
    }
    return Optional.of(awaited.join());
  }

  private static List<String> awaitTold(World world, List<MessageId> sent) {
    World.awaitTrue(
        () -> {
          if (world.dead()) {
            world.startAgain();
          }
          world.time.advance(TICK);
          return firstTold(world).size() >= sent.size();
        },
        () -> "told only " + firstTold(world));
    List<String> first = firstTold(world);
    for (int i = 0; i < sent.size(); i++) {
      assertTrue(first.get(i).contains("id=" + sent.get(i)), "number " + i + " is " + first.get(i));
    }
    return first;
  }

  /** Delivered message events, each at its first delivery. */
  private static List<String> firstTold(World world) {
    return world.publisher.delivered().stream()
        .filter(event -> event.event().kind() == EventKind.MESSAGES_UPSERT)
        .map(event -> new String(event.event().data(), StandardCharsets.UTF_8))
        .distinct()
        .toList();
  }

  /** A message is told by one event, however often that is delivered. */
  private static void assertDistinctIds(World world, long seed) {
    List<EventId> ids =
        world.publisher.delivered().stream()
            .filter(event -> event.event().kind() == EventKind.MESSAGES_UPSERT)
            .map(event -> event.event().id())
            .distinct()
            .toList();
    assertEquals(TEXTS, ids.size(), "seed " + seed);
  }
}
