package chatwarp.adapters.wa.pairing;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Browser;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Shows the QRs of one connection, one after another (03 §3.1): the first for 60 s, each further
 * one for 20 s. When they run out the attempt is over.
 *
 * <p>Any thread may call. Offers run on the timers' threads and never hold the connection up.
 */
public final class QrPairing {
  private static final Duration FIRST = Duration.ofSeconds(60);
  private static final Duration NEXT = Duration.ofSeconds(20);

  private final IdentityState identity;
  private final Browser browser;
  private final Timers timers;
  private final Consumer<String> offer;
  private final Runnable exhausted;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> refs = new ArrayDeque<>();
  private boolean stopped;
  private Timers.Timer timer = () -> {};

  /**
   * Shows nothing yet.
   *
   * @param offer gets each QR text when it is to be shown
   * @param exhausted runs when the last one's time is over
   */
  public QrPairing(
      IdentityState identity,
      Browser browser,
      Timers timers,
      Consumer<String> offer,
      Runnable exhausted) {
    this.identity = identity;
    this.browser = browser;
    this.timers = timers;
    this.offer = offer;
    this.exhausted = exhausted;
  }

  /** Starts over with the refs of a {@code pair-device}. */
  public void begin(Node pairDevice) {
    lock.lock();
    try {
      timer.cancel();
      refs.clear();
      pairDevice.children("ref").forEach(ref -> refs.add(ref.requireText()));
    } finally {
      lock.unlock();
    }
    show(FIRST);
  }

  /** Shows no more. */
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      timer.cancel();
    } finally {
      lock.unlock();
    }
  }

  private void show(Duration time) {
    String ref;
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      ref = refs.poll();
      if (ref != null) {
        timer = timers.after(time, () -> show(NEXT));
      }
    } finally {
      lock.unlock();
    }
    if (ref == null) {
      exhausted.run();
    } else {
      offer.accept(QrText.of(ref, identity, browser));
    }
  }
}
