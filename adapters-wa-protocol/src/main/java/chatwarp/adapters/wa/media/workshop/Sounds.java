package chatwarp.adapters.wa.media.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long sounds play, as far as that can be told without decoding them. */
final class Sounds {
  /** What says that it plays longer is not believed. */
  static final Duration LONGEST = Duration.ofDays(30);

  private Sounds() {}

  /** How long samples play at a rate per second, if both make sense. */
  static Optional<Duration> played(long samples, long rate) {
    if (samples < 0 || rate <= 0 || samples / rate >= LONGEST.toSeconds()) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(samples / rate).plusMillis(samples % rate * 1000 / rate));
  }

  static Optional<Duration> duration(Path file, FileType type) throws IOException {
    return switch (type) {
      case OGG_OPUS -> OpusFile.duration(file);
      case MP3 -> Mp3File.duration(file);
      case M4A, MP4, THREE_GP, QUICKTIME -> Mp4File.read(file).duration();
      case WAV -> Pcm.duration(file);
      case OGG -> VorbisFile.duration(file);
      case AAC -> AdtsFile.duration(file);
      case AMR -> AmrFile.duration(file);
      case FLAC -> FlacFile.duration(file);
      case WEBM -> MatroskaFile.duration(file);
      case AVI, JPEG, PNG, GIF, WEBP, BMP, TIFF, PDF, ZIP, UNKNOWN -> Optional.empty();
    };
  }
}
