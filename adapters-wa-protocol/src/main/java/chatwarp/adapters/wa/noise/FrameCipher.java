package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.DecryptionFailedException;
import chatwarp.adapters.wa.noise.FrameCipherException.Fault;

/**
 * One direction of an encrypted connection: AES-GCM under a key that never changes, with a vector
 * that counts frames (01 §3). Frames must be sealed in the order in which they are written, and
 * opened in the order in which they came. Belongs to one thread at a time.
 */
public final class FrameCipher {
  /** Bytes in front of a frame's body: its length, big endian. */
  public static final int HEADER_LENGTH = 3;

  /** Bytes that encryption adds behind the plaintext. */
  public static final int TAG_LENGTH = AesGcm.TAG_LENGTH;

  /** Longest body of a frame. */
  public static final int MAX_BODY = 0xFFFFFF;

  private static final long COUNTERS = 1L << 32;
  private static final byte[] NONE = {};

  private final AesGcm cipher;
  private final byte[] vector = new byte[AesGcm.IV_LENGTH];
  private long counter;

  FrameCipher(byte[] source, int offset) {
    this(source, offset, 0);
  }

  /** For tests that begin near the end of the counter. */
  FrameCipher(byte[] source, int offset, long counter) {
    this.cipher = new AesGcm(source, offset);
    this.counter = counter;
  }

  /** Eight zero bytes, then the counter, big endian. */
  static byte[] vector(int counter) {
    byte[] vector = new byte[AesGcm.IV_LENGTH];
    write(vector, counter);
    return vector;
  }

  private static void write(byte[] vector, int counter) {
    vector[8] = (byte) (counter >> 24);
    vector[9] = (byte) (counter >> 16);
    vector[10] = (byte) (counter >> 8);
    vector[11] = (byte) counter;
  }

  private void step() {
    if (counter == COUNTERS) {
      throw new FrameCipherException(Fault.EXHAUSTED, "every counter has been used");
    }
    write(vector, (int) counter);
    counter++;
  }

  /**
   * Makes a frame out of a plaintext where it stands: header before it, tag behind it.
   *
   * @param offset where the frame begins: {@link #HEADER_LENGTH} free bytes, then the plaintext,
   *     then {@link #TAG_LENGTH} free bytes
   * @param length of the plaintext
   * @return the length of the frame with its header
   */
  public int sealFrame(byte[] buffer, int offset, int length) {
    int body = length + TAG_LENGTH;
    if (length < 0 || body > MAX_BODY) {
      throw new FrameCipherException(Fault.TOO_LONG, "a frame of " + body + " bytes");
    }
    step();
    int start = offset + HEADER_LENGTH;
    cipher.seal(vector, NONE, buffer, start, length, buffer, start);
    buffer[offset] = (byte) (body >> 16);
    buffer[offset + 1] = (byte) (body >> 8);
    buffer[offset + 2] = (byte) body;
    return HEADER_LENGTH + body;
  }

  /** A frame with this plaintext, header included. */
  public byte[] sealFrame(byte[] plaintext) {
    byte[] frame = new byte[HEADER_LENGTH + plaintext.length + TAG_LENGTH];
    System.arraycopy(plaintext, 0, frame, HEADER_LENGTH, plaintext.length);
    sealFrame(frame, 0, plaintext.length);
    return frame;
  }

  /**
   * The plaintext of a frame's body, without header.
   *
   * @throws FrameCipherException when the tag is wrong: the connection is lost
   */
  public byte[] open(byte[] body) {
    return open(body, 0, body.length);
  }

  /** Like {@link #open(byte[])}, for a body inside a larger array. */
  public byte[] open(byte[] source, int offset, int length) {
    step();
    // Into an array of its own: the JDK decrypts in place by way of a copy.
    byte[] plaintext = new byte[Math.max(0, length - TAG_LENGTH)];
    try {
      cipher.open(vector, NONE, source, offset, length, plaintext, 0);
    } catch (DecryptionFailedException e) {
      throw new FrameCipherException(Fault.DECRYPTION, "a frame cannot be decrypted", e);
    }
    return plaintext;
  }

  @Override
  public String toString() {
    return "FrameCipher[redacted]";
  }
}
