package chatwarp.domain.contract;

import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.AuthRepository;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * The storage ports in memory, over one shared state, with controls that let a test decide when and
 * whether a commit becomes durable.
 *
 * <p>Without an executor a commit is durable when {@code commit} returns, unless commits are held.
 * Any thread may call.
 */
public final class InMemoryStores {
  private final InMemoryTables tables;
  private final InMemoryStateStore state;
  private final InMemoryInstances instances;
  private final InMemoryConversations conversations;
  private final InMemoryEventOutbox events;
  private final InMemoryAuth auth;

  /**
   * @param clock the time that is written into rows
   * @param executor runs commits, and with them what depends on their futures
   */
  public InMemoryStores(InstantSource clock, Executor executor) {
    tables = new InMemoryTables(clock);
    state = new InMemoryStateStore(tables, executor);
    instances = new InMemoryInstances(tables);
    conversations = new InMemoryConversations(tables);
    events = new InMemoryEventOutbox(tables);
    auth = new InMemoryAuth(tables);
  }

  /** Commits on the caller's thread. */
  public InMemoryStores(InstantSource clock) {
    this(clock, Runnable::run);
  }

  public AuthRepository auth() {
    return auth;
  }

  public StateStore state() {
    return state;
  }

  public InstanceRepository instances() {
    return instances;
  }

  public ConversationRepository conversations() {
    return conversations;
  }

  public EventOutbox events() {
    return events;
  }

  /** All five. */
  public StoragePorts ports() {
    return new StoragePorts(auth, state, instances, conversations, events);
  }

  /** From now on commits wait in their queue, not durable. */
  public void holdCommits() {
    state.hold();
  }

  /** Makes the held commits durable, in order, and stops holding. */
  public void release() {
    state.release(Integer.MAX_VALUE);
  }

  /** Makes this many of the held commits durable and goes on holding. */
  public void release(int count) {
    state.release(count);
  }

  /** How many commits are held. */
  public int held() {
    return state.held();
  }

  /**
   * Waits until at least this many commits are held.
   *
   * @throws AssertionError when that does not happen in time
   */
  public void awaitHeld(int count, Duration deadline) {
    state.awaitHeld(count, _ -> true, deadline);
  }

  /**
   * Waits until a commit of this kind is held; others may be held beside it.
   *
   * @throws AssertionError when that does not happen in time
   */
  public void awaitHeld(Predicate<ChangeSet> kind, Duration deadline) {
    state.awaitHeld(1, kind, deadline);
  }

  /** Forgets the held commits as a dying process does: their futures never complete. */
  public void loseHeld() {
    state.loseHeld();
  }

  /** Lets the next commit that would become durable fail, whatever it is. */
  public void failNext(StoreException failure) {
    failNext(_ -> true, failure);
  }

  /**
   * Lets the next commit of this kind fail. A test that means a certain step says so here: what
   * else is under way, for example a late receipt, would take the failure from it.
   */
  public void failNext(Predicate<ChangeSet> kind, StoreException failure) {
    state.failNext(kind, failure);
  }

  /** Whether every call fails with {@link StoreException.Unavailable}, as without a database. */
  public void unavailable(boolean gone) {
    tables.unavailable(gone);
  }

  /** Makes it so that this node was not heard of for too long, until its next heartbeat. */
  public void silence(NodeId node) {
    tables.write(() -> tables.aliveUntil.remove(node));
  }

  /** How many commits became durable. */
  public long commits() {
    return state.commits();
  }
}
