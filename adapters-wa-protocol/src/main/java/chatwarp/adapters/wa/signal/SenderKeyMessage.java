package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;

/**
 * A group message: {@code 0x33 || protobuf || signature} with WhatsApp's field numbers (protocol/04
 * §4, §8). A view of the array it was parsed from, which must not change meanwhile.
 */
public final class SenderKeyMessage {
  private final byte[] source;
  private final int id;
  private final int iteration;
  private final int ciphertextOffset;
  private final int ciphertextLength;

  private SenderKeyMessage(
      byte[] source, int id, int iteration, int ciphertextOffset, int ciphertextLength) {
    this.source = source;
    this.id = id;
    this.iteration = iteration;
    this.ciphertextOffset = ciphertextOffset;
    this.ciphertextLength = ciphertextLength;
  }

  /**
   * Reads a message; its signature is checked later, with the sender's key.
   *
   * @throws InvalidMessageException when it is none of version 3
   */
  public static SenderKeyMessage parse(byte[] bytes) {
    if (bytes.length < 1 + XEdDsa.SIGNATURE_LENGTH) {
      throw new InvalidMessageException("sender key message cut short");
    }
    SignalMessage.checkVersion(bytes[0]);
    ProtoReader reader = new ProtoReader(bytes, 1, bytes.length - XEdDsa.SIGNATURE_LENGTH);
    int id = 0;
    int iteration = 0;
    int ciphertextOffset = 0;
    int ciphertextLength = -1;
    while (reader.next()) {
      switch (reader.tag()) {
        case 1 << 3 | ProtoReader.VARINT -> id = reader.uint32();
        case 2 << 3 | ProtoReader.VARINT -> iteration = reader.uint32();
        case 3 << 3 | ProtoReader.BYTES -> {
          reader.bytes();
          ciphertextOffset = reader.start();
          ciphertextLength = reader.length();
        }
        default -> reader.skip();
      }
    }
    if (ciphertextLength < 0) {
      throw new InvalidMessageException("sender key message without ciphertext");
    }
    return new SenderKeyMessage(bytes, id, iteration, ciphertextOffset, ciphertextLength);
  }

  /** Length of a message without its signature. */
  static int signedLength(int id, int iteration, int ciphertextLength) {
    return 1
        + ProtoWriter.sizeOfUint32(id)
        + ProtoWriter.sizeOfUint32(iteration)
        + ProtoWriter.sizeOfBytes(ciphertextLength);
  }

  /** Writes all that stands before the ciphertext, and gives the place where that goes. */
  static int writeHeader(byte[] target, int id, int iteration, int ciphertextLength) {
    return new ProtoWriter(target, 0)
        .raw(SignalMessage.VERSION)
        .uint32(1, id)
        .uint32(2, iteration)
        .bytesHeader(3, ciphertextLength)
        .position();
  }

  /** Which of the sender's keys it was made with. */
  public int id() {
    return id;
  }

  /** The message's number in its chain, as 32 unsigned bits. */
  public int iteration() {
    return iteration;
  }

  boolean signedBy(PublicKey key) {
    int length = source.length - XEdDsa.SIGNATURE_LENGTH;
    return XEdDsa.verify(key, source, 0, length, source, length);
  }

  byte[] source() {
    return source;
  }

  int ciphertextOffset() {
    return ciphertextOffset;
  }

  int ciphertextLength() {
    return ciphertextLength;
  }

  @Override
  public String toString() {
    return "SenderKeyMessage[" + source.length + " bytes]";
  }
}
