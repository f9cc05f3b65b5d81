package chatwarp.adapters.wa.media.workshop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sounds that are not compressed, which the Java runtime itself can read. */
final class Pcm {
  private static final AudioFormat WANTED = new AudioFormat(OpusFile.RATE, 16, 1, true, false);

  private Pcm() {}

  /** How long it plays, if it is such a sound. */
  static Optional<Duration> duration(Path file) throws IOException {
    try {
      AudioFileFormat format = AudioSystem.getAudioFileFormat(file.toFile());
      long frames = format.getFrameLength();
      float rate = format.getFormat().getFrameRate();
      return frames < 0 || rate <= 0
          ? Optional.empty()
          : Optional.of(Duration.ofMillis(Math.round(frames * 1000.0 / rate)));
    } catch (UnsupportedAudioFileException _) {
      return Optional.empty();
    }
  }

  /**
   * Encodes it as a voice note.
   *
   * @return false when it is no such sound
   */
  static boolean toVoice(Path file, Path target) throws IOException {
    try (AudioInputStream original = AudioSystem.getAudioInputStream(file.toFile());
        AudioInputStream samples = AudioSystem.getAudioInputStream(WANTED, original);
        OutputStream out = Files.newOutputStream(target)) {
      OpusWriter.write(samples, out);
      return true;
    } catch (UnsupportedAudioFileException | IllegalArgumentException _) {
      return false;
    }
  }
}
