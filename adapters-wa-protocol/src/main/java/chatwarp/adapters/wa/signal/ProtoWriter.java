package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;

/** Writes the four small Signal messages into an array of exactly their size. */
final class ProtoWriter {
  private final byte[] target;
  private int at;

  ProtoWriter(byte[] target, int offset) {
    this.target = target;
    this.at = offset;
  }

  static int sizeOfVarint(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }

  /** Size of a uint32 field with its one-byte tag. */
  static int sizeOfUint32(int value) {
    return 1 + sizeOfVarint(value);
  }

  /** Size of a bytes field with its one-byte tag. */
  static int sizeOfBytes(int length) {
    return 1 + sizeOfVarint(length) + length;
  }

  int position() {
    return at;
  }

  ProtoWriter raw(byte value) {
    target[at++] = value;
    return this;
  }

  ProtoWriter uint32(int field, int value) {
    target[at++] = (byte) (field << 3);
    varint(value);
    return this;
  }

  /** A bytes field's tag and length; the caller writes the content at {@link #position}. */
  ProtoWriter bytesHeader(int field, int length) {
    target[at++] = (byte) (field << 3 | ProtoReader.BYTES);
    varint(length);
    return this;
  }

  ProtoWriter key(int field, PublicKey key) {
    bytesHeader(field, PublicKey.SERIALIZED_LENGTH);
    key.writeSerialized(target, at);
    at += PublicKey.SERIALIZED_LENGTH;
    return this;
  }

  ProtoWriter bytes(int field, byte[] value) {
    bytesHeader(field, value.length);
    System.arraycopy(value, 0, target, at, value.length);
    at += value.length;
    return this;
  }

  private void varint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
  }
}
