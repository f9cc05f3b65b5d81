package chatwarp.adapters.persistence.conversation;

import chatwarp.domain.content.Expiration;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The disappearing timers of chats that were asked for lately, of all instances, bounded: every
 * message to a person asks. Right for the reason that the cache of keyed state is right: only the
 * owner of an instance's lease writes, and its commits are told here before their futures complete.
 *
 * <p>A timer hangs on every address of its person. It is kept under each of them and counts only
 * while all of them have it, so that a change under one, or the loss of one, is seen under the
 * others.
 *
 * <p>A read that a change crosses may bring what was true before it: so it takes a ticket first,
 * and is kept only if nothing of that instance was told since. Any thread may call; nothing blocks.
 */
public final class TimerCache {
  private static final int MOST = 50_000;
  private static final int STRIPES = 1 << 12;

  /** When a read began. */
  record Ticket(long told, long generation) {}

  private record Key(InstanceId instance, long generation, Jid address) {}

  /**
   * A timer as it was read.
   *
   * @param addresses all that it hangs on
   */
  record Known(Set<UserJid> addresses, Optional<Expiration> timer) {
    Known {
      addresses = Set.copyOf(addresses);
    }

    /** Whether this setting changes nothing; others' messages say the same one again and again. */
    boolean holds(RowChange.SetChatTimer set) {
      if (timer.isEmpty()) {
        return set.timer().isZero();
      }
      Instant setAt = timer.get().setAt().orElse(Instant.EPOCH);
      return setAt.isAfter(set.setAt())
          || (setAt.equals(set.setAt()) && timer.get().time().equals(set.timer()));
    }
  }

  private final Cache<Key, Known> timers = Caffeine.newBuilder().maximumSize(MOST).build();
  // Instances share counters by their hash; a neighbour's change only makes a cache miss.
  private final AtomicLongArray told = new AtomicLongArray(STRIPES);
  private final AtomicLongArray generations = new AtomicLongArray(STRIPES);

  private static int stripe(InstanceId instance) {
    return (instance.hashCode() * 0x9E3779B9) >>> 20;
  }

  Ticket ticket(InstanceId instance) {
    int stripe = stripe(instance);
    return new Ticket(told.get(stripe), generations.get(stripe));
  }

  /** The timer of a chat, if it is here. */
  Optional<Known> find(InstanceId instance, UserJid chat, Ticket ticket) {
    return find(instance, ticket.generation(), chat);
  }

  private Optional<Known> find(InstanceId instance, long generation, Jid chat) {
    return Optional.ofNullable(timers.getIfPresent(new Key(instance, generation, chat)))
        .filter(known ->
            known.addresses().stream()
                .allMatch(address ->
                    known.equals(timers.getIfPresent(new Key(instance, generation, address)))));
  }

  /** Takes what was read after the ticket. */
  void offer(InstanceId instance, Known known, Ticket ticket) {
    int stripe = stripe(instance);
    for (UserJid address : known.addresses()) {
      timers
          .asMap()
          .compute(
              new Key(instance, ticket.generation(), address),
              (_, old) -> told.get(stripe) == ticket.told() ? known : old);
    }
  }

  /** Takes changes that just became durable, in their order. */
  public void publish(InstanceId instance, Collection<RowChange> changes) {
    long generation = generations.get(stripe(instance));
    for (RowChange change : changes) {
      if (change instanceof RowChange.SetChatTimer set) {
        boolean same =
            find(instance, generation, set.chat()).filter(known -> known.holds(set)).isPresent();
        drop(instance, set.chat(), generation, same);
      } else if (change instanceof RowChange.LinkAddresses link) {
        drop(instance, link.phone(), generation, false);
        drop(instance, link.lid(), generation, false);
      }
    }
  }

  private void drop(InstanceId instance, Jid chat, long generation, boolean same) {
    told.incrementAndGet(stripe(instance));
    if (!same) {
      timers.invalidate(new Key(instance, generation, chat));
    }
  }

  /** Forgets all of an instance: its lease was taken, it is gone, or nobody knows what was kept. */
  public void forget(InstanceId instance) {
    int stripe = stripe(instance);
    told.incrementAndGet(stripe);
    generations.incrementAndGet(stripe);
  }
}
