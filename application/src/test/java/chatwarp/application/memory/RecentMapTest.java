package chatwarp.application.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecentMapTest {
  private final RecentMap<String, Integer> map = new RecentMap<>(2);

  @Test
  void forgetsWhatWasUsedLongestAgo() {
    map.put("a", 1);
    map.put("b", 2);
    assertEquals(Optional.of(1), map.get("a"));
    map.put("c", 3);
    assertEquals(Optional.empty(), map.get("b"));
    assertEquals(Optional.of(1), map.get("a"));
    assertEquals(Optional.of(3), map.get("c"));
  }

  @Test
  void decidesOnWhatIsThere() {
    map.update("a", (_, before) -> before.map(n -> n + 1).orElse(1));
    map.update("a", (_, before) -> before.map(n -> n + 1).orElse(1));
    assertEquals(Optional.of(2), map.get("a"));
  }

  @Test
  void forgetsWhatMatches() {
    map.put("a", 1);
    map.put("b", 2);
    map.forget("a"::equals);
    assertEquals(Optional.empty(), map.get("a"));
    assertEquals(Optional.of(2), map.get("b"));
  }
}
