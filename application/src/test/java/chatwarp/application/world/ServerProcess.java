package chatwarp.application.world;

import chatwarp.application.Application;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StateEntry;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.Timers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** What one process of the application runs on; once dead, it starts nothing and keeps nothing. */
final class ServerProcess {
  private final World world;
  private final AtomicInteger commitsToLive = new AtomicInteger(Integer.MAX_VALUE);
  private volatile boolean lastOneKept;
  volatile boolean dead;
  Optional<Application> application = Optional.empty();

  ServerProcess(World world) {
    this.world = world;
  }

  /** Lets it die with its nth commit from now on, which is kept or not. */
  void dieAtCommit(int nth, boolean kept) {
    lastOneKept = kept;
    commitsToLive.set(nth);
  }

  private CompletableFuture<Void> commit(ChangeSet changes) {
    StateStore store = world.stores.state();
    if (!dead && commitsToLive.decrementAndGet() > 0) {
      return store.commit(changes);
    }
    CompletableFuture<Void> last =
        !dead && lastOneKept ? store.commit(changes) : CompletableFuture.completedFuture(null);
    dead = true;
    return last.thenCompose(_ -> CompletableFuture.failedFuture(new StoreException.StaleLease()));
  }

  Executor executor() {
    return task -> {
      if (!dead) {
        world.executor.execute(task);
      }
    };
  }

  Timers timers() {
    return (delay, task) ->
        world.time.after(
            delay,
            () -> {
              if (!dead) {
                task.run();
              }
            });
  }

  StateStore store() {
    StateStore store = world.stores.state();
    return new StateStore() {
      @Override
      public Optional<byte[]> read(InstanceId instance, StateKey key) {
        return store.read(instance, key);
      }

      @Override
      public Map<StateKey, byte[]> read(InstanceId instance, Collection<StateKey> keys) {
        return store.read(instance, keys);
      }

      @Override
      public List<StateEntry> scan(InstanceId instance, StateSpace space, int limit) {
        return store.scan(instance, space, limit);
      }

      @Override
      public int count(InstanceId instance, StateSpace space) {
        return store.count(instance, space);
      }

      @Override
      public List<Stanza> stanzas(InstanceId instance) {
        return store.stanzas(instance);
      }

      @Override
      public CompletableFuture<Void> commit(ChangeSet changes) {
        return ServerProcess.this.commit(changes);
      }
    };
  }
}
