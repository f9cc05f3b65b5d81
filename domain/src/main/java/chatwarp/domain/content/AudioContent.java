package chatwarp.domain.content;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A sound.
 *
 * @param voice whether it is a voice note
 * @param duration whole seconds
 * @param backgroundArgb the colour behind a voice status, alpha in the highest byte
 */
public record AudioContent(
    MediaReference media,
    String mimetype,
    boolean voice,
    Optional<Duration> duration,
    Optional<Waveform> waveform,
    boolean viewOnce,
    OptionalInt backgroundArgb)
    implements MediaContent {
  /** On no colour. */
  public AudioContent(
      MediaReference media,
      String mimetype,
      boolean voice,
      Optional<Duration> duration,
      Optional<Waveform> waveform,
      boolean viewOnce) {
    this(media, mimetype, voice, duration, waveform, viewOnce, OptionalInt.empty());
  }

  @Override
  public MediaKind kind() {
    return voice ? MediaKind.VOICE : MediaKind.AUDIO;
  }
}
