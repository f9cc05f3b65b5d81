package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.content.Waveform;

/**
 * Draws a waveform (06 §7): the mean amplitude of each of 64 equal parts, the loudest being 100.
 * One thread.
 */
final class LoudnessMeter {
  private static final int LOUDEST = 100;

  private final long expected;
  private final long[] sums = new long[Waveform.LENGTH];
  private final long[] counts = new long[Waveform.LENGTH];
  private long seen;

  /**
   * @param expected how many samples there will be; what is more belongs to the last part
   */
  LoudnessMeter(long expected) {
    this.expected = Math.max(Waveform.LENGTH, expected);
  }

  void add(short[] samples, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      int part = (int) Math.min(Waveform.LENGTH - 1, seen++ * Waveform.LENGTH / expected);
      sums[part] += Math.abs((int) samples[i]);
      counts[part]++;
    }
  }

  Waveform waveform() {
    double[] means = new double[Waveform.LENGTH];
    double loudest = 0;
    for (int i = 0; i < means.length; i++) {
      means[i] = counts[i] == 0 ? 0 : (double) sums[i] / counts[i];
      loudest = Math.max(loudest, means[i]);
    }
    byte[] levels = new byte[Waveform.LENGTH];
    for (int i = 0; i < levels.length && loudest > 0; i++) {
      levels[i] = (byte) (LOUDEST * means[i] / loudest);
    }
    return Waveform.of(levels);
  }
}
