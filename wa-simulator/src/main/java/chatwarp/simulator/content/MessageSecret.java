package chatwarp.simulator.content;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.domain.model.UserJid;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The cipher between a message and what others add to it: votes, answers, comments (05 §17).
 *
 * @param secret 32 bytes, from the message it is about
 * @param id that message's
 * @param author that message's
 * @param modifier who adds something
 */
public record MessageSecret(byte[] secret, String id, UserJid author, UserJid modifier) {
  public static final String VOTE = "Poll Vote";
  public static final String EVENT_ANSWER = "Event Response";
  public static final String COMMENT = "Enc Comment";

  /** Encrypts; the result ends with the tag. */
  public byte[] seal(String use, byte[] iv, byte[] plain) {
    return new AesGcm(key(use)).seal(iv, associated(use), plain);
  }

  /**
   * Decrypts.
   *
   * @throws chatwarp.adapters.wa.crypto.DecryptionFailedException when it was not sealed for this
   */
  public byte[] open(String use, byte[] iv, byte[] sealed) {
    return new AesGcm(key(use)).open(iv, associated(use), sealed);
  }

  private byte[] key(String use) {
    byte[] info = (id + author + modifier + use).getBytes(StandardCharsets.UTF_8);
    return new Hkdf(new HmacSha256()).derive(secret, info, AesGcm.KEY_LENGTH);
  }

  private byte[] associated(String use) {
    if (use.equals(COMMENT)) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(id.getBytes(StandardCharsets.UTF_8));
    bytes.write(0);
    bytes.writeBytes(modifier.toString().getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return "MessageSecret[redacted]";
  }
}
