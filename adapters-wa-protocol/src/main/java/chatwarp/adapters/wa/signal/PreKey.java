package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import java.util.random.RandomGenerator;

/**
 * A one-time prekey of ours; gone after the first message that used it (protocol/04 §1).
 *
 * @param id 1..0xFFFFFF; 0 is never used, npm libsignal takes it for none
 */
public record PreKey(int id, KeyPair keys) {
  /** The largest id: 24 bits on the wire. */
  public static final int LARGEST_ID = 0xFFFFFF;

  /** Checks the id. */
  public PreKey {
    if (id < 1 || id > LARGEST_ID) {
      throw new IllegalArgumentException("prekey ids are 1..0xFFFFFF");
    }
  }

  /** A new key under an id. */
  public static PreKey generate(int id, RandomGenerator random) {
    return new PreKey(id, Curve25519.generate(random));
  }

  /** The id after another; after the largest comes 1. */
  public static int idAfter(int id) {
    return id >= LARGEST_ID ? 1 : id + 1;
  }
}
