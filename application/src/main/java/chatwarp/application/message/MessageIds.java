package chatwarp.application.message;

import chatwarp.domain.model.MessageId;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes message ids as WhatsApp Web does: {@code 3EB0} and 18 upper-case hex digits (05 §1). */
final class MessageIds {
  private static final String WEB = "3EB0";
  private static final int RANDOM_BYTES = 9;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final RandomGenerator random;

  MessageIds(RandomGenerator random) {
    this.random = random;
  }

  MessageId next() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new MessageId(WEB + HEX.formatHex(bytes));
  }
}
