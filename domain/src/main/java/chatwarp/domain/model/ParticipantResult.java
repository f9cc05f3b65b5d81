package chatwarp.domain.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What an action did to one person (protocol/08 §1.5).
 *
 * @param code 200 when done, else the server's reason, for example 403 or 409
 * @param invite a code with which the person may be invited, when they cannot be added
 */
public record ParticipantResult(UserJid person, int code, Optional<Invite> invite) {
  /** An invitation that a message can carry. */
  public record Invite(String code, Instant expiration) {}

  /** Whether it was done. */
  public boolean done() {
    return code == 200;
  }
}
