package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.time.Instant;
import java.util.Optional;

/** An appointment. */
public record CalendarEventContent(
    String name,
    Optional<String> description,
    Instant start,
    Optional<Instant> end,
    Optional<LocationContent> location,
    Optional<String> joinLink,
    boolean extraGuests,
    boolean cancelled)
    implements MessageContent {
  public CalendarEventContent {
    if (name.isBlank()) {
      throw new InvalidValueException("name", "cannot be empty");
    }
    if (end.isPresent() && end.get().isBefore(start)) {
      throw new InvalidValueException("endTime", "is before the start");
    }
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "CalendarEventContent[redacted]";
  }
}
