package chatwarp.adapters.persistence.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a cached read may show, step by step. */
class StateCacheTest {
  private static final InstanceId ID = new InstanceId(new UUID(1, 2));
  private static final StateKey KEY = new StateKey(StateSpace.SESSION, "ana");
  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  private final StateCache cache = new StateCache();

  private Optional<byte[]> found() {
    return cache.find(ID, KEY, cache.ticket(ID));
  }

  private void offer(byte[] value) {
    cache.offer(ID, KEY, value, cache.ticket(ID));
  }

  @Test
  void showsWhatWasReadAndThenWhatWasCommitted() {
    offer(OLD);
    assertArrayEquals(OLD, found().orElseThrow());
    cache.publish(ID, List.of(new StateChange.Put(KEY, NEW)));
    assertArrayEquals(NEW, found().orElseThrow());
    cache.publish(ID, List.of(new StateChange.Delete(KEY)));
    assertEquals(Optional.empty(), found());
  }

  @Test
  void keepsNoValueThatNobodyReads() {
    cache.publish(ID, List.of(new StateChange.Put(KEY, NEW)));
    assertEquals(Optional.empty(), found());
  }

  @Test
  void keepsNoPrekeysBecauseTheyAreHardlyReadTwice() {
    StateKey prekey = new StateKey(StateSpace.PREKEY, "00000001");
    cache.offer(ID, prekey, OLD, cache.ticket(ID));
    assertEquals(Optional.empty(), cache.find(ID, prekey, cache.ticket(ID)));
  }

  @Test
  void refusesAReadThatACommitCrossed() {
    StateCache.Ticket before = cache.ticket(ID);
    cache.publish(ID, List.of(new StateChange.Put(KEY, NEW)));
    cache.offer(ID, KEY, OLD, before);
    assertEquals(Optional.empty(), found());
  }

  @Test
  void leavesTheCommittedValueWhenACrossedReadComesLate() {
    offer(OLD);
    StateCache.Ticket before = cache.ticket(ID);
    cache.publish(ID, List.of(new StateChange.Put(KEY, NEW)));
    cache.offer(ID, KEY, OLD, before);
    assertArrayEquals(NEW, found().orElseThrow());
  }

  @Test
  void forgetsAnInstanceTogetherWithReadsThatAreUnderWay() {
    offer(OLD);
    StateCache.Ticket before = cache.ticket(ID);
    cache.forget(ID);
    assertEquals(Optional.empty(), found());
    cache.offer(ID, KEY, OLD, before);
    assertEquals(Optional.empty(), found());
  }

  @Test
  void keepsInstancesApart() {
    offer(OLD);
    InstanceId other = new InstanceId(new UUID(3, 4));
    assertTrue(cache.find(other, KEY, cache.ticket(other)).isEmpty());
  }
}
