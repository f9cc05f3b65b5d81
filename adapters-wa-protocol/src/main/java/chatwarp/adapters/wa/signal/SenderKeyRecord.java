package chatwarp.adapters.wa.signal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sender keys of one device in one group, newest first, at most five. Immutable. */
public final class SenderKeyRecord {
  /** How many keys are kept; the oldest gives way. */
  public static final int LIMIT = 5;

  private static final SenderKeyRecord EMPTY = new SenderKeyRecord(List.of());
  private static final byte FORMAT = 1;

  private final List<SenderKeyState> states;

  private SenderKeyRecord(List<SenderKeyState> states) {
    this.states = List.copyOf(states);
  }

  /** A record without any key. */
  public static SenderKeyRecord empty() {
    return EMPTY;
  }

  /** Whether there is no key. */
  public boolean isEmpty() {
    return states.isEmpty();
  }

  /** The id of the newest key. */
  public Optional<Integer> keyId() {
    return newest().map(SenderKeyState::id);
  }

  Optional<SenderKeyState> newest() {
    return states.isEmpty() ? Optional.empty() : Optional.of(states.getFirst());
  }

  Optional<SenderKeyState> find(int id) {
    return states.stream().filter(state -> state.id() == id).findFirst();
  }

  /** The record with a state first, in place of any other of the same id. */
  SenderKeyRecord withNewest(SenderKeyState state) {
    List<SenderKeyState> next = new ArrayList<>(LIMIT + 1);
    next.add(state);
    for (SenderKeyState other : states) {
      if (other.id() != state.id() && next.size() < LIMIT) {
        next.add(other);
      }
    }
    return new SenderKeyRecord(next);
  }

  /** The record with a state in the place of the one of the same id. */
  SenderKeyRecord replaced(SenderKeyState state) {
    return new SenderKeyRecord(
        states.stream().map(other -> other.id() == state.id() ? state : other).toList());
  }

  /** The stored form; holds secret keys. */
  public byte[] encode() {
    int length = 2;
    for (SenderKeyState state : states) {
      length += state.encodedLength();
    }
    ByteBuffer target = ByteBuffer.allocate(length);
    target.put(FORMAT).put((byte) states.size());
    for (SenderKeyState state : states) {
      state.write(target);
    }
    return target.array();
  }

  /**
   * Reads the stored form.
   *
   * @throws InvalidRecordException when it is damaged, cut short or of a newer format
   */
  public static SenderKeyRecord decode(byte[] bytes) {
    return Records.decode(bytes, FORMAT, SenderKeyRecord::read);
  }

  private static SenderKeyRecord read(ByteBuffer source) {
    int count = source.get();
    if (count < 0 || count > LIMIT) {
      throw new InvalidRecordException("record with " + count + " sender keys");
    }
    List<SenderKeyState> states = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      states.add(SenderKeyState.read(source));
    }
    return new SenderKeyRecord(states);
  }

  @Override
  public String toString() {
    return "SenderKeyRecord[" + states.size() + "]";
  }
}
