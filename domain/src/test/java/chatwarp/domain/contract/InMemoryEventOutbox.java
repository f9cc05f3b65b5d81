package chatwarp.domain.contract;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.DeadLetter;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Events and their cursors in memory. */
final class InMemoryEventOutbox implements EventOutbox {
  private final InMemoryTables tables;

  InMemoryEventOutbox(InMemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void open(InstanceId instance, TargetId target, boolean fromStart) {
    tables.write(
        () -> tables.cursors.putIfAbsent(key(instance, target), fromStart ? 0 : tables.lastSeq()));
  }

  @Override
  public void close(InstanceId instance, TargetId target) {
    tables.write(() -> tables.cursors.remove(key(instance, target)));
  }

  @Override
  public List<Backlog> backlogs(NodeId node) {
    return tables.read(() ->
        tables.cursors.entrySet().stream()
            .filter(c -> after(c.getKey().instance(), c.getValue()).findAny().isPresent())
            .map(c -> new Backlog(c.getKey().instance(), c.getKey().target()))
            .filter(behind -> takes(behind.instance(), node))
            .toList());
  }

  /** Whether the events are this node's, or nobody's until now. */
  private boolean takes(InstanceId instance, NodeId node) {
    boolean run = tables.live(instance).flatMap(kept -> kept.owner).isPresent();
    if (!run && tables.carrier(instance).map(tables::lost).orElse(true)) {
      tables.carriers.put(instance, node);
    }
    return carries(instance, node);
  }

  @Override
  public boolean carries(InstanceId instance, NodeId node) {
    return tables.read(() -> tables.carrier(instance).filter(node::equals).isPresent());
  }

  @Override
  public List<StoredEvent> next(InstanceId instance, TargetId target, int limit) {
    return tables.read(() -> {
      Long seq = tables.cursors.get(key(instance, target));
      return seq == null ? List.of() : after(instance, seq).limit(limit).toList();
    });
  }

  @Override
  public void advance(InstanceId instance, TargetId target, long seq) {
    tables.write(
        () -> tables.cursors.computeIfPresent(key(instance, target), (_, at) -> Math.max(at, seq)));
  }

  @Override
  public void bury(
      InstanceId instance, TargetId target, StoredEvent event, String reason, Instant at) {
    tables.write(() -> {
      removeDeadLetter(instance, target, event.seq());
      tables.deadLetters.add(new DeadLetter(target, event, reason, at));
      advance(instance, target, event.seq());
    });
  }

  @Override
  public List<DeadLetter> deadLetters(InstanceId instance, int limit) {
    return tables.read(() ->
        tables.deadLetters.stream()
            .filter(letter -> letter.event().instance().equals(instance))
            .limit(limit)
            .toList());
  }

  @Override
  public void removeDeadLetter(InstanceId instance, TargetId target, long seq) {
    tables.write(() ->
        tables.deadLetters.removeIf(letter ->
            letter.event().instance().equals(instance)
                && letter.target().equals(target)
                && letter.event().seq() == seq));
  }

  @Override
  public int prune(Instant olderThan) {
    return tables.read(() -> {
      int before = tables.events.size();
      tables
          .events
          .values()
          .removeIf(event -> event.event().at().isBefore(olderThan) && passed(event));
      tables.deleted.keySet().removeIf(this::silent);
      return before - tables.events.size();
    });
  }

  private boolean passed(StoredEvent event) {
    return tables.cursors.entrySet().stream()
        .filter(cursor -> cursor.getKey().instance().equals(event.instance()))
        .allMatch(cursor -> cursor.getValue() >= event.seq());
  }

  private boolean silent(InstanceId instance) {
    return after(instance, 0).findAny().isEmpty();
  }

  private Stream<StoredEvent> after(InstanceId instance, long seq) {
    return tables.events.tailMap(seq, false).values().stream()
        .filter(event -> event.instance().equals(instance));
  }

  private static InMemoryTables.CursorKey key(InstanceId instance, TargetId target) {
    return new InMemoryTables.CursorKey(instance, target);
  }
}
