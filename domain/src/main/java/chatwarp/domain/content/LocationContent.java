package chatwarp.domain.content;

import java.util.Optional;

/** A place. Degrees are WGS 84. */
public record LocationContent(
    double latitude,
    double longitude,
    Optional<String> name,
    Optional<String> address,
    Optional<String> url,
    Optional<Thumbnail> thumbnail)
    implements MessageContent {
  public LocationContent {
    Degrees.require(latitude, longitude);
  }

  /** A place and nothing about it. */
  public static LocationContent at(double latitude, double longitude) {
    return new LocationContent(
        latitude,
        longitude,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Never shows where. */
  @Override
  public String toString() {
    return "LocationContent[redacted]";
  }
}
