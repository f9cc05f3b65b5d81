package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.crypto.PublicKey;

/**
 * A message within a session: {@code 0x33 || protobuf || 8 bytes of MAC} (protocol/04 §4).
 *
 * <p>A view of the array it was parsed from, which must not change meanwhile. The previous counter
 * is not kept: it is no more than a hint, and npm libsignal may send -1.
 */
public final class SignalMessage {
  /** Version 3 in both nibbles. */
  static final byte VERSION = 0x33;

  static final int MAC_LENGTH = 8;

  private final byte[] source;
  private final int offset;
  private final int end;
  private final PublicKey ratchetKey;
  private final int counter;
  private final int ciphertextOffset;
  private final int ciphertextLength;

  private SignalMessage(
      byte[] source,
      int offset,
      int end,
      PublicKey ratchetKey,
      int counter,
      int ciphertextOffset,
      int ciphertextLength) {
    this.source = source;
    this.offset = offset;
    this.end = end;
    this.ratchetKey = ratchetKey;
    this.counter = counter;
    this.ciphertextOffset = ciphertextOffset;
    this.ciphertextLength = ciphertextLength;
  }

  /**
   * Reads a message; its MAC is checked later, by the session.
   *
   * @throws InvalidMessageException when it is none of version 3
   */
  public static SignalMessage parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  static SignalMessage parse(byte[] source, int offset, int length) {
    if (length < 1 + MAC_LENGTH) {
      throw new InvalidMessageException("Signal message cut short");
    }
    checkVersion(source[offset]);
    int end = offset + length - MAC_LENGTH;
    ProtoReader reader = new ProtoReader(source, offset + 1, end);
    PublicKey ratchetKey = null;
    int counter = 0; // absent means 0 to npm libsignal
    int ciphertextOffset = 0;
    int ciphertextLength = -1;
    while (reader.next()) {
      switch (reader.tag()) {
        case 1 << 3 | ProtoReader.BYTES -> ratchetKey = key(source, reader);
        case 2 << 3 | ProtoReader.VARINT -> counter = reader.uint32();
        case 4 << 3 | ProtoReader.BYTES -> {
          reader.bytes();
          ciphertextOffset = reader.start();
          ciphertextLength = reader.length();
        }
        default -> reader.skip();
      }
    }
    if (ratchetKey == null || ciphertextLength < 0) {
      throw new InvalidMessageException("Signal message without ratchet key or ciphertext");
    }
    return new SignalMessage(
        source, offset, end, ratchetKey, counter, ciphertextOffset, ciphertextLength);
  }

  /** Refuses every version but 3; version 4 would need Kyber. */
  static void checkVersion(byte versions) {
    int version = (versions & 0xff) >>> 4;
    if (version != 3) {
      throw new InvalidMessageException("message of version " + version);
    }
  }

  static PublicKey key(byte[] source, ProtoReader reader) {
    reader.bytes();
    try {
      return PublicKey.ofSerialized(source, reader.start(), reader.length());
    } catch (InvalidCurveKeyException e) {
      throw new InvalidMessageException(RetryReason.INVALID_KEY, "malformed public key", e);
    }
  }

  static int encodedLength(int counter, int previousCounter, int ciphertextLength) {
    return 1
        + ProtoWriter.sizeOfBytes(PublicKey.SERIALIZED_LENGTH)
        + ProtoWriter.sizeOfUint32(counter)
        + ProtoWriter.sizeOfUint32(previousCounter)
        + ProtoWriter.sizeOfBytes(ciphertextLength)
        + MAC_LENGTH;
  }

  /**
   * Writes all that stands before the ciphertext, counters of 0 included, as the peers do.
   *
   * @return where the ciphertext goes
   */
  static int writeHeader(
      byte[] target,
      int offset,
      PublicKey ratchetKey,
      int counter,
      int previousCounter,
      int ciphertextLength) {
    return new ProtoWriter(target, offset)
        .raw(VERSION)
        .key(1, ratchetKey)
        .uint32(2, counter)
        .uint32(3, previousCounter)
        .bytesHeader(4, ciphertextLength)
        .position();
  }

  /** The sender's current ratchet key. */
  public PublicKey ratchetKey() {
    return ratchetKey;
  }

  /** The message's number in its chain, as 32 unsigned bits. */
  public int counter() {
    return counter;
  }

  byte[] source() {
    return source;
  }

  /** Where the authenticated part begins, at the version byte. */
  int offset() {
    return offset;
  }

  /** Where the authenticated part ends and the MAC begins. */
  int end() {
    return end;
  }

  int ciphertextOffset() {
    return ciphertextOffset;
  }

  int ciphertextLength() {
    return ciphertextLength;
  }

  @Override
  public String toString() {
    return "SignalMessage[" + (end - offset + MAC_LENGTH) + " bytes]";
  }
}
