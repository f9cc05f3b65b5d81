package chatwarp.simulator.content;

import java.util.List;
import java.util.Optional;

/**
 * What goes with a content.
 *
 * @param quoted the id of the message it answers
 * @param mentioned the JIDs of people in its text
 * @param expiration seconds after which it disappears; 0 for never
 * @param viewOnce whether it may be looked at once
 * @param album the id of the album it belongs to
 */
public record Circumstances(
    Optional<String> quoted,
    List<String> mentioned,
    int expiration,
    boolean viewOnce,
    Optional<String> album) {
  /** Nothing of the kind. */
  public static final Circumstances NONE =
      new Circumstances(Optional.empty(), List.of(), 0, false, Optional.empty());

  public Circumstances {
    mentioned = List.copyOf(mentioned);
  }

  boolean plain() {
    return quoted.isEmpty() && mentioned.isEmpty() && expiration == 0;
  }
}
