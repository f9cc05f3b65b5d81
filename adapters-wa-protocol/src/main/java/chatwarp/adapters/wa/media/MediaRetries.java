package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.MediaRetryNotification;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Asks phones to upload files again and waits for their answers (06 §6). Any thread may ask, the
 * inbox brings the answers.
 */
public final class MediaRetries {
  /** A phone that is asleep takes a while. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int NOT_ON_PHONE = 2;

  private final RandomGenerator random;
  private final Duration patience;
  private final ConcurrentHashMap<MessageId, CompletableFuture<Node>> waiting =
      new ConcurrentHashMap<>();

  /**
   * @param random a secure generator
   */
  public MediaRetries(RandomGenerator random) {
    this(random, PATIENCE);
  }

  MediaRetries(RandomGenerator random, Duration patience) {
    this.random = random;
    this.patience = patience;
  }

  /** A phone answers; nothing happens when nobody waits for that. Never blocks. */
  public void answered(Node notification) {
    CompletableFuture<Node> asked = waiting.get(new MessageId(notification.requireAttr("id")));
    if (asked != null) {
      asked.complete(notification);
    }
  }

  /**
   * Asks, and blocks until the phone answered.
   *
   * @param own our phone number's address
   */
  MediaReference renew(
      Connection connection, UserJid own, MessageKey message, MediaReference expired) {
    RetryKeys keys = new RetryKeys(expired.mediaKey(), message.id());
    CompletableFuture<Node> answer =
        waiting.computeIfAbsent(message.id(), _ -> new CompletableFuture<>());
    try {
      byte[] iv = new byte[AesGcm.IV_LENGTH];
      random.nextBytes(iv);
      connection.send(request(own, message, keys, iv));
      return moved(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS), keys, expired);
    } catch (TimeoutException e) {
      SessionException late = new SessionException.TimedOut("the wish for an upload");
      late.initCause(e);
      throw late;
    } catch (ExecutionException e) {
      throw new SessionException.MediaFailed("the phone's answer was lost", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionException.NotConnected();
    } finally {
      waiting.remove(message.id(), answer);
    }
  }

  static Node request(UserJid own, MessageKey message, RetryKeys keys, byte[] iv) {
    return Node.builder("receipt")
        .attr("id", message.id().value())
        .attr("to", own)
        .attr("type", "server-error")
        .children(
            Node.of("encrypt", Node.of("enc_p", keys.request(iv)), Node.of("enc_iv", iv)),
            Node.builder("rmr")
                .attr("jid", message.chat())
                .attr("from_me", Boolean.toString(message.fromMe()))
                .attrJid("participant", message.participant())
                .build())
        .build();
  }

  private static MediaReference moved(Node notification, RetryKeys keys, MediaReference expired) {
    Optional<Node> error = notification.child("error");
    if (error.isPresent()) {
      if (error.get().attrLong("code").orElse(0) == NOT_ON_PHONE) {
        throw new SessionException.MediaGone();
      }
      throw new SessionException.MediaFailed("the phone could not upload the file again");
    }
    Node sealed = notification.requireChild("encrypt");
    MediaRetryNotification answer =
        keys.answer(
                sealed.requireChild("enc_iv").requireBytes(),
                sealed.requireChild("enc_p").requireBytes())
            .orElseThrow(
                () -> new SessionException.MediaFailed("the phone's answer cannot be opened"));
    return switch (answer.getResult()) {
      case SUCCESS -> moved(answer, expired);
      case NOT_FOUND -> throw new SessionException.MediaGone();
      case GENERAL_ERROR, DECRYPTION_ERROR ->
          throw new SessionException.MediaFailed("the phone could not upload the file again");
    };
  }

  private static MediaReference moved(MediaRetryNotification answer, MediaReference expired) {
    try {
      return expired.movedTo(answer.getDirectPath());
    } catch (InvalidValueException e) {
      throw new SessionException.MediaFailed("the phone does not say where the file is", e);
    }
  }
}
