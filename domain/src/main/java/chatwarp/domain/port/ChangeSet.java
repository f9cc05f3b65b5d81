package chatwarp.domain.port;

import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.Lease;
import java.util.List;
import java.util.Optional;

/**
 * Everything one step of an instance changes; kept whole or not at all. The parts are applied in
 * the order of the components, and each list in its own order.
 *
 * @param idempotency the send that this step accepts under a caller's key; refused when the key
 *     already names a send
 */
public record ChangeSet(
    Lease lease,
    Optional<AuthChange> auth,
    List<StateChange> state,
    List<StanzaChange> stanzas,
    List<RowChange> rows,
    List<NewEvent> events,
    Optional<IdempotentSend> idempotency) {

  public ChangeSet {
    state = List.copyOf(state);
    stanzas = List.copyOf(stanzas);
    rows = List.copyOf(rows);
    events = List.copyOf(events);
  }

  /** A change set of rows and events only. */
  public static ChangeSet of(Lease lease, List<RowChange> rows, List<NewEvent> events) {
    return new ChangeSet(
        lease, Optional.empty(), List.of(), List.of(), rows, events, Optional.empty());
  }
}
