package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.DecryptionFailedException;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.proto.MediaRetryNotification;
import chatwarp.adapters.wa.proto.ServerErrorReceipt;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.Secret;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is said between us and the phone that uploads a file again, sealed (06 §6). */
final class RetryKeys {
  private static final byte[] INFO =
      "WhatsApp Media Retry Notification".getBytes(StandardCharsets.US_ASCII);

  private final AesGcm cipher;
  private final MessageId message;
  private final byte[] associated;

  RetryKeys(Secret mediaKey, MessageId message) {
    this.cipher = new AesGcm(key(mediaKey));
    this.message = message;
    this.associated = message.value().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] key(Secret mediaKey) {
    return new Hkdf(new HmacSha256()).derive(mediaKey.reveal(), INFO, AesGcm.KEY_LENGTH);
  }

  /** The request, sealed. */
  byte[] request(byte[] iv) {
    byte[] plain =
        ServerErrorReceipt.newBuilder().setStanzaId(message.value()).build().toByteArray();
    return cipher.seal(iv, associated, plain);
  }

  /** The answer; absent when it is not one to this request. */
  Optional<MediaRetryNotification> answer(byte[] iv, byte[] sealed) {
    if (iv.length != AesGcm.IV_LENGTH) {
      return Optional.empty();
    }
    try {
      MediaRetryNotification answer =
          MediaRetryNotification.parseFrom(cipher.open(iv, associated, sealed));
      return Optional.of(answer)
          .filter(a -> !a.hasStanzaId() || a.getStanzaId().equals(message.value()));
    } catch (DecryptionFailedException | InvalidProtocolBufferException _) {
      return Optional.empty();
    }
  }
}
