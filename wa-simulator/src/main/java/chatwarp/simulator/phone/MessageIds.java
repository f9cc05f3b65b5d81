package chatwarp.simulator.phone;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Message ids as Android phones make them: 32 capital hex digits (05 §1). */
final class MessageIds {
  private final RandomGenerator random;

  MessageIds(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
