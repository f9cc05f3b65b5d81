package chatwarp.domain.model;

/** Size of a picture in pixels. */
public record Dimensions(int width, int height) {
  public Dimensions {
    if (width <= 0 || height <= 0) {
      throw new InvalidValueException("dimensions", "must be positive");
    }
  }
}
