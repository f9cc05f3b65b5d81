package chatwarp.domain.contract;

import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.StanzaChange;
import java.util.function.Predicate;

/** Kinds of commits, for tests that hold one or let it fail. */
public final class Commits {
  private Commits() {}

  /** Keeps a message of ours that is about to leave. */
  public static Predicate<ChangeSet> sending() {
    return changes -> changes.stanzas().stream().anyMatch(StanzaChange.Keep.class::isInstance);
  }

  /** Keeps a message that arrived. */
  public static Predicate<ChangeSet> receiving() {
    return sending().negate().and(row(RowChange.AddMessage.class));
  }

  /** Keeps how the connection ended, or that there is one again. */
  public static Predicate<ChangeSet> connection() {
    return row(RowChange.SetConnection.class);
  }

  private static Predicate<ChangeSet> row(Class<? extends RowChange> kind) {
    return changes -> changes.rows().stream().anyMatch(kind::isInstance);
  }
}
