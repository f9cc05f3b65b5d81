package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;

/** The one rule for positions. */
final class Degrees {
  private static final double POLE = 90;
  private static final double DATE_LINE = 180;

  private Degrees() {}

  static void require(double latitude, double longitude) {
    if (!(Math.abs(latitude) <= POLE)) {
      throw new InvalidValueException("latitude", "must be from -90 to 90");
    }
    if (!(Math.abs(longitude) <= DATE_LINE)) {
      throw new InvalidValueException("longitude", "must be from -180 to 180");
    }
  }
}
