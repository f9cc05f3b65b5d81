package chatwarp.simulator.media;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/** Failures of the media host that a test has planned. Safe from any thread. */
public final class MediaFaults {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Where, ArrayDeque<Integer>> planned = new EnumMap<>(Where.class);

  /** What fails. */
  public enum Where {
    UPLOAD,
    DOWNLOAD
  }

  /** Answers the next requests of a kind with this status, in the order of planning. */
  public void plan(Where where, int status, int times) {
    lock.lock();
    try {
      ArrayDeque<Integer> queue = planned.computeIfAbsent(where, _ -> new ArrayDeque<>());
      for (int i = 0; i < times; i++) {
        queue.add(status);
      }
    } finally {
      lock.unlock();
    }
  }

  OptionalInt take(Where where) {
    lock.lock();
    try {
      ArrayDeque<Integer> queue = planned.get(where);
      return queue == null || queue.isEmpty()
          ? OptionalInt.empty()
          : OptionalInt.of(queue.removeFirst());
    } finally {
      lock.unlock();
    }
  }
}
