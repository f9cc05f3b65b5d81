package chatwarp.application.message;

import chatwarp.application.time.Deadline;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Secret;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers a repeated request with the result of the first. A key is used up in the same commit that
 * keeps the message, so a request that was refused before leaves it free, and one that was kept
 * holds it over restarts. Any thread may call.
 */
final class Repeats {
  /** No header can hold this character, so no caller's key looks like a chosen id. */
  private static final String CHOSEN_ID = "\u001Fid:";

  private record Place(InstanceId instance, IdempotencyKey key) {}

  /** A first request under way; compared by identity. */
  private static final class First {
    private final Secret digest;
    private final CompletableFuture<SendResult> result = new CompletableFuture<>();

    private First(Secret digest) {
      this.digest = digest;
    }
  }

  private final ConversationRepository conversations;
  private final Map<Place, First> running = new ConcurrentHashMap<>();

  Repeats(ConversationRepository conversations) {
    this.conversations = conversations;
  }

  /** The key of a request; a caller-chosen id is one too. */
  static Optional<IdempotencyKey> key(SendRequest request) {
    return request
        .key()
        .or(() -> request.id().map(id -> new IdempotencyKey(CHOSEN_ID + id.value())));
  }

  /**
   * Sends once per key; a repeat that comes meanwhile waits for the first and shares its fate.
   *
   * @throws SendException.Refused when the server refused the message of this key
   * @throws SendException.KeyReused when the key belongs to another request
   */
  SendResult once(
      InstanceId instance, Optional<IdempotencyKey> key, Secret digest, Supplier<SendResult> send) {
    if (key.isEmpty()) {
      return send.get();
    }
    Place place = new Place(instance, key.get());
    First mine = new First(digest);
    First first = running.putIfAbsent(place, mine);
    if (first != null) {
      requireSame(first.digest, digest);
      return Deadline.join(first.result);
    }
    try {
      SendResult result =
          conversations
              .idempotentSend(instance, key.get())
              .map(kept -> answer(instance, kept, digest))
              .orElseGet(send);
      mine.result.complete(result);
      return result;
    } catch (RuntimeException e) {
      mine.result.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(place, mine);
    }
  }

  private SendResult answer(InstanceId instance, IdempotentSend kept, Secret digest) {
    requireSame(kept.requestDigest(), digest);
    MessageRecord message =
        conversations
            .message(instance, Optional.of(kept.chat()), kept.message())
            .orElseThrow(() -> new StoreException.Unreadable("the message of this key"));
    if (message.status() == MessageStatus.ERROR) {
      conversations
          .refusal(instance, kept.chat(), kept.message())
          .ifPresent(code -> {
            throw new SendException.Refused(code);
          });
    }
    return new SendResult(instance, message);
  }

  private static void requireSame(Secret first, Secret digest) {
    if (!first.equals(digest)) {
      throw new SendException.KeyReused();
    }
  }
}
