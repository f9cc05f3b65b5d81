package chatwarp.simulator.server;

import chatwarp.adapters.wa.crypto.AesGcm;
import java.nio.ByteBuffer;

/** One direction of an open connection: AES-GCM under a counter (01 §5). Used under one lock. */
final class FrameCipher {
  private final AesGcm cipher;
  private long counter;

  FrameCipher(byte[] keys, int offset) {
    cipher = new AesGcm(keys, offset);
  }

  static byte[] iv(long counter) {
    return ByteBuffer.allocate(AesGcm.IV_LENGTH).putInt(8, (int) counter).array();
  }

  byte[] seal(byte[] plaintext) {
    return cipher.seal(next(), plaintext);
  }

  byte[] open(byte[] ciphertext) {
    return cipher.open(next(), ciphertext);
  }

  private byte[] next() {
    if (counter > 0xFFFF_FFFFL) {
      throw new ProtocolViolation("the frame counter is used up");
    }
    return iv(counter++);
  }
}
