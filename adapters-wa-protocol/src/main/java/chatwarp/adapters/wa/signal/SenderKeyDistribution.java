package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Arrays;

/**
 * A sender key on its way to the members of a group: {@code 0x33 || protobuf} with WhatsApp's field
 * numbers, sent inside one-to-one messages (protocol/04 §8).
 */
public final class SenderKeyDistribution {
  private static final int SEED_LENGTH = 32;

  private final int id;
  private final ChainKey chainKey;
  private final PublicKey signingKey;

  SenderKeyDistribution(int id, ChainKey chainKey, PublicKey signingKey) {
    this.id = id;
    this.chainKey = chainKey;
    this.signingKey = signingKey;
  }

  /**
   * Reads a distribution message.
   *
   * @throws InvalidMessageException when it is none of version 3
   */
  public static SenderKeyDistribution parse(byte[] bytes) {
    if (bytes.length == 0) {
      throw new InvalidMessageException("sender key distribution is empty");
    }
    SignalMessage.checkVersion(bytes[0]);
    ProtoReader reader = new ProtoReader(bytes, 1, bytes.length);
    int id = 0;
    int iteration = 0;
    byte[] seed = null;
    PublicKey signingKey = null;
    while (reader.next()) {
      switch (reader.tag()) {
        case 1 << 3 | ProtoReader.VARINT -> id = reader.uint32();
        case 2 << 3 | ProtoReader.VARINT -> iteration = reader.uint32();
        case 3 << 3 | ProtoReader.BYTES -> {
          reader.bytes();
          if (reader.length() != SEED_LENGTH) {
            throw new InvalidMessageException("sender key seed of " + reader.length() + " bytes");
          }
          seed = Arrays.copyOfRange(bytes, reader.start(), reader.start() + SEED_LENGTH);
        }
        case 4 << 3 | ProtoReader.BYTES -> signingKey = SignalMessage.key(bytes, reader);
        default -> reader.skip();
      }
    }
    if (seed == null || signingKey == null || iteration < 0) {
      throw new InvalidMessageException("sender key distribution without a required field");
    }
    return new SenderKeyDistribution(id, new ChainKey(seed, iteration), signingKey);
  }

  /** The bytes of the message; they hold a secret and travel only inside one-to-one messages. */
  public byte[] encode() {
    int length =
        1
            + ProtoWriter.sizeOfUint32(id)
            + ProtoWriter.sizeOfUint32(chainKey.index())
            + ProtoWriter.sizeOfBytes(SEED_LENGTH)
            + ProtoWriter.sizeOfBytes(PublicKey.SERIALIZED_LENGTH);
    byte[] target = new byte[length];
    new ProtoWriter(target, 0)
        .raw(SignalMessage.VERSION)
        .uint32(1, id)
        .uint32(2, chainKey.index())
        .bytes(3, chainKey.seed())
        .key(4, signingKey);
    return target;
  }

  /** The id of the key. */
  public int id() {
    return id;
  }

  ChainKey chainKey() {
    return chainKey;
  }

  PublicKey signingKey() {
    return signingKey;
  }

  @Override
  public String toString() {
    return "SenderKeyDistribution[redacted]";
  }
}
