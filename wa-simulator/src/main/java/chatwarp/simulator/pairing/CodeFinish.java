package chatwarp.simulator.pairing;

import chatwarp.adapters.wa.crypto.PublicKey;

/** What a phone does with a companion's {@code companion_finish} (03 §4.3). */
@FunctionalInterface
public interface CodeFinish {

  /** Opens the bundle and links the companion; throws when the code was wrong. */
  void finished(byte[] bundle, PublicKey companion);
}
