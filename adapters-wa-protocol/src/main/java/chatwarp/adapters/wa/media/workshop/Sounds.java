package chatwarp.adapters.wa.media.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long sounds play, as far as that can be told without decoding them. */
final class Sounds {
  private Sounds() {}

  static Optional<Duration> duration(Path file, FileType type) throws IOException {
    return switch (type) {
      case OGG_OPUS -> OpusFile.duration(file);
      case MP3 -> Mp3File.duration(file);
      case M4A, MP4, THREE_GP, QUICKTIME -> Mp4File.read(file).duration();
      case WAV -> Pcm.duration(file);
      case OGG, AAC, AMR, FLAC, WEBM, AVI -> Optional.empty();
      case JPEG, PNG, GIF, WEBP, BMP, TIFF, PDF, ZIP, UNKNOWN -> Optional.empty();
    };
  }
}
