package chatwarp.adapters.wa.media.workshop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.MediaWorkshop.Order;
import chatwarp.domain.port.MediaWorkshop.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of the program: what it is asked, and what becomes of what it makes. */
@DisabledOnOs(OS.WINDOWS)
class FfmpegTest {
  @TempDir Path folder;
  @TempDir Path work;

  /** Its last argument is where the result goes. */
  private Ffmpeg program(String script, Duration timeout) throws IOException {
    Path file = folder.resolve("ffmpeg");
    Files.writeString(file, "#!/bin/sh\nfor out; do :; done\nout=${out#file:}\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Ffmpeg(file, timeout);
  }

  private Ffmpeg giving(byte[] result) throws IOException {
    Path made = Files.write(folder.resolve("result"), result);
    return program(
        "printf '%s\\n' \"$@\" > '" + folder + "/asked'\ncat '" + made + "' > \"$out\"",
        Duration.ofSeconds(20));
  }

  private Prepared prepare(Ffmpeg program, MediaKind kind, byte[] bytes) throws IOException {
    Path file = Files.write(work.resolve("given"), bytes);
    return new Workshop(Optional.of(program))
        .prepare(new Order(kind, file, Optional.empty(), Optional.empty(), true));
  }

  private void assertOnlyTheGivenIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      assertEquals(List.of("given"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void makesAVoiceNoteOfAnySound() throws Exception {
    byte[] opus = Samples.opus(1);
    Prepared voice = prepare(giving(opus), MediaKind.VOICE, Samples.mp3(50, false));
    assertEquals(MediaKind.VOICE, voice.kind());
    assertArrayEquals(opus, Files.readAllBytes(voice.file()));
    assertEquals(Optional.of(Duration.ofSeconds(1)), voice.duration());
    String asked = Files.readString(folder.resolve("asked"));
    assertTrue(asked.contains("-protocol_whitelist\nfile\n-i\nfile:" + work + "/given\n"));
    assertTrue(asked.contains("libopus"));
  }

  @Test
  void makesAnMp4OfASound() throws Exception {
    Path given = Files.write(work.resolve("given"), Samples.opus(1));
    Path made = new Workshop(Optional.of(giving(Samples.m4a()))).mp4Sound(given);
    assertArrayEquals(Samples.m4a(), Files.readAllBytes(made));
    String asked = Files.readString(folder.resolve("asked"));
    assertTrue(asked.contains("-vn\n"), asked);
    assertTrue(asked.contains("-c:a\naac\n"), asked);
    assertTrue(asked.contains("-f\nmp4\n"), asked);
  }

  @Test
  void makesAnMp4OfAGif() throws Exception {
    Prepared gif =
        prepare(giving(Samples.mp4(20, 10, false)), MediaKind.GIF, Samples.animatedGif(2));
    assertEquals(MediaKind.GIF, gif.kind());
    assertEquals("video/mp4", gif.mimetype());
  }

  @Test
  void showsTheFirstFrameOfAVideo() throws Exception {
    Prepared video =
        prepare(
            giving(Samples.image("jpeg", 100, 56)), MediaKind.VIDEO, Samples.mp4(640, 360, false));
    assertTrue(video.thumbnail().isPresent());
    assertOnlyTheGivenIsLeft();
  }

  @Test
  void sendsAVideoWithoutThumbnailWhenThereIsNone() throws Exception {
    Prepared video =
        prepare(
            program("exit 1", Duration.ofSeconds(20)),
            MediaKind.VIDEO,
            Samples.mp4(640, 360, false));
    assertTrue(video.thumbnail().isEmpty());
    assertOnlyTheGivenIsLeft();
  }

  @Test
  void leavesNothingOfAConversionThatFails() throws Exception {
    for (String script : List.of("exit 3", "exit 0", "echo half > \"$out\"; exit 1")) {
      Ffmpeg program = program(script, Duration.ofSeconds(20));
      assertThrows(
          MediaException.class, () -> prepare(program, MediaKind.VOICE, Samples.mp3(50, false)));
      assertOnlyTheGivenIsLeft();
    }
  }

  @Test
  void leavesNothingOfAStickerThatBecomesTooLarge() throws Exception {
    Ffmpeg program = giving(new byte[(1 << 20) + 1]);
    assertThrows(
        MediaException.class, () -> prepare(program, MediaKind.STICKER, Samples.animatedGif(2)));
    assertOnlyTheGivenIsLeft();
  }

  @Test
  void stopsAConversionThatTakesTooLong() throws Exception {
    Ffmpeg program = program("exec sleep 60", Duration.ofMillis(100));
    MediaException late =
        assertThrows(
            MediaException.class, () -> prepare(program, MediaKind.VOICE, Samples.mp3(50, false)));
    assertTrue(late.getMessage().contains("too long"));
    assertOnlyTheGivenIsLeft();
  }

  @Test
  void saysWhenThereIsNoProgram() throws Exception {
    Ffmpeg none = new Ffmpeg(folder.resolve("nowhere"), Duration.ofSeconds(1));
    assertThrows(MediaException.class, () -> prepare(none, MediaKind.GIF, Samples.animatedGif(2)));
    assertOnlyTheGivenIsLeft();
  }
}
