package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** What the encodings of session and sender key records have in common. */
final class Records {
  static final int KEY_LENGTH = 32;

  private Records() {}

  /** Reads a whole array of one format, to its last byte. */
  static <T> T decode(byte[] bytes, byte format, Function<ByteBuffer, T> body) {
    return decode(
        bytes,
        source -> {
          byte found = source.get();
          if (found != format) {
            throw new InvalidRecordException("record of format " + found);
          }
          return body.apply(source);
        });
  }

  /** Reads a whole array, to its last byte. */
  static <T> T decode(byte[] bytes, Function<ByteBuffer, T> body) {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    try {
      T value = body.apply(source);
      if (source.hasRemaining()) {
        throw new InvalidRecordException("record with " + source.remaining() + " bytes too many");
      }
      return value;
    } catch (BufferUnderflowException e) {
      InvalidRecordException failure = new InvalidRecordException("record cut short");
      failure.initCause(e);
      throw failure;
    }
  }

  /** Reads so many bytes; never allocates more than there are. */
  static byte[] bytes(ByteBuffer source, int length) {
    checkRemaining(source, length);
    byte[] result = new byte[length];
    source.get(result);
    return result;
  }

  private static void checkRemaining(ByteBuffer source, int length) {
    if (length < 0 || length > source.remaining()) {
      throw new InvalidRecordException("record cut short");
    }
  }

  /** Passes over a key, and says where in the array it begins. */
  private static int takeKey(ByteBuffer source) {
    checkRemaining(source, KEY_LENGTH);
    int at = source.position();
    source.position(at + KEY_LENGTH);
    return at;
  }

  static PublicKey publicKey(ByteBuffer source) {
    int at = takeKey(source);
    return PublicKey.of(source.array(), source.arrayOffset() + at);
  }

  static PrivateKey privateKey(ByteBuffer source) {
    int at = takeKey(source);
    return PrivateKey.of(source.array(), source.arrayOffset() + at, KEY_LENGTH);
  }

  static ChainKey chainKey(ByteBuffer source) {
    byte[] seed = bytes(source, KEY_LENGTH);
    int index = source.getInt();
    if (index < 0) {
      throw new InvalidRecordException("record with a chain index below zero");
    }
    return new ChainKey(seed, index);
  }

  static void put(ByteBuffer target, PublicKey key) {
    key.writeRaw(target.array(), target.arrayOffset() + target.position());
    target.position(target.position() + KEY_LENGTH);
  }

  static void put(ByteBuffer target, PrivateKey key) {
    key.writeRaw(target.array(), target.arrayOffset() + target.position());
    target.position(target.position() + KEY_LENGTH);
  }

  static void put(ByteBuffer target, ChainKey key) {
    target.put(key.seed()).putInt(key.index());
  }
}
