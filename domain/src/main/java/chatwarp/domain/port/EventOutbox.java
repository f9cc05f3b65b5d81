package chatwarp.domain.port;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import java.time.Instant;
import java.util.List;

/**
 * Events that sinks carry out, with one cursor per (target, instance). Sinks read nothing else.
 * Failures are {@link StoreException}s.
 */
public interface EventOutbox {
  /** A target that is behind. */
  record Backlog(InstanceId instance, TargetId target) {}

  /**
   * Makes sure a cursor exists.
   *
   * @param fromStart true to deliver what is already there, false to begin with the next event;
   *     nothing changes when the cursor exists
   */
  void open(InstanceId instance, TargetId target, boolean fromStart);

  /** Deletes a cursor; the target gets nothing more. */
  void close(InstanceId instance, TargetId target);

  /**
   * Every (instance, target) whose cursor is behind and whose events this node is to carry. What
   * nobody carries becomes this node's first: events of an instance that was deleted, or that no
   * node ever ran, once the node that had them is not heard of for {@link Lease#VALIDITY}.
   */
  List<Backlog> backlogs(NodeId node);

  /**
   * Whether this node carries an instance's events, so that they stay in order: the owner of its
   * lease does; for a deleted one its last owner, and then whoever took them up by {@link
   * #backlogs}.
   */
  boolean carries(InstanceId instance, NodeId node);

  /** The next events after the target's cursor, in order; empty when there is no cursor. */
  List<StoredEvent> next(InstanceId instance, TargetId target, int limit);

  /** Moves the cursor to this event; a cursor never moves back. */
  void advance(InstanceId instance, TargetId target, long seq);

  /** Moves the event to the dead letters and the cursor past it, in one transaction. */
  void bury(InstanceId instance, TargetId target, StoredEvent event, String reason, Instant at);

  /** Dead letters of an instance, oldest first. */
  List<DeadLetter> deadLetters(InstanceId instance, int limit);

  /** Removes a dead letter, for example after it was replayed. */
  void removeDeadLetter(InstanceId instance, TargetId target, long seq);

  /** Deletes events older than this that every cursor has passed; returns how many. */
  int prune(Instant olderThan);
}
