package chatwarp.adapters.persistence.seal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import javax.crypto.SecretKey;

/**
 * The values that one transaction seals under one key. To derive a key for each of them would cost
 * as much as to seal it, so they share the first half of a nonce, and with it the derived key; the
 * second half counts on from its random beginning. No two nonces of one are the same, and two of
 * different ones only if all 192 random bits fall together.
 *
 * <p>Short-lived, so that no state to seal with is still in memory when a machine is copied. Not
 * thread-safe.
 */
public final class Sealing {
  private static final int NONCE = XaesGcm.NONCE;

  /** The end of a nonce as a number; it may wrap around. */
  private static final VarHandle COUNTER =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final CipherPool ciphers;
  private final SecretKey derived;
  private final byte[] nonce;

  Sealing(CipherPool ciphers, SecretKey derived, byte[] nonce) {
    this.ciphers = ciphers;
    this.derived = derived;
    this.nonce = nonce.clone();
  }

  /** Seals the next value for its place. */
  public byte[] seal(Cell cell, byte[] value) {
    byte[] sealed = new byte[1 + NONCE + value.length + XaesGcm.TAG];
    sealed[0] = AesKey.VERSION;
    System.arraycopy(nonce, 0, sealed, 1, NONCE);
    seal(cell.bytes(), value, sealed, 1 + NONCE);
    return sealed;
  }

  /** Writes ciphertext and tag of the next value. */
  void seal(byte[] aad, byte[] value, byte[] out, int at) {
    ciphers.with(c -> c.encrypt(derived, nonce, aad, value, out, at));
    int end = NONCE - Long.BYTES;
    COUNTER.set(nonce, end, (long) COUNTER.get(nonce, end) + 1);
  }

  @Override
  public String toString() {
    return "Sealing[redacted]";
  }
}
