package chatwarp.domain.port;

import chatwarp.domain.model.InstanceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Durable state of running instances. {@link #commit} is the only write of a running session.
 *
 * <p>Any thread may call. Reads see what is durable, never what is still queued. Failures are
 * {@link StoreException}s.
 */
public interface StateStore {

  /** The value of one key. */
  Optional<byte[]> read(InstanceId instance, StateKey key);

  /** The values of those keys that exist. */
  Map<StateKey, byte[]> read(InstanceId instance, Collection<StateKey> keys);

  /** Up to {@code limit} entries of a space, by ascending id. */
  List<StateEntry> scan(InstanceId instance, StateSpace space, int limit);

  /** How many entries a space has. */
  int count(InstanceId instance, StateSpace space);

  /** Stanzas waiting for the server's ack, oldest first. */
  List<Stanza> stanzas(InstanceId instance);

  /**
   * Queues a change set and returns at once. The future completes when the change set is durable,
   * in the order of the calls for one instance; it fails with a {@link StoreException}, and then
   * every later change set under the same lease that is still queued fails too, and so does one
   * that is handed over before all those futures have run what depends on them.
   *
   * <p>What is run by the future's completion must not block: use an executor of your own.
   */
  CompletableFuture<Void> commit(ChangeSet changes);
}
