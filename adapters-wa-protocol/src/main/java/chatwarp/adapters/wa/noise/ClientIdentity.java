package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.PublicKey;

/**
 * Who a client has proved to be, and what it said.
 *
 * @param noiseKey its static key
 * @param payload the serialized ClientPayload
 */
public record ClientIdentity(PublicKey noiseKey, byte[] payload) {
  /** Says how long the payload is, never what it holds. */
  @Override
  public String toString() {
    return "ClientIdentity[payload of " + payload.length + " bytes]";
  }
}
