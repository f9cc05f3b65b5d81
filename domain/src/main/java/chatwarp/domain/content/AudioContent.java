package chatwarp.domain.content;

import java.time.Duration;
import java.util.Optional;

/**
 * A sound.
 *
 * @param voice whether it is a voice note
 * @param duration whole seconds
 */
public record AudioContent(
    MediaReference media,
    String mimetype,
    boolean voice,
    Optional<Duration> duration,
    Optional<Waveform> waveform,
    boolean viewOnce)
    implements MediaContent {
  @Override
  public MediaKind kind() {
    return voice ? MediaKind.VOICE : MediaKind.AUDIO;
  }
}
