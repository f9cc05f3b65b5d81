package chatwarp.adapters.wa.signal;

/**
 * Reads the four small Signal messages from protobuf bytes.
 *
 * <p>Any field order, repeated fields (the last counts) and unknown fields are read as protobuf
 * demands; groups, field 0 and whatever reaches over the end are refused. Allocates nothing.
 */
final class ProtoReader {
  static final int VARINT = 0;
  static final int BYTES = 2;

  private final byte[] source;
  private final int end;
  private int at;
  private int tag;
  private int start;
  private int length;

  ProtoReader(byte[] source, int offset, int end) {
    this.source = source;
    this.at = offset;
    this.end = end;
  }

  /** Moves to the next field; false at the end. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long value = readVarint();
    if (value >>> 32 != 0 || value >>> 3 == 0) {
      throw new InvalidMessageException("protobuf tag out of range");
    }
    tag = (int) value;
    return true;
  }

  /** The field's number and wire type as they stand in the tag. */
  int tag() {
    return tag;
  }

  /** The tag of a field number and wire type. */
  static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }

  /** The low 32 bits of the field's varint, as protobuf reads a uint32. */
  int uint32() {
    return (int) readVarint();
  }

  /** Takes a bytes field; {@link #start} and {@link #length} then say where it is. */
  void bytes() {
    long count = readVarint();
    if (count < 0 || count > end - at) {
      throw new InvalidMessageException("protobuf field longer than the message");
    }
    start = at;
    length = (int) count;
    at += length;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  /** Passes over a field that is not known. */
  void skip() {
    switch (tag & 7) {
      case VARINT -> readVarint();
      case 1 -> advance(8);
      case BYTES -> bytes();
      case 5 -> advance(4);
      default -> throw new InvalidMessageException("protobuf wire type " + (tag & 7));
    }
  }

  private void advance(int count) {
    if (count > end - at) {
      throw new InvalidMessageException("protobuf field cut short");
    }
    at += count;
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw new InvalidMessageException("protobuf varint cut short");
      }
      byte next = source[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new InvalidMessageException("protobuf varint longer than ten bytes");
  }
}
