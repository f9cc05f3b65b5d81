package chatwarp.domain.contract;

import chatwarp.domain.model.EventKind;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A publisher that remembers every attempt and answers as a test wants. Any thread may call. */
public final class RecordingPublisher implements EventPublisher {
  /** One attempt. */
  public record Attempt(
      EventTarget target, StoredEvent event, Attachment attachment, Delivery answer) {
    public EventKind kind() {
      return event.event().kind();
    }
  }

  /**
   * The file that came with an event, read while it was there.
   *
   * @param file none when the target wants none, or there is none
   * @param missing why it did not come
   */
  public record Attachment(Optional<String> file, Optional<String> missing) {}

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Attempt> attempts = new ArrayList<>();
  private volatile BiFunction<EventTarget, StoredEvent, Delivery> answers =
      (_, _) -> new Delivery.Delivered();

  @Override
  public boolean serves(EventTarget target) {
    return true;
  }

  @Override
  public Delivery publish(EventTarget target, StoredEvent event, EventAttachment attachment) {
    Attachment seen = seen(attachment);
    Delivery answer = answers.apply(target, event);
    lock.lock();
    try {
      attempts.add(new Attempt(target, event, seen, answer));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return answer;
  }

  /** Bytes as characters of one byte each. */
  private static Attachment seen(EventAttachment attachment) {
    return switch (attachment) {
      case EventAttachment.None _ -> new Attachment(Optional.empty(), Optional.empty());
      case EventAttachment.Missing(String reason) ->
          new Attachment(Optional.empty(), Optional.of(reason));
      case EventAttachment.Attached(Path file) -> {
        try {
          yield new Attachment(
              Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1)), Optional.empty());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** How attempts from now on are answered; the function may block. */
  public void answer(BiFunction<EventTarget, StoredEvent, Delivery> next) {
    answers = next;
  }

  /** Every attempt so far, in order. */
  public List<Attempt> attempts() {
    lock.lock();
    try {
      return List.copyOf(attempts);
    } finally {
      lock.unlock();
    }
  }

  /** What was delivered so far, in order. */
  public List<StoredEvent> delivered() {
    return attempts().stream()
        .filter(attempt -> attempt.answer() instanceof Delivery.Delivered)
        .map(Attempt::event)
        .toList();
  }

  /** The attempts that match, waiting until there are so many. */
  public List<Attempt> await(int count, Predicate<Attempt> wanted) {
    lock.lock();
    try {
      long left = DEADLINE.toNanos();
      while (attempts.stream().filter(wanted).count() < count) {
        if (left <= 0) {
          throw new AssertionError("not " + count + " attempts in time, but " + attempts);
        }
        left = changed.awaitNanos(left);
      }
      return attempts.stream().filter(wanted).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** All attempts, waiting until there are so many. */
  public List<Attempt> await(int count) {
    return await(count, _ -> true);
  }
}
