package chatwarp.domain.contract;

import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.InstanceFilter;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.InstanceSummary;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoreException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Instances in memory. */
final class InMemoryInstances implements InstanceRepository {
  private final InMemoryTables tables;

  InMemoryInstances(InMemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void create(Instance instance, List<NewEvent> events) {
    tables.write(() -> {
      if (find(instance.name()).isPresent()) {
        throw new StoreException.NameTaken();
      }
      if (tables.live(instance.id()).isPresent() || tables.deleted.containsKey(instance.id())) {
        throw new StoreException.Rejected(
            new IllegalStateException("an instance of this id exists"));
      }
      tables.instances.put(instance.id(), new InMemoryInstance(instance));
      tables.append(instance.id(), events);
    });
  }

  @Override
  public Optional<Instance> find(InstanceName name) {
    return list(new InstanceFilter.ByName(name)).stream()
        .map(InstanceSummary::instance)
        .findFirst();
  }

  @Override
  public Optional<Instance> find(InstanceId id) {
    return tables.read(() -> tables.live(id).map(kept -> kept.instance));
  }

  @Override
  public List<InstanceSummary> list(InstanceFilter filter) {
    return tables.read(() ->
        tables.instances.values().stream()
            .filter(kept -> matches(kept.instance, filter))
            .map(kept -> new InstanceSummary(kept.instance, kept.counts()))
            .sorted(Comparator.comparing(summary -> summary.instance().createdAt()))
            .toList());
  }

  private static boolean matches(Instance instance, InstanceFilter filter) {
    return switch (filter) {
      case InstanceFilter.All _ -> true;
      case InstanceFilter.ByName by -> instance.name().equals(by.name());
      case InstanceFilter.ById by -> instance.id().equals(by.id());
      case InstanceFilter.ByToken by -> instance.token().equals(by.token());
      case InstanceFilter.ByNumber by ->
          instance
              .profile()
              .owner()
              .map(UserJid::user)
              .or(() -> instance.config().number())
              .filter(by.number()::equals)
              .isPresent();
    };
  }

  @Override
  public void delete(InstanceId id, List<NewEvent> events) {
    tables.write(() -> {
      InMemoryInstance kept = tables.instances.remove(id);
      if (kept != null) {
        tables.deleted.put(id, kept.instance.config().webhook());
        kept.owner.ifPresent(owner -> tables.carriers.put(id, owner));
        tables.append(id, events);
      }
    });
  }

  @Override
  public Optional<WebhookConfig> webhook(InstanceId id) {
    return tables.read(() ->
        tables
            .live(id)
            .map(kept -> kept.instance.config().webhook())
            .orElseGet(() -> tables.deleted.getOrDefault(id, Optional.empty())));
  }

  @Override
  public Optional<Lease> acquire(InstanceId id, NodeId node) {
    heartbeat(node);
    return tables.read(() ->
        tables
            .live(id)
            .filter(kept ->
                kept.owner.map(owner -> owner.equals(node) || tables.lost(owner)).orElse(true))
            .map(kept -> {
              kept.owner = Optional.of(node);
              kept.epoch++;
              return new Lease(id, node, kept.epoch);
            }));
  }

  @Override
  public void heartbeat(NodeId node) {
    tables.write(() -> tables.aliveUntil.put(node, tables.now().plus(Lease.VALIDITY)));
  }

  @Override
  public List<InstanceId> abandoned(NodeId node) {
    return tables.read(() ->
        tables.instances.entrySet().stream()
            .filter(entry ->
                entry
                    .getValue()
                    .owner
                    .filter(owner -> !owner.equals(node) && tables.lost(owner))
                    .isPresent())
            .map(Map.Entry::getKey)
            .toList());
  }
}
