package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.Sha;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The Noise protocols spoken here. */
enum HandshakePattern {
  /** What every client may begin with. */
  XX("Noise_XX_25519_AESGCM_SHA256"),
  /** How a server goes on that declines a client's attempt to resume (01 §8). */
  XX_FALLBACK("Noise_XXfallback_25519_AESGCM_SHA256");

  private static final int HASH_LENGTH = 32;

  private final String protocolName;

  HandshakePattern(String protocolName) {
    this.protocolName = protocolName;
  }

  /** The first handshake hash: the name itself, padded, or its hash when it is too long. */
  byte[] initialHash(Sha sha256) {
    byte[] name = protocolName.getBytes(StandardCharsets.US_ASCII);
    return name.length <= HASH_LENGTH ? Arrays.copyOf(name, HASH_LENGTH) : sha256.hash(name);
  }
}
