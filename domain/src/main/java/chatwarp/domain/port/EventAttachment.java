package chatwarp.domain.port;

import java.nio.file.Path;

/** The file of a message, for targets that want it with the event. */
public sealed interface EventAttachment {
  /** The event has no file, or the target wants none. */
  record None() implements EventAttachment {}

  /** The file in clear; it is there as long as the attempt to carry the event out. */
  record Attached(Path file) implements EventAttachment {}

  /**
   * There is a file and it could not be had.
   *
   * @param reason a sentence for the receiver
   */
  record Missing(String reason) implements EventAttachment {}
}
