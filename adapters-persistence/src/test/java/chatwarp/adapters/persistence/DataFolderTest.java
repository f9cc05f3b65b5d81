package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.NodeId;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder belongs to one process and names it. */
class DataFolderTest {
  @TempDir private Path temporary;

  @Test
  void keepsTheNodeIdAndBelongsToOneAtATime() {
    Path path = temporary.resolve("new").resolve("data");
    NodeId id;
    try (DataFolder first = DataFolder.open(path, new SecureRandom())) {
      id = first.nodeId();
      DatabaseException refusal =
          assertThrows(
              DatabaseException.class, () -> DataFolder.open(path, new SecureRandom()).close());
      assertTrue(refusal.getMessage().contains("another process uses the data folder"));
    }
    try (DataFolder second = DataFolder.open(path, new SecureRandom())) {
      assertEquals(id, second.nodeId());
    }
  }
}
