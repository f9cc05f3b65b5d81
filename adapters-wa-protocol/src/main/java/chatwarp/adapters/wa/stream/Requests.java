package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.port.SessionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one connection that wait for their answers, by id. Any thread asks, the reader
 * answers; when the connection ends all of them fail, also those asked later.
 */
final class Requests {
  private final String prefix;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, CompletableFuture<Node>> waiting = new HashMap<>(4);
  private long count;
  private @Nullable SessionException ended;

  /**
   * None waiting.
   *
   * @param prefix what all ids of the connection begin with
   */
  Requests(String prefix) {
    this.prefix = prefix;
  }

  /** An id that this connection has not used. */
  String nextId() {
    lock.lock();
    try {
      return prefix + ++count;
    } finally {
      lock.unlock();
    }
  }

  /** The future answer to this id. */
  CompletableFuture<Node> expect(String id) {
    CompletableFuture<Node> answer = new CompletableFuture<>();
    lock.lock();
    try {
      if (ended != null) {
        throw ended;
      }
      waiting.put(id, answer);
      return answer;
    } finally {
      lock.unlock();
    }
  }

  void forget(String id) {
    lock.lock();
    try {
      waiting.remove(id);
    } finally {
      lock.unlock();
    }
  }

  /** Hands an answer to who asked; false when nobody did. */
  boolean answer(String id, Node answer) {
    CompletableFuture<Node> asked;
    lock.lock();
    try {
      asked = waiting.remove(id);
    } finally {
      lock.unlock();
    }
    if (asked == null) {
      return false;
    }
    if (answer.attrIs("type", "error")) {
      asked.completeExceptionally(refusal(answer));
    } else {
      asked.complete(answer);
    }
    return true;
  }

  /** Fails everything that waits, and everything asked from now on. */
  void end(SessionException reason) {
    List<CompletableFuture<Node>> all;
    lock.lock();
    try {
      ended = reason;
      all = List.copyOf(waiting.values());
      waiting.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(answer -> answer.completeExceptionally(reason));
  }

  private static SessionException refusal(Node answer) {
    Optional<Node> error = answer.child("error");
    try {
      int code = error.map(e -> e.attrLong("code").orElse(0)).orElse(0L).intValue();
      return new SessionException.Refused(code, error.flatMap(e -> e.attr("text")).orElse("error"));
    } catch (NodeException e) {
      return new SessionException.Malformed("an error answer has no number as code", e);
    }
  }
}
