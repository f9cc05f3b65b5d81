package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.OptionalInt;

/**
 * A message that also begins a session: {@code 0x33 || protobuf}, a whole {@link SignalMessage}
 * inside (protocol/04 §4). It has no MAC of its own: only the keys are proved, by the inner one.
 *
 * @param preKeyId absent when no one-time prekey was used
 * @param registrationId 0 when absent
 */
public record PreKeySignalMessage(
    OptionalInt preKeyId,
    PublicKey baseKey,
    PublicKey identityKey,
    SignalMessage message,
    int registrationId,
    int signedPreKeyId) {

  /**
   * Reads a message.
   *
   * @throws InvalidMessageException when it is none of version 3
   */
  public static PreKeySignalMessage parse(byte[] bytes) {
    if (bytes.length == 0) {
      throw new InvalidMessageException("prekey message is empty");
    }
    SignalMessage.checkVersion(bytes[0]);
    ProtoReader reader = new ProtoReader(bytes, 1, bytes.length);
    OptionalInt preKeyId = OptionalInt.empty();
    PublicKey baseKey = null;
    PublicKey identityKey = null;
    int messageOffset = 0;
    int messageLength = -1;
    int registrationId = 0;
    OptionalInt signedPreKeyId = OptionalInt.empty();
    while (reader.next()) {
      switch (reader.tag()) {
        case 1 << 3 | ProtoReader.VARINT -> preKeyId = OptionalInt.of(reader.uint32());
        case 2 << 3 | ProtoReader.BYTES -> baseKey = SignalMessage.key(bytes, reader);
        case 3 << 3 | ProtoReader.BYTES -> identityKey = SignalMessage.key(bytes, reader);
        case 4 << 3 | ProtoReader.BYTES -> {
          reader.bytes();
          messageOffset = reader.start();
          messageLength = reader.length();
        }
        case 5 << 3 | ProtoReader.VARINT -> registrationId = reader.uint32();
        case 6 << 3 | ProtoReader.VARINT -> signedPreKeyId = OptionalInt.of(reader.uint32());
        default -> reader.skip();
      }
    }
    if (baseKey == null || identityKey == null || messageLength < 0 || signedPreKeyId.isEmpty()) {
      throw new InvalidMessageException("prekey message without a required field");
    }
    if (!baseKey.canonical()) {
      // The base key tells sessions apart: two spellings of one would read a message twice.
      throw new InvalidMessageException(RetryReason.INVALID_KEY, "base key with its top bit set");
    }
    return new PreKeySignalMessage(
        preKeyId,
        baseKey,
        identityKey,
        SignalMessage.parse(bytes, messageOffset, messageLength),
        registrationId,
        signedPreKeyId.getAsInt());
  }

  static int headerLength(PendingPreKey pending, int messageLength) {
    int length = 1;
    if (pending.preKeyId().isPresent()) {
      length += ProtoWriter.sizeOfUint32(pending.preKeyId().getAsInt());
    }
    return length
        + 2 * ProtoWriter.sizeOfBytes(PublicKey.SERIALIZED_LENGTH)
        + 1
        + ProtoWriter.sizeOfVarint(messageLength);
  }

  static int trailerLength(PendingPreKey pending, int registrationId) {
    return ProtoWriter.sizeOfUint32(registrationId)
        + ProtoWriter.sizeOfUint32(pending.signedPreKeyId());
  }

  static void writeHeader(
      byte[] target,
      PendingPreKey pending,
      PublicKey baseKey,
      PublicKey identityKey,
      int messageLength) {
    ProtoWriter writer = new ProtoWriter(target, 0).raw(SignalMessage.VERSION);
    pending.preKeyId().ifPresent(id -> writer.uint32(1, id));
    writer.key(2, baseKey).key(3, identityKey).bytesHeader(4, messageLength);
  }

  static void writeTrailer(byte[] target, int offset, PendingPreKey pending, int registrationId) {
    new ProtoWriter(target, offset).uint32(5, registrationId).uint32(6, pending.signedPreKeyId());
  }
}
