package chatwarp.application.event;

import chatwarp.application.time.Deadline;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.DeadLetter;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.TargetId;
import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the outbox to the targets of their instance: one {@link Lane} per (instance,
 * target), so that a dead target delays only itself. Any thread may call; {@link #wake} never
 * blocks, the other methods read and write the outbox.
 */
public final class EventDispatcher implements DeadLetters, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
  private static final Duration PRUNING = Duration.ofHours(1);
  private static final int MOST_DEAD_LETTERS = 10_000;

  private final Lane.Works works;
  private final InstanceRepository instances;
  private final Map<InstanceId, Map<TargetId, Lane>> lanes = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile Timers.Timer pruning = () -> {};

  /**
   * @param node carries the events of the instances that it runs
   * @param random safe for use by many threads
   * @param executor starts a virtual thread per task
   */
  public EventDispatcher(
      NodeId node,
      DeliverySettings settings,
      EventOutbox outbox,
      InstanceRepository instances,
      List<EventPublisher> publishers,
      Timers timers,
      InstantSource clock,
      RandomGenerator random,
      Executor executor) {
    this.works =
        new Lane.Works(
            node, outbox, new Outlet(publishers), settings, timers, clock, random, executor);
    this.instances = instances;
  }

  /**
   * Resumes what was not delivered when the process ended, also of instances deleted since. Called
   * once, after the stored instances have been taken up.
   */
  public void start() {
    resume();
    prune();
  }

  /**
   * Carries what waits and is this node's: after a start, and again and again, for another node may
   * have left it behind, or deleted an instance that runs here.
   */
  public void resume() {
    if (closed) {
      return;
    }
    for (EventOutbox.Backlog backlog : works.outbox().backlogs(works.node())) {
      resume(backlog);
    }
  }

  private void resume(EventOutbox.Backlog backlog) {
    Optional<Lane> lane =
        lane(backlog.instance(), backlog.target())
            .or(() ->
                configured(backlog)
                    .map(target ->
                        lanesOf(backlog.instance())
                            .computeIfAbsent(
                                backlog.target(), _ -> newLane(backlog.instance(), target))));
    if (lane.isEmpty()) {
      works.outbox().close(backlog.instance(), backlog.target());
    } else if (instances.find(backlog.instance()).isPresent()) {
      lane.get().wake();
    } else {
      lane.get().retire();
    }
  }

  private Optional<EventTarget> configured(EventOutbox.Backlog backlog) {
    Optional<WebhookConfig> config =
        backlog.target().equals(TargetId.GLOBAL_WEBHOOK)
            ? works.settings().globalWebhook()
            : instances.webhook(backlog.instance());
    return config
        .filter(WebhookConfig::enabled)
        .map(webhook -> new EventTarget.Webhook(backlog.target(), webhook));
  }

  /**
   * Says where an instance's events go from now on.
   *
   * @param fromStart true for a new instance: its first events are already there, or about to be
   */
  public void retarget(InstanceId instance, Optional<WebhookConfig> webhook, boolean fromStart) {
    aim(instance, TargetId.WEBHOOK, webhook, fromStart);
    aim(instance, TargetId.GLOBAL_WEBHOOK, works.settings().globalWebhook(), fromStart);
  }

  /** Whether an event of this kind goes anywhere from an instance with this webhook. */
  public boolean carries(Optional<WebhookConfig> webhook, EventKind kind) {
    return webhook.filter(hook -> hook.wants(kind)).isPresent()
        || works.settings().globalWebhook().filter(hook -> hook.wants(kind)).isPresent();
  }

  private void aim(
      InstanceId instance, TargetId id, Optional<WebhookConfig> webhook, boolean fromStart) {
    Optional<WebhookConfig> enabled = webhook.filter(WebhookConfig::enabled);
    if (enabled.isEmpty()) {
      drop(instance, id);
      return;
    }
    EventTarget target = new EventTarget.Webhook(id, enabled.get());
    // The lane first: a cursor without one is taken for a left-over.
    lanesOf(instance).computeIfAbsent(id, _ -> newLane(instance, target)).target(target);
    works.outbox().open(instance, id, fromStart);
  }

  /**
   * A cursor without a lane is found by {@link #resume}, should it ever be left behind; one that
   * another node works with is not ours to close.
   */
  private void drop(InstanceId instance, TargetId id) {
    Optional.ofNullable(lanes.get(instance))
        .map(all -> all.remove(id))
        .ifPresent(lane -> {
          CompletableFuture<Void> _ = lane.close();
          if (works.outbox().carries(instance, works.node())) {
            works.outbox().close(instance, id);
          }
        });
  }

  /** From now on the files of messages come from there; nothing has one before. */
  public void files(EventFiles files) {
    works.outlet().files(files);
  }

  /** An instance has new durable events. Never blocks. */
  public void wake(InstanceId instance) {
    if (!closed) {
      lanes.getOrDefault(instance, Map.of()).values().forEach(Lane::wake);
    }
  }

  /** The instance was deleted; what is left of its events is still carried out. */
  public void retire(InstanceId instance) {
    lanes.getOrDefault(instance, Map.of()).values().forEach(Lane::retire);
  }

  /** The instance never came to be. */
  public void forget(InstanceId instance) {
    Map<TargetId, Lane> gone = lanes.remove(instance);
    if (gone != null) {
      gone.forEach((target, lane) -> {
        CompletableFuture<Void> _ = lane.close();
        works.outbox().close(instance, target);
      });
    }
  }

  @Override
  public List<DeadLetter> list(InstanceId instance, int limit) {
    return works.outbox().deadLetters(instance, limit);
  }

  @Override
  public Optional<Delivery> replay(InstanceId instance, TargetId target, long seq) {
    Optional<DeadLetter> letter =
        works.outbox().deadLetters(instance, MOST_DEAD_LETTERS).stream()
            .filter(dead -> dead.target().equals(target) && dead.event().seq() == seq)
            .findFirst();
    Optional<Lane> lane = lane(instance, target);
    if (letter.isEmpty() || lane.isEmpty()) {
      return Optional.empty();
    }
    Delivery delivery = works.outlet().publish(lane.get().target(), letter.get().event());
    if (delivery instanceof Delivery.Delivered) {
      works.outbox().removeDeadLetter(instance, target, seq);
    }
    return Optional.of(delivery);
  }

  /** Starts no more attempts and waits for those under way. */
  @Override
  public void close() {
    closed = true;
    pruning.cancel();
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    lanes.values().forEach(all -> all.values().forEach(lane -> ends.add(lane.close())));
    Optional<Boolean> ended =
        new Deadline(works.timers())
            .await(
                CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
                    .thenApply(_ -> true),
                works.settings().stopWait());
    if (ended.isEmpty()) {
      LOG.warn("stopped while events were being delivered; they will be delivered again");
    }
  }

  private void prune() {
    try {
      int gone = works.outbox().prune(works.clock().instant().minus(works.settings().keep()));
      LOG.debug("pruned {} delivered events", gone);
    } catch (StoreException e) {
      LOG.warn("delivered events cannot be pruned now", e);
    }
    if (!closed) {
      pruning = works.timers().after(PRUNING, this::prune);
    }
  }

  private Lane newLane(InstanceId instance, EventTarget target) {
    return new Lane(works, instance, target, ours -> retired(instance, target.id(), ours));
  }

  private void retired(InstanceId instance, TargetId target, boolean ours) {
    if (ours) {
      works.outbox().close(instance, target);
    }
    lanes.computeIfPresent(
        instance,
        (_, left) -> {
          left.remove(target);
          return left.isEmpty() ? null : left;
        });
  }

  private Map<TargetId, Lane> lanesOf(InstanceId instance) {
    return lanes.computeIfAbsent(instance, _ -> new ConcurrentHashMap<>());
  }

  private Optional<Lane> lane(InstanceId instance, TargetId target) {
    return Optional.ofNullable(lanes.getOrDefault(instance, Map.of()).get(target));
  }
}
