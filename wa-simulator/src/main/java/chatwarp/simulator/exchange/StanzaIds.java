package chatwarp.simulator.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** Ids for stanzas that the server begins; unique in a run. Safe from any thread. */
public final class StanzaIds {
  private final AtomicLong last = new AtomicLong(1_000_000);

  /** The next id. */
  public String next() {
    return Long.toString(last.incrementAndGet());
  }
}
