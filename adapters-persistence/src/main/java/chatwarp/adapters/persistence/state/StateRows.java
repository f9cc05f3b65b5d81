package chatwarp.adapters.persistence.state;

import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.seal.Sealing;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Logins, keyed state and stanzas of many instances on their way into a transaction, each folded to
 * its last value. The caller holds the lease rows. Not thread-safe.
 */
final class StateRows {
  /** What remains to be done for one instance. */
  private static final class Folded {
    boolean forget;
    Optional<AuthState> auth = Optional.empty();
    final Map<StateKey, StateChange> state = new LinkedHashMap<>();
    final Set<MessageId> dropped = new LinkedHashSet<>();
    final Map<MessageId, Stanza> kept = new LinkedHashMap<>();

    /** Begun with the first value to seal; there may be none. */
    @Nullable Sealing sealing;
  }

  private final KeyRing keys;
  private final Handle handle;
  private final Map<InstanceId, Folded> instances = new HashMap<>();

  StateRows(KeyRing keys, Handle handle) {
    this.keys = keys;
    this.handle = handle;
  }

  private Folded of(InstanceId instance) {
    return instances.computeIfAbsent(instance, _ -> new Folded());
  }

  void add(InstanceId instance, AuthChange change) {
    Folded folded = of(instance);
    switch (change) {
      case AuthChange.Save save -> folded.auth = Optional.of(save.auth());
      case AuthChange.Forget _ -> {
        folded.forget = true;
        folded.auth = Optional.empty();
        folded.state.clear();
        folded.dropped.clear();
        folded.kept.clear();
      }
    }
  }

  void add(InstanceId instance, StateChange change) {
    of(instance).state.put(change.key(), change);
  }

  void add(InstanceId instance, StanzaChange change) {
    Folded folded = of(instance);
    switch (change) {
      case StanzaChange.Keep keep -> folded.kept.put(keep.stanza().id(), keep.stanza());
      case StanzaChange.Drop drop -> {
        folded.kept.remove(drop.id());
        folded.dropped.add(drop.id());
      }
    }
  }

  /** Hands over what remained: what is forgotten first, then deletions, then additions. */
  void write(Pipeline pipeline) {
    Columns forgotten = new Columns();
    Columns deleted = new Columns();
    Columns dropped = new Columns();
    Columns auth = new Columns();
    Columns put = new Columns();
    Columns kept = new Columns();
    instances.forEach((instance, folded) -> {
      if (folded.forget) {
        forgotten.row().uuid("instance", instance.value());
      }
      folded.state.values().forEach(change -> append(instance, folded, change, put, deleted));
      folded.dropped.forEach(id -> append(instance, id, dropped));
      folded.auth.ifPresent(state -> append(instance, folded, state, auth));
      folded.kept.values().forEach(stanza -> append(instance, folded, stanza, kept));
    });
    pipeline.add(StateStatements.FORGET_AUTH, forgotten);
    pipeline.add(StateStatements.FORGET_STATE, forgotten);
    pipeline.add(StateStatements.FORGET_STANZAS, forgotten);
    pipeline.add(StateStatements.DELETE, deleted);
    pipeline.add(StateStatements.DROP, dropped);
    pipeline.add(StateStatements.SAVE_AUTH, auth);
    pipeline.add(StateStatements.PUT, put);
    pipeline.add(StateStatements.KEEP, kept);
  }

  /** Tells the cache what is durable now. */
  void publish(StateCache cache) {
    instances.forEach((instance, folded) -> {
      if (folded.forget) {
        cache.forget(instance);
      }
      cache.publish(instance, folded.state.values());
    });
  }

  private Sealing sealing(InstanceId instance, Folded folded) {
    Sealing begun = folded.sealing;
    if (begun == null) {
      begun = keys.of(handle, instance).sealing();
      folded.sealing = begun;
    }
    return begun;
  }

  private void append(
      InstanceId instance, Folded folded, StateChange change, Columns put, Columns deleted) {
    StateKey key = change.key();
    switch (change) {
      case StateChange.Put value ->
          put.row()
              .uuid("instance", instance.value())
              .text("space", key.space().text())
              .text("id", key.id())
              .bytes("value", sealing(instance, folded).seal(cell(instance, key), value.value()))
              .time("expires", value.expires());
      case StateChange.Delete _ ->
          deleted
              .row()
              .uuid("instance", instance.value())
              .text("space", key.space().text())
              .text("id", key.id());
    }
  }

  private static void append(InstanceId instance, MessageId id, Columns dropped) {
    dropped.row().uuid("instance", instance.value()).text("id", id.value());
  }

  private void append(InstanceId instance, Folded folded, AuthState state, Columns auth) {
    auth.row()
        .uuid("instance", instance.value())
        .bytes(
            "value", sealing(instance, folded).seal(authCell(instance), AuthCodec.encode(state)));
  }

  private void append(InstanceId instance, Folded folded, Stanza stanza, Columns kept) {
    kept.row()
        .number("ord", kept.size())
        .uuid("instance", instance.value())
        .text("id", stanza.id().value())
        .text("chat", stanza.chat().toString())
        .bytes(
            "stanza", sealing(instance, folded).seal(cell(instance, stanza.id()), stanza.bytes()));
  }

  static Cell cell(InstanceId instance, StateKey key) {
    return Cell.of(instance, "state_entry.value", key.space().text(), key.id());
  }

  static Cell cell(InstanceId instance, MessageId stanza) {
    return Cell.of(instance, "stanza_outbox.stanza", stanza.value());
  }

  static Cell authCell(InstanceId instance) {
    return Cell.of(instance, "auth_state.value");
  }
}
