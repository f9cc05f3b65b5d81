package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class GroupObjectTest {
  @Test
  void tellsTheTimerAndTheModesThatCanBeSet() {
    ObjectNode info = GroupObject.info(Samples.group(), Optional.empty(), false);
    assertEquals(86_400, info.path("ephemeralDuration").longValue());
    assertFalse(info.path("joinApprovalMode").booleanValue(true));
    assertTrue(info.path("memberAddMode").booleanValue());
  }
}
