package chatwarp.adapters.wa.message;

import chatwarp.domain.content.Thumbnail;
import chatwarp.domain.model.Dimensions;
import chatwarp.domain.model.InvalidValueException;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Small values on their way out of a protobuf. What a sender got wrong about a decoration costs
 * that decoration and not the message.
 */
final class WireValues {
  /** The last second that four digits of a year can tell. */
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private WireValues() {}

  static ByteString bytes(byte[] bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static OptionalInt positive(int number) {
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  static Optional<Thumbnail> thumbnail(ByteString jpeg) {
    try {
      return jpeg.isEmpty() ? Optional.empty() : Optional.of(Thumbnail.of(jpeg.toByteArray()));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  static Optional<Dimensions> size(int width, int height) {
    return width > 0 && height > 0 ? Optional.of(new Dimensions(width, height)) : Optional.empty();
  }

  /** Whole seconds of an unsigned field; none when it is zero. */
  static Optional<Duration> seconds(int unsigned) {
    return unsigned == 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Integer.toUnsignedLong(unsigned)));
  }

  /** A time in whole seconds. */
  static Instant time(long seconds) {
    return Instant.ofEpochSecond(Math.clamp(seconds, 0, LATEST));
  }

  /** Whole seconds for an unsigned field. */
  static int seconds(Duration duration) {
    return (int) Math.clamp(duration.toSeconds(), 0L, Integer.MAX_VALUE);
  }
}
