package chatwarp.adapters.wa.media.workshop;

import static org.junit.jupiter.api.Assertions.assertFalse;

import chatwarp.domain.port.MediaException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs its corpus by default; with JAZZER_FUZZ=1 it searches for files that fool a parser. */
class SoundsFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void tellsNoImpossibleDuration(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("sound", ".bin");
    try {
      Files.write(file, bytes);
      Duration told = Sounds.duration(file, FileType.of(bytes)).orElse(Duration.ZERO);
      assertFalse(told.isNegative() || told.compareTo(Sounds.LONGEST) > 0, told.toString());
    } catch (MediaException refused) {
      return;
    } finally {
      Files.delete(file);
    }
  }
}
