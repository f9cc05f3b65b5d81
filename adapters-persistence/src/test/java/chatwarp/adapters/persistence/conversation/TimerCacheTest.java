package chatwarp.adapters.persistence.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.content.Expiration;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a cached timer may show, step by step. */
class TimerCacheTest {
  private static final InstanceId ID = new InstanceId(new UUID(1, 2));
  private static final UserJid ANA = UserJid.phone("5511990001111");
  private static final UserJid ANA_LID = UserJid.lid("777000111");
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final TimerCache.Known DAY = known(Set.of(ANA), 24);

  private final TimerCache cache = new TimerCache();

  private static TimerCache.Known known(Set<UserJid> addresses, long hours) {
    return new TimerCache.Known(
        addresses, Optional.of(new Expiration(Duration.ofHours(hours), Optional.of(T0))));
  }

  private static List<RowChange> set(UserJid chat, long hours, Instant at) {
    return List.of(new RowChange.SetChatTimer(chat, Duration.ofHours(hours), at));
  }

  private Optional<TimerCache.Known> found(UserJid chat) {
    return cache.find(ID, chat, cache.ticket(ID));
  }

  @Test
  void refusesAReadThatAChangeCrossed() {
    TimerCache.Ticket before = cache.ticket(ID);
    cache.publish(ID, set(ANA, 7, T0.plusSeconds(1)));
    cache.offer(ID, DAY, before);
    assertEquals(Optional.empty(), found(ANA));
  }

  @Test
  void forgetsAnInstanceTogetherWithReadsThatAreUnderWay() {
    TimerCache.Ticket before = cache.ticket(ID);
    cache.offer(ID, DAY, before);
    cache.forget(ID);
    assertEquals(Optional.empty(), found(ANA));
    cache.offer(ID, DAY, before);
    assertEquals(Optional.empty(), found(ANA));
  }

  @Test
  void showsUnderOneAddressThatTheTimerWasSetUnderTheOther() {
    cache.offer(ID, known(Set.of(ANA, ANA_LID), 24), cache.ticket(ID));
    cache.publish(ID, set(ANA_LID, 7, T0.plusSeconds(1)));
    assertEquals(Optional.empty(), found(ANA));
  }

  @Test
  void forgetsBothTimersWhenTwoAddressesTurnOutToBeOnePersons() {
    TimerCache.Known lid = known(Set.of(ANA_LID), 7);
    cache.offer(ID, DAY, cache.ticket(ID));
    cache.offer(ID, lid, cache.ticket(ID));
    cache.publish(ID, List.of(new RowChange.LinkAddresses(ANA, ANA_LID)));
    assertEquals(Optional.empty(), found(ANA));
    assertEquals(Optional.empty(), found(ANA_LID));
  }

  @Test
  void keepsATimerOverWhatDoesNotChangeIt() {
    cache.offer(ID, DAY, cache.ticket(ID));
    cache.publish(ID, set(ANA, 24, T0));
    cache.publish(ID, set(ANA, 7, T0.minusSeconds(1)));
    assertEquals(Optional.of(DAY), found(ANA));
    cache.publish(ID, set(ANA, 7, T0));
    assertEquals(Optional.empty(), found(ANA));
  }

  @Test
  void keepsThatThereIsNoTimerUntilOneIsSet() {
    TimerCache.Known none = new TimerCache.Known(Set.of(ANA), Optional.empty());
    cache.offer(ID, none, cache.ticket(ID));
    cache.publish(ID, set(ANA, 0, T0));
    assertEquals(Optional.of(none), found(ANA));
    cache.publish(ID, set(ANA, 7, T0));
    assertEquals(Optional.empty(), found(ANA));
  }
}
