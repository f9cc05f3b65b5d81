package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.DecryptionFailedException;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/**
 * The secret of a message, under which others say something about it that the server must not see:
 * votes, answers, edits (05 §17).
 *
 * @param secret 32 bytes from the message's {@code messageContextInfo}
 * @param id of that message
 */
record MessageSecret(byte[] secret, MessageId id) {
  /** What is said; each has its own key. */
  enum Use {
    POLL_VOTE("Poll Vote", true),
    EVENT_RESPONSE("Event Response", true),
    REACTION("Enc Reaction", false),
    COMMENT("Enc Comment", false),
    EVENT_EDIT("Event Edit", false),
    MESSAGE_EDIT("Message Edit", false),
    POLL_EDIT("Poll Edit", false);

    private final String text;
    private final boolean bound;

    /**
     * @param bound whether the ciphertext names the message and the speaker once more
     */
    Use(String text, boolean bound) {
      this.text = text;
      this.bound = bound;
    }
  }

  /** A ciphertext with its tag, and its vector. */
  record Sealed(byte[] payload, byte[] iv) {}

  /**
   * The key of one speaker for one use.
   *
   * @param author of the message, as the chat names them
   * @param speaker who says something about it
   */
  byte[] key(UserJid author, UserJid speaker, Use use) {
    String info = id.value() + author + speaker + use.text;
    return new SymmetricCrypto()
        .hkdf()
        .derive(secret, info.getBytes(StandardCharsets.UTF_8), AesGcm.KEY_LENGTH);
  }

  Sealed seal(UserJid author, UserJid speaker, Use use, byte[] iv, byte[] plain) {
    byte[] payload =
        new AesGcm(key(author, speaker, use)).seal(iv, associated(speaker, use), plain);
    return new Sealed(payload, iv);
  }

  /**
   * What was sealed. Nobody tells whether the phone numbers or the LIDs went into the key, so all
   * are tried; none fits a forgery.
   */
  Optional<byte[]> open(
      Collection<UserJid> authors, Collection<UserJid> speakers, Use use, Sealed sealed) {
    if (sealed.iv().length != AesGcm.IV_LENGTH) {
      return Optional.empty();
    }
    return authors.stream()
        .flatMap(author -> speakers.stream().map(speaker -> opened(author, speaker, use, sealed)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<byte[]> opened(UserJid author, UserJid speaker, Use use, Sealed sealed) {
    try {
      return Optional.of(
          new AesGcm(key(author, speaker, use))
              .open(sealed.iv(), associated(speaker, use), sealed.payload()));
    } catch (DecryptionFailedException e) {
      // Another pair of addresses may fit.
      return Optional.empty();
    }
  }

  private byte[] associated(UserJid speaker, Use use) {
    ByteArrayOutputStream associated = new ByteArrayOutputStream();
    if (use.bound) {
      associated.writeBytes(id.value().getBytes(StandardCharsets.UTF_8));
      associated.write(0);
      associated.writeBytes(speaker.toString().getBytes(StandardCharsets.UTF_8));
    }
    return associated.toByteArray();
  }

  @Override
  public String toString() {
    return "MessageSecret[" + id + "]";
  }
}
