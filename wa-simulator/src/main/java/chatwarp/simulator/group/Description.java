package chatwarp.simulator.group;

import chatwarp.simulator.account.Account;
import java.time.Instant;

/**
 * What a group says about itself.
 *
 * @param id chosen by whoever wrote it; the next change has to name it
 */
public record Description(String id, String text, Account by, Instant at) {
  /** Without the text, which does not belong in logs. */
  @Override
  public String toString() {
    return "Description[redacted]";
  }
}
