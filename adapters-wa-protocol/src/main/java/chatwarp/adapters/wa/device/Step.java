package chatwarp.adapters.wa.device;

import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionStep;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of an instance while it is computed, under the instance's lock. What it reads is the
 * newest state, its own writes first; what it writes counts only when the step comes to its end.
 *
 * <p>The code of a step may run more than once, so it touches nothing but this object; what must
 * happen once goes into {@link #afterwards}.
 */
public final class Step {
  /** A value written by a step; {@code null} means deleted. */
  record Write(@Nullable Object value, int storedBytes) {}

  private final StagedState state;
  private final Loaded loaded;
  private final Map<StateKey, Write> writes = new LinkedHashMap<>();
  private final Map<StateKey, StateChange> changes = new LinkedHashMap<>();
  private final List<StanzaChange> stanzas = new ArrayList<>(1);
  private final List<SessionFact> facts = new ArrayList<>(2);
  private final List<Runnable> effects = new ArrayList<>(1);
  private @Nullable AuthState newAuth;

  Step(StagedState state, Loaded loaded) {
    this.state = state;
    this.loaded = loaded;
  }

  /**
   * Says what will be read, so that it is fetched in one go.
   *
   * @param keys those that may not be in memory
   */
  public void want(Collection<StateKey> keys) {
    Set<StateKey> missing = new HashSet<>();
    for (StateKey key : keys) {
      if (!writes.containsKey(key) && !state.inMemory(key, loaded)) {
        missing.add(key);
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingState(missing);
    }
  }

  /** The value now, this step's own writes included. */
  @SuppressWarnings("unchecked") // A key is only ever written through its own kind.
  public <T> Optional<T> read(StateKind<T> kind, String id) {
    StateKey key = kind.key(id);
    Write own = writes.get(key);
    if (own != null) {
      return Optional.ofNullable((T) own.value());
    }
    return Optional.ofNullable((T) state.value(kind, key, loaded));
  }

  /** Sets a value. */
  public <T> void put(StateKind<T> kind, String id, T value) {
    put(kind, id, value, Optional.empty());
  }

  /** Sets a value that the store may forget after a time. */
  public <T> void put(StateKind<T> kind, String id, T value, Optional<Instant> expires) {
    StateKey key = kind.key(id);
    byte[] stored = kind.encode(value);
    writes.put(key, new Write(value, stored.length));
    changes.put(key, new StateChange.Put(key, stored, expires));
  }

  /** Removes a value; nothing happens when there is none. */
  public void delete(StateKind<?> kind, String id) {
    StateKey key = kind.key(id);
    writes.put(key, new Write(null, 0));
    changes.put(key, new StateChange.Delete(key));
  }

  /** Keeps a finished stanza until the server acknowledges it. */
  public void keep(Stanza stanza) {
    stanzas.add(new StanzaChange.Keep(stanza));
  }

  /** Forgets a stanza: the server has it, or refused it. */
  public void drop(MessageId id) {
    stanzas.add(new StanzaChange.Drop(id));
  }

  /** Tells the application something that must not be forgotten. */
  public void fact(SessionFact fact) {
    facts.add(fact);
  }

  /** What the device needs to log in, as it is now. */
  public AuthState auth() {
    AuthState own = newAuth;
    return own == null ? state.currentAuth() : own;
  }

  /** Changes what the device needs to log in. */
  public void auth(AuthState auth) {
    newAuth = auth;
    facts.add(new SessionFact.AuthChanged(auth));
  }

  /** A phone linked this device. */
  public void paired(AuthState auth) {
    newAuth = auth;
    facts.add(new SessionFact.Paired(auth));
  }

  /**
   * Runs once this step and all before it are durable, in the order of the steps, on a thread that
   * may block. Never runs when the step is not kept.
   */
  public void afterwards(Runnable effect) {
    effects.add(effect);
  }

  boolean changesNothing() {
    return changes.isEmpty() && stanzas.isEmpty() && facts.isEmpty();
  }

  SessionStep toSessionStep() {
    return new SessionStep(List.copyOf(changes.values()), stanzas, facts);
  }

  Map<StateKey, Write> writes() {
    return writes;
  }

  @Nullable AuthState newAuth() {
    return newAuth;
  }

  List<Runnable> effects() {
    return effects;
  }
}
