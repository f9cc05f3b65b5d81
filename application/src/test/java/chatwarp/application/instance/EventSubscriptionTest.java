package chatwarp.application.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.world.World;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.event.PairingOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EventSubscriptionTest {
  private final List<EventSubscription> ended = new ArrayList<>();
  private final EventSubscription subscription = new EventSubscription(2, ended::add);

  private static InstanceEvent qr(int count) {
    return new InstanceEvent.QrUpdated(new PairingOffer("2@" + count, Optional.empty(), count));
  }

  @Test
  void givesEventsInOrder() throws InterruptedException {
    subscription.offer(new InstanceEvent.Created());
    subscription.offer(new InstanceEvent.Started());
    assertEquals(new InstanceEvent.Created(), subscription.take());
    assertEquals(new InstanceEvent.Started(), subscription.take());
  }

  @Test
  void isCutOffWhenItFallsBehind() {
    subscription.offer(new InstanceEvent.Created());
    subscription.offer(new InstanceEvent.Started());
    subscription.offer(new InstanceEvent.LoggedOut());
    EventSubscription.Ended end = assertThrows(EventSubscription.Ended.class, subscription::take);
    assertTrue(end.getMessage().startsWith("cut off: 2 events"), end.getMessage());
    assertEquals(List.of(subscription), ended);
  }

  @Test
  void keepsOnlyTheNewestQr() throws InterruptedException {
    subscription.offer(new InstanceEvent.Created());
    for (int i = 1; i <= 10; i++) {
      subscription.offer(qr(i));
    }
    assertEquals(new InstanceEvent.Created(), subscription.take());
    assertEquals(qr(10), subscription.take());
    assertEquals(Optional.empty(), subscription.ended());
  }

  @Test
  void endsWhenItsListenerClosesIt() {
    subscription.close();
    subscription.close();
    assertThrows(EventSubscription.Ended.class, subscription::take);
    assertEquals(1, ended.size());
  }

  @Test
  void neverHoldsUpTheInstance() throws InterruptedException {
    try (World world = new World()) {
      InstanceHandle shop = world.open();
      EventSubscription slow = shop.subscribe(1);
      EventSubscription quick = shop.subscribe(100);
      for (int i = 0; i < 5; i++) {
        world.them().sendText(world.me().jid(), "text " + i);
      }
      int messages = 0;
      while (messages < 5) {
        messages += quick.take() instanceof InstanceEvent.MessageReceived ? 1 : 0;
      }
      assertTrue(slow.ended().isPresent(), "the slow one was not cut off");
      assertTrue(shop.connected());
    }
  }

  @Test
  void endsWithItsInstance() {
    try (World world = new World()) {
      EventSubscription listener = world.open().subscribe(100);
      world.application.instances().delete(World.SHOP);
      World.awaitTrue(() -> listener.ended().isPresent(), () -> "it lives on");
    }
  }
}
