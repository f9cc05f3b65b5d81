package chatwarp.application.instance;

import chatwarp.application.time.Deadline;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.InstanceCounts;
import chatwarp.domain.port.InstanceFilter;
import chatwarp.domain.port.InstanceSummary;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All instances of this server. Brings them up when the server starts and down when it stops. Any
 * thread may call; methods block and are meant for virtual threads.
 */
public final class InstanceManager implements Instances {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceManager.class);

  private final InstanceParts parts;
  private final NewInstances newInstances;
  private final Heartbeat heartbeat;
  private final Map<InstanceName, InstanceHandle> handles = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  public InstanceManager(InstanceParts parts) {
    this.parts = parts;
    this.newInstances = new NewInstances(parts);
    this.heartbeat = new Heartbeat(parts, this::takeOver);
  }

  /** Takes up every stored instance; those that were connected connect again, not all at once. */
  public void start() {
    heartbeat.start();
    List<InstanceSummary> stored = parts.instances().list(new InstanceFilter.All());
    int connecting = 0;
    for (InstanceSummary summary : stored) {
      Instance instance = summary.instance();
      InstanceHandle handle = takeUp(instance);
      if (owned(handle)) {
        handle.tell(new InstanceEvent.Started());
        if (instance.autoConnect() && !onOtherNetwork(instance)) {
          begin(handle, connecting++);
        }
      }
    }
    LOG.info("took up {} instances, connecting {}", stored.size(), connecting);
  }

  /** Runs from now on what another node left behind; the state of it is read anew. */
  private void takeOver(List<InstanceId> abandoned) {
    int connecting = 0;
    for (InstanceId id : abandoned) {
      Optional<Instance> stored = parts.instances().find(id);
      if (stored.isEmpty() || stopping) {
        continue;
      }
      Instance instance = stored.get();
      LOG.info("{}: its node is not heard of any more, taking it over", instance.name());
      parts.known().forget(id);
      parts.statuses().forget(id);
      InstanceHandle handle = takeUp(instance);
      // Idle until now, it tries again to get its lease.
      CompletableFuture<Void> _ = handle.post(new RunInput.RetryDue());
      if (instance.autoConnect() && !onOtherNetwork(instance)) {
        begin(handle, connecting++);
      }
    }
  }

  /** Connects in its turn: many at a time are not to log in at once. */
  private void begin(InstanceHandle handle, int turn) {
    Duration gap = Duration.ofSeconds(1).dividedBy(parts.settings().startsPerSecond());
    parts
        .timers()
        .after(
            gap.multipliedBy(turn),
            () -> {
              if (!stopping) {
                CompletableFuture<Void> _ = handle.post(new RunInput.Connect(Optional.empty()));
              }
            });
  }

  /** Ends every connection and waits until all is kept; takes no new work from now on. */
  public void stop() {
    stopping = true;
    heartbeat.stop();
    CompletableFuture<?>[] ends =
        handles.values().stream()
            .map(handle -> handle.post(new RunInput.Stop()))
            .toArray(CompletableFuture<?>[]::new);
    Optional<Boolean> ended =
        new Deadline(parts.timers())
            .await(
                CompletableFuture.allOf(ends).handle((_, _) -> true), parts.settings().stopWait());
    if (ended.isEmpty()) {
      LOG.warn("stopping although not every connection has ended");
    }
    for (InstanceHandle handle : handles.values()) {
      handle.awaitQuiet();
      handle.endSubscriptions("the server is shutting down");
    }
  }

  /**
   * The running instance of that name.
   *
   * @throws InstanceException.NotFound when there is none
   */
  public InstanceHandle handle(InstanceName name) {
    if (stopping) {
      throw new InstanceException.ShuttingDown();
    }
    return running(name).orElseThrow(() -> new InstanceException.NotFound(name));
  }

  /** Also one that was made by another node after this one started. */
  private Optional<InstanceHandle> running(InstanceName name) {
    return Optional.ofNullable(handles.get(name))
        .or(() -> parts.instances().find(name).map(this::takeUp));
  }

  @Override
  public Created create(InstanceConfig config, boolean connect) {
    if (stopping) {
      throw new InstanceException.ShuttingDown();
    }
    Instance instance = newInstances.create(config);
    InstanceHandle handle = adopt(instance);
    boolean _ = owned(handle);
    parts.dispatcher().wake(instance.id());
    if (!connect) {
      return new Created(view(new InstanceSummary(instance, none())), Optional.empty());
    }
    try {
      Pairing pairing = connect(handle, config.number());
      return new Created(
          view(new InstanceSummary(handle.instance(), none())), Optional.of(pairing));
    } catch (InstanceException | StoreException e) {
      delete(instance.name());
      throw e;
    }
  }

  private static InstanceCounts none() {
    return new InstanceCounts(0, 0, 0);
  }

  @Override
  public Optional<Instance> find(InstanceName name) {
    return Optional.ofNullable(handles.get(name))
        .map(InstanceHandle::instance)
        .or(() -> parts.instances().find(name));
  }

  @Override
  public List<InstanceView> list(InstanceFilter filter) {
    return parts.instances().list(filter).stream().map(this::view).toList();
  }

  @Override
  public InstanceView get(InstanceName name) {
    return list(new InstanceFilter.ByName(name)).stream()
        .findFirst()
        .orElseThrow(() -> new InstanceException.NotFound(name));
  }

  private InstanceView view(InstanceSummary summary) {
    Instance stored = summary.instance();
    return Optional.ofNullable(handles.get(stored.name()))
        .filter(handle -> handle.id().equals(stored.id()))
        .map(handle ->
            new InstanceView(
                handle.instance(),
                handle.state(),
                summary.counts(),
                handle.offer(),
                handle.lastError()))
        .orElseGet(() ->
            new InstanceView(
                stored,
                new InstanceState.Disconnected(lastReason(stored)),
                summary.counts(),
                Optional.empty(),
                Optional.empty()));
  }

  @Override
  public Pairing connect(InstanceName name, Optional<String> number) {
    return connect(handle(name), number);
  }

  private static Pairing connect(InstanceHandle handle, Optional<String> number) {
    Deadline.join(handle.post(new RunInput.Connect(number)));
    return handle.awaitPairing(number.isPresent());
  }

  @Override
  public Pairing restart(InstanceName name) {
    InstanceHandle handle = handle(name);
    Deadline.join(handle.post(new RunInput.Restart()));
    return handle.awaitPairing(false);
  }

  @Override
  public void logout(InstanceName name) {
    InstanceHandle handle = handle(name);
    if (handle.state() instanceof InstanceState.Disconnected) {
      throw new InstanceException.NotConnected(name);
    }
    handle.run(new RunInput.Logout());
  }

  @Override
  public void delete(InstanceName name) {
    InstanceHandle handle = handle(name);
    handle.run(new RunInput.Remove());
    newInstances.delete(handle.instance());
    handles.remove(name, handle);
    // Somebody may have connected it between the two steps above.
    handle.run(new RunInput.Remove());
    handle.endSubscriptions("the instance was deleted");
    parts.known().forget(handle.id());
    parts.statuses().forget(handle.id());
    parts.targets().forget(handle.id());
  }

  @Override
  public WebhookConfig setWebhook(InstanceName name, WebhookConfig webhook) {
    InstanceHandle handle = handle(name);
    // The cursor first: from the durable row on, no event may go by unseen.
    Optional<WebhookConfig> before = handle.instance().config().webhook();
    parts.dispatcher().retarget(handle.id(), Optional.of(webhook), false);
    try {
      handle.webhook(Optional.of(webhook));
    } catch (StoreException e) {
      parts.dispatcher().retarget(handle.id(), before, false);
      throw e;
    }
    return webhook;
  }

  @Override
  public Optional<WebhookConfig> webhook(InstanceName name) {
    return find(name).orElseThrow(() -> new InstanceException.NotFound(name)).config().webhook();
  }

  private InstanceHandle takeUp(Instance instance) {
    parts.dispatcher().retarget(instance.id(), instance.config().webhook(), false);
    return adopt(instance);
  }

  private InstanceHandle adopt(Instance instance) {
    return handles.computeIfAbsent(
        instance.name(), _ -> new InstanceHandle(parts, instance, firstReason(instance)));
  }

  private boolean onOtherNetwork(Instance instance) {
    Network here = parts.sessions().network();
    return instance.network().filter(network -> !network.equals(here)).isPresent();
  }

  private DisconnectReason firstReason(Instance instance) {
    return onOtherNetwork(instance) ? DisconnectReason.OTHER_NETWORK : lastReason(instance);
  }

  private static DisconnectReason lastReason(Instance instance) {
    return instance
        .disconnection()
        .map(Disconnection::reason)
        .orElse(DisconnectReason.CLOSED_BY_USER);
  }

  private static boolean owned(InstanceHandle handle) {
    boolean owned = handle.holdLease();
    if (!owned) {
      LOG.warn("{}: another node runs this instance", handle.instance().name());
      CompletableFuture<Void> _ = handle.post(new RunInput.LeaseLost());
    }
    return owned;
  }
}
