package chatwarp.application.instance;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change set in the making, before it has a lease and before its events are rendered. */
final class Draft {
  private final List<RowChange> rows = new ArrayList<>();
  private final List<InstanceEvent> events = new ArrayList<>();
  private Optional<AuthChange> auth = Optional.empty();
  private Optional<IdempotentSend> idempotency = Optional.empty();

  Draft row(RowChange row) {
    rows.add(row);
    return this;
  }

  Draft event(InstanceEvent event) {
    events.add(event);
    return this;
  }

  Draft auth(AuthChange change) {
    auth = Optional.of(change);
    return this;
  }

  Draft idempotency(IdempotentSend send) {
    idempotency = Optional.of(send);
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty() && events.isEmpty() && auth.isEmpty() && idempotency.isEmpty();
  }

  List<RowChange> rows() {
    return rows;
  }

  List<InstanceEvent> events() {
    return events;
  }

  Optional<AuthChange> auth() {
    return auth;
  }

  Optional<IdempotentSend> idempotency() {
    return idempotency;
  }
}
