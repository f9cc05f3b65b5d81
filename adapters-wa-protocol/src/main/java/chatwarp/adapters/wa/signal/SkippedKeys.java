package chatwarp.adapters.wa.signal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Seeds of messages that were jumped over and may still come, oldest first, at most 2000.
 *
 * <p>Immutable and packed: 4 bytes of counter and 32 of seed an entry, the form it is stored in.
 */
final class SkippedKeys {
  static final int LIMIT = 2000;
  static final SkippedKeys NONE = new SkippedKeys(new byte[0]);

  private static final int COUNTER_LENGTH = 4;
  private static final int SEED_LENGTH = 32;
  private static final int ENTRY_LENGTH = COUNTER_LENGTH + SEED_LENGTH;

  private final byte[] entries;

  private SkippedKeys(byte[] entries) {
    this.entries = entries;
  }

  /** Where the entry of a counter is. */
  OptionalInt find(int counter) {
    for (int at = 0; at < entries.length; at += ENTRY_LENGTH) {
      if (counterAt(at) == counter) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /** The seed of a found entry. */
  byte[] seed(int at) {
    return Arrays.copyOfRange(entries, at + COUNTER_LENGTH, at + ENTRY_LENGTH);
  }

  /** All but a found entry. */
  SkippedKeys without(int at) {
    byte[] rest = new byte[entries.length - ENTRY_LENGTH];
    System.arraycopy(entries, 0, rest, 0, at);
    System.arraycopy(entries, at + ENTRY_LENGTH, rest, at, rest.length - at);
    return new SkippedKeys(rest);
  }

  /** How many there are. */
  int size() {
    return entries.length / ENTRY_LENGTH;
  }

  int encodedLength() {
    return COUNTER_LENGTH + entries.length;
  }

  void write(ByteBuffer target) {
    target.putInt(size()).put(entries);
  }

  static SkippedKeys read(ByteBuffer source) {
    int size = source.getInt();
    if (size < 0 || size > LIMIT) {
      throw new InvalidRecordException("record with " + size + " skipped keys in a chain");
    }
    return size == 0 ? NONE : new SkippedKeys(Records.bytes(source, size * ENTRY_LENGTH));
  }

  /** Goes from a chain key to a later one, and keeps the seeds between. */
  static Jump jump(KeySchedule schedule, ChainKey from, int counter, SkippedKeys kept) {
    int gap = counter - from.index();
    if (gap == 0) {
      return new Jump(from.seed(), kept);
    }
    int added = Math.min(gap, LIMIT);
    int remaining = Math.min(kept.size(), LIMIT - added);
    byte[] entries =
        Arrays.copyOfRange(
            kept.entries,
            kept.entries.length - remaining * ENTRY_LENGTH,
            kept.entries.length + added * ENTRY_LENGTH);
    ByteBuffer buffer = ByteBuffer.wrap(entries);
    byte[] seed = from.seed();
    int at = remaining * ENTRY_LENGTH;
    for (int index = from.index(); index < counter; index++) {
      if (counter - index <= LIMIT) {
        buffer.putInt(at, index);
        seed = schedule.advance(seed, entries, at + COUNTER_LENGTH);
        at += ENTRY_LENGTH;
      } else {
        seed = schedule.nextSeed(seed);
      }
    }
    return new Jump(seed, new SkippedKeys(entries));
  }

  private int counterAt(int at) {
    return (entries[at] & 0xff) << 24
        | (entries[at + 1] & 0xff) << 16
        | (entries[at + 2] & 0xff) << 8
        | (entries[at + 3] & 0xff);
  }

  /** The chain's seed at the counter, and all keys now kept. */
  @SuppressWarnings("ArrayRecordComponent") // a secret that nobody compares
  record Jump(byte[] chainSeed, SkippedKeys skipped) {}
}
