package chatwarp.simulator.group;

import chatwarp.simulator.account.Account;
import java.time.Instant;

/** The name of a group, who gave it and when. */
public record Subject(String text, Account by, Instant at) {
  /** Without the name, which does not belong in logs. */
  @Override
  public String toString() {
    return "Subject[redacted]";
  }
}
