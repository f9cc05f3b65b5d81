package chatwarp.simulator.pairing;

import chatwarp.domain.model.UserJid;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The companions waiting now, by the refs in their QR. Safe from any thread. */
public final class PairingDesk {
  private final Map<String, PendingCompanion> byRef = new ConcurrentHashMap<>();
  private final Map<PendingCompanion, Long> arrival = new ConcurrentHashMap<>();
  private final AtomicLong arrivals = new AtomicLong();

  /** Lets a companion wait under some refs. */
  public void add(PendingCompanion companion, Iterable<String> refs) {
    arrival.put(companion, arrivals.incrementAndGet());
    refs.forEach(ref -> byRef.put(ref, companion));
  }

  /** The companion's connection is gone, or it is linked. */
  public void remove(PendingCompanion companion) {
    arrival.remove(companion);
    byRef.values().removeIf(companion::equals);
  }

  /** Who shows this ref in its QR. */
  public Optional<PendingCompanion> byRef(String ref) {
    return Optional.ofNullable(byRef.get(ref));
  }

  /** The latest to ask for a code for this number. */
  public Optional<PendingCompanion> byCodeFor(UserJid phone) {
    return arrival.keySet().stream()
        .filter(waiting -> waiting.codeHello().filter(h -> h.phone().equals(phone)).isPresent())
        .max(Comparator.comparing(waiting -> arrival.getOrDefault(waiting, 0L)));
  }
}
