package chatwarp.domain.content;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A place that moves.
 *
 * @param accuracyMeters radius of uncertainty
 * @param speedMps metres per second
 * @param heading degrees clockwise from north
 * @param sequence counts the updates
 * @param offset since the first one
 */
public record LiveLocationContent(
    double latitude,
    double longitude,
    OptionalInt accuracyMeters,
    Optional<Float> speedMps,
    OptionalInt heading,
    Optional<String> caption,
    long sequence,
    Duration offset,
    Optional<Thumbnail> thumbnail)
    implements MessageContent {
  public LiveLocationContent {
    Degrees.require(latitude, longitude);
  }

  /** Never shows where. */
  @Override
  public String toString() {
    return "LiveLocationContent[redacted]";
  }
}
