package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.Instance;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.StoredEvent;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventPublisher} does. */
public abstract class EventPublisherContract {
  private final Instance instance = Samples.instance();

  protected abstract EventPublisher publisher();

  /** A target that takes everything. */
  protected abstract EventTarget willing();

  /** A target that says it will never take this. */
  protected abstract EventTarget refusing();

  /** A target that has a fault of its own. */
  protected abstract EventTarget failing();

  /** A target where nobody listens. */
  protected abstract EventTarget absent();

  /** What {@link #willing()} has taken, each as text that holds the event's payload. */
  protected abstract List<String> taken();

  /** An event with this payload. */
  protected final StoredEvent event(String data) {
    return new StoredEvent(instance.id(), 1, Samples.event(instance, data));
  }

  @Test
  void deliversToATargetThatTakesIt() {
    Delivery delivery = publisher().publish(willing(), event("{\"n\":1}"));
    assertEquals(new Delivery.Delivered(), delivery);
    assertEquals(1, taken().size());
    assertTrue(taken().getFirst().contains("{\"n\":1}"));
  }

  @Test
  void servesTheTargetsItCanPublishTo() {
    assertTrue(publisher().serves(willing()));
  }

  @Test
  void aRepeatCarriesTheSameEventAgain() {
    StoredEvent event = event("{\"n\":1}");
    publisher().publish(willing(), event);
    publisher().publish(willing(), event);
    assertEquals(taken().getFirst(), taken().getLast());
    assertEquals(2, taken().size());
  }

  @Test
  void givesUpOnATargetThatWillNeverTakeIt() {
    assertInstanceOf(Delivery.GiveUp.class, publisher().publish(refusing(), event("{}")));
  }

  @Test
  void triesATargetWithAFaultAgain() {
    assertInstanceOf(Delivery.TryAgain.class, publisher().publish(failing(), event("{}")));
  }

  @Test
  void triesAnAbsentTargetAgain() {
    assertInstanceOf(Delivery.TryAgain.class, publisher().publish(absent(), event("{}")));
  }

  @Test
  void saysNothingOfWhatItCarriedInAReason() {
    for (EventTarget target : List.of(refusing(), failing(), absent())) {
      String told = publisher().publish(target, event("\"hidden\"")).toString();
      assertFalse(told.contains("hidden"), told);
    }
  }

  @Test
  void manyThreadsMayPublish() throws Exception {
    EventTarget target = willing();
    EventPublisher publisher = publisher();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Delivery>> deliveries =
          IntStream.range(0, 20)
              .mapToObj(n -> threads.submit(() -> publisher.publish(target, event("[" + n + "]"))))
              .toList();
      for (Future<Delivery> delivery : deliveries) {
        assertEquals(new Delivery.Delivered(), delivery.get());
      }
    }
    assertEquals(20, taken().size());
  }
}
