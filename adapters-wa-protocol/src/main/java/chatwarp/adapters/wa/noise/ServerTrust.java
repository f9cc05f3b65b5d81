package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.PublicKey;

/** Decides whether the peer of a handshake is the server it should be. */
@FunctionalInterface
interface ServerTrust {
  /**
   * Returns if so.
   *
   * @param certificates the payload of the server's hello, decrypted
   * @param serverKey the static key that the server has proved to own
   * @throws UntrustedServerException if not
   */
  void verify(byte[] certificates, PublicKey serverKey);
}
