package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManyPhonesTest {
  private static final int COUNT = 1000;

  /**
   * Carriers of virtual threads come with the first phones; there may be a few more, never many.
   */
  private static final int CARRIERS = 40;

  @Test
  void needsNoThreadAPhone() throws Exception {
    try (World world = new World()) {
      List<Phone> phones = new ArrayList<>();
      int before = Thread.getAllStackTraces().size();
      for (int i = 0; i < COUNT; i++) {
        phones.add(world.phone("Phone " + i));
      }
      assertTrue(Thread.getAllStackTraces().size() < before + CARRIERS);
      for (int i = 0; i < COUNT; i += 100) {
        String id =
            phones.get(i).sendText(phones.get(COUNT - 1 - i).account().phone(), "hi " + i).get();
        assertEquals(
            Optional.of("hi " + i),
            phones
                .get(COUNT - 1 - i)
                .inbox()
                .await(entry -> entry.id().equals(id), World.SOON)
                .orElseThrow()
                .text());
      }
    }
  }
}
