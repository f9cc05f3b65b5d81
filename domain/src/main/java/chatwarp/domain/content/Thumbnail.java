package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.util.Arrays;

/** A small JPEG inside a message; a few kilobytes at most. */
public final class Thumbnail {
  private static final int MOST = 65_536;

  private final byte[] jpeg;

  private Thumbnail(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  /**
   * Keeps a copy of a JPEG.
   *
   * @throws InvalidValueException when it is empty or too large to travel inside a message
   */
  public static Thumbnail of(byte[] jpeg) {
    if (jpeg.length == 0 || jpeg.length > MOST) {
      throw new InvalidValueException("thumbnail", "must have 1 to " + MOST + " bytes");
    }
    return new Thumbnail(jpeg.clone());
  }

  /** A copy of the JPEG's bytes. */
  public byte[] jpeg() {
    return jpeg.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Thumbnail picture && Arrays.equals(jpeg, picture.jpeg);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(jpeg);
  }

  @Override
  public String toString() {
    return "Thumbnail[" + jpeg.length + " bytes]";
  }
}
