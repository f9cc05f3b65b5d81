package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.util.Arrays;

/** Loudness of a voice note over time: 64 values from 0 to 100 (protocol/06 §7). */
public final class Waveform {
  /** How many values there are. */
  public static final int LENGTH = 64;

  private static final int LOUDEST = 100;

  private final byte[] levels;

  private Waveform(byte[] levels) {
    this.levels = levels;
  }

  /**
   * Keeps a copy of the values.
   *
   * @throws InvalidValueException when there are not 64, or one is not from 0 to 100
   */
  public static Waveform of(byte[] levels) {
    if (levels.length != LENGTH) {
      throw new InvalidValueException("waveform", "must have " + LENGTH + " values");
    }
    for (byte level : levels) {
      if (level < 0 || level > LOUDEST) {
        throw new InvalidValueException("waveform", "must have values from 0 to " + LOUDEST);
      }
    }
    return new Waveform(levels.clone());
  }

  /** A copy of the values. */
  public byte[] levels() {
    return levels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Waveform wave && Arrays.equals(levels, wave.levels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return "Waveform[64 values]";
  }
}
