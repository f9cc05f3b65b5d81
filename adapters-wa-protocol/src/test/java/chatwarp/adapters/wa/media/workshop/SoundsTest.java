package chatwarp.adapters.wa.media.workshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.port.MediaWorkshop.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SoundsTest {
  private static final int SEED = 4;
  private static final int MUTATIONS = 300;

  @TempDir Path folder;

  private Optional<Duration> duration(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("sound"), bytes);
    return Sounds.duration(file, FileType.of(file));
  }

  static Stream<Arguments> samples() {
    return Stream.of(
        // 100 frames of 1024 samples at 44100 Hz.
        Arguments.of("AAC", SoundSamples.adts(100), 2321),
        Arguments.of("FLAC", SoundSamples.flac(48_000, 120_000), 2500),
        Arguments.of("AMR", SoundSamples.amr(), 200),
        Arguments.of("AMR-WB", SoundSamples.wideAmr(), 220),
        Arguments.of("Vorbis", SoundSamples.vorbis(44_100, 110_250), 2500),
        Arguments.of("WebM", SoundSamples.webm(2500, 0), 2500),
        Arguments.of("WebM in other units", SoundSamples.webm(250, 10_000_000), 2500));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void knowsHowLongASoundPlays(String name, byte[] bytes, int millis) throws Exception {
    assertEquals(Optional.of(Duration.ofMillis(millis)), duration(bytes), name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void readsEveryCutFileAsFarAsItGoes(String name, byte[] bytes, int millis) throws Exception {
    for (int length = 0; length < bytes.length; length++) {
      Optional<Duration> cut = duration(Arrays.copyOf(bytes, length));
      assertTrue(cut.orElse(Duration.ZERO).toMillis() <= millis, name + " cut to " + length);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void believesNothingImpossible(String name, byte[] bytes, int millis) throws Exception {
    Random random = new Random(SEED + millis);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = bytes.clone();
      for (int hits = 0; hits < 4; hits++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Duration told = duration(damaged).orElse(Duration.ZERO);
      assertFalse(told.isNegative() || told.compareTo(Sounds.LONGEST) > 0, name + ": " + told);
    }
  }

  @Test
  void saysNothingWhereTheFileDoesNot() throws Exception {
    assertEquals(Optional.empty(), duration(SoundSamples.flac(48_000, 0)));
    assertEquals(Optional.empty(), duration(SoundSamples.flac(0, 1)));
    assertEquals(Optional.empty(), duration(SoundSamples.vorbis(0, 1)));
    assertEquals(Optional.empty(), duration(SoundSamples.vorbis(1, Long.MAX_VALUE)));
    assertEquals(Optional.empty(), duration(SoundSamples.webm(-1, 0)));
    assertEquals(Optional.empty(), duration(SoundSamples.webm(Double.NaN, 0)));
    assertEquals(Optional.empty(), duration(SoundSamples.webm(Double.MAX_VALUE, 0)));
  }

  @Test
  void tellsHowLongAWebmVideoPlays() throws Exception {
    Path file = Files.write(folder.resolve("video"), SoundSamples.webm(2500, 0));
    assertEquals(
        Optional.of(Duration.ofMillis(2500)),
        new Workshop(Optional.empty())
            .prepare(new Order(MediaKind.VIDEO, file, Optional.empty(), Optional.empty(), true))
            .duration());
  }
}
