package chatwarp.simulator.group;

import chatwarp.simulator.account.Account;
import java.time.Instant;

/** An invitation to one person, which an admin sends them in a message ("v4", 08 §1.7). */
public record Invitation(String code, Account admin, Instant until) {
  /** Without the code, which lets somebody in. */
  @Override
  public String toString() {
    return "Invitation[redacted]";
  }
}
