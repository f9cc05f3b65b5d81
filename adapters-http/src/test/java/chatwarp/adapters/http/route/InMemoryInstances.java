package chatwarp.adapters.http.route;

import chatwarp.application.instance.InstanceException;
import chatwarp.application.instance.InstanceView;
import chatwarp.application.instance.Instances;
import chatwarp.application.instance.Pairing;
import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.PairingMethod;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.InstanceCounts;
import chatwarp.domain.port.InstanceFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Instances in a map: they connect by pretending that a phone would scan in the next second. */
final class InMemoryInstances implements Instances {
  static final Instant BORN = Instant.parse("2026-01-02T03:04:05.678Z");

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<InstanceName, Instance> instances = new LinkedHashMap<>();
  private final Map<InstanceName, InstanceState> states = new LinkedHashMap<>();
  private final Map<InstanceName, PairingOffer> offers = new LinkedHashMap<>();
  private Optional<RuntimeException> failure = Optional.empty();

  /** From now on every call fails with this, until it is {@linkplain #recover taken back}. */
  void failWith(RuntimeException next) {
    failure = Optional.of(next);
  }

  void recover() {
    failure = Optional.empty();
  }

  /** As if a phone had scanned the QR. */
  void pair(InstanceName name, UserJid owner) {
    locked(() -> {
      Instance old = instances.get(name);
      instances.put(
          name,
          new Instance(
              old.id(),
              old.config(),
              old.token(),
              old.network(),
              new Profile(Optional.of(owner), Optional.of("Shop")),
              Optional.empty(),
              true,
              old.createdAt(),
              old.updatedAt()));
      states.put(name, new InstanceState.Connected());
      offers.remove(name);
      return old;
    });
  }

  @Override
  public Created create(InstanceConfig config, boolean connect) {
    return locked(() -> {
      InstanceName name = config.name();
      if (instances.containsKey(name)) {
        throw new InstanceException.NameTaken(name);
      }
      long number = instances.size() + 1L;
      instances.put(
          name,
          new Instance(
              new InstanceId(new UUID(0x7000L, 0x8000_0000_0000_0000L + number)),
              config,
              config.token().orElseGet(() -> new InstanceToken("TOKEN-OF-" + name)),
              Optional.empty(),
              Profile.UNKNOWN,
              Optional.empty(),
              connect,
              BORN,
              BORN));
      states.put(name, new InstanceState.Disconnected(DisconnectReason.CLOSED_BY_USER));
      Optional<Pairing> pairing =
          connect ? Optional.of(offer(name, config.number())) : Optional.empty();
      return new Created(view(name), pairing);
    });
  }

  @Override
  public Optional<Instance> find(InstanceName name) {
    return locked(() -> Optional.ofNullable(instances.get(name)));
  }

  @Override
  public List<InstanceView> list(InstanceFilter filter) {
    return locked(() -> {
      List<InstanceView> views = new ArrayList<>();
      for (Instance instance : instances.values()) {
        if (matches(instance, filter)) {
          views.add(view(instance.name()));
        }
      }
      return views;
    });
  }

  @Override
  public InstanceView get(InstanceName name) {
    return locked(() -> view(existing(name)));
  }

  @Override
  public Pairing connect(InstanceName name, Optional<String> number) {
    return locked(() ->
        states.get(existing(name)) instanceof InstanceState.Connected
            ? new Pairing.Open()
            : offer(name, number));
  }

  @Override
  public Pairing restart(InstanceName name) {
    return connect(name, Optional.empty());
  }

  @Override
  public void logout(InstanceName name) {
    locked(() -> {
      if (states.get(existing(name)) instanceof InstanceState.Disconnected) {
        throw new InstanceException.NotConnected(name);
      }
      offers.remove(name);
      return states.put(name, new InstanceState.Disconnected(DisconnectReason.LOGGED_OUT_BY_USER));
    });
  }

  @Override
  public void delete(InstanceName name) {
    locked(() -> instances.remove(existing(name)));
  }

  @Override
  public WebhookConfig setWebhook(InstanceName name, WebhookConfig webhook) {
    return locked(() -> {
      Instance old = instances.get(existing(name));
      InstanceConfig c = old.config();
      InstanceConfig config =
          new InstanceConfig(
              c.name(),
              c.token(),
              c.integration(),
              c.businessId(),
              c.number(),
              c.settings(),
              c.proxy(),
              Optional.of(webhook));
      instances.put(
          name,
          new Instance(
              old.id(),
              config,
              old.token(),
              old.network(),
              old.profile(),
              old.disconnection(),
              old.autoConnect(),
              old.createdAt(),
              old.updatedAt().plusSeconds(1)));
      return webhook;
    });
  }

  @Override
  public Optional<WebhookConfig> webhook(InstanceName name) {
    return locked(() -> instances.get(existing(name)).config().webhook());
  }

  private Pairing offer(InstanceName name, Optional<String> number) {
    int count = Optional.ofNullable(offers.get(name)).map(PairingOffer::count).orElse(0) + 1;
    PairingOffer offer =
        new PairingOffer(
            "2@ref" + count + ",noise,identity,secret", number.map(_ -> "WZYEH1YY"), count);
    offers.put(name, offer);
    states.put(name, new InstanceState.QrPending(PairingMethod.QR));
    return new Pairing.Pending(Optional.of(offer));
  }

  private InstanceView view(InstanceName name) {
    return new InstanceView(
        instances.get(name),
        states.get(name),
        new InstanceCounts(12, 3, 2),
        Optional.ofNullable(offers.get(name)),
        Optional.empty());
  }

  private InstanceName existing(InstanceName name) {
    if (!instances.containsKey(name)) {
      throw new InstanceException.NotFound(name);
    }
    return name;
  }

  private static boolean matches(Instance instance, InstanceFilter filter) {
    return switch (filter) {
      case InstanceFilter.All _ -> true;
      case InstanceFilter.ByName(InstanceName name) -> instance.name().equals(name);
      case InstanceFilter.ById(InstanceId id) -> instance.id().equals(id);
      case InstanceFilter.ByNumber(String number) ->
          instance.profile().owner().map(UserJid::user).map(number::equals).orElse(false);
      case InstanceFilter.ByToken(InstanceToken token) -> instance.token().equals(token);
    };
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
