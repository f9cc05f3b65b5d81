package chatwarp.domain.port;

import java.util.List;

/** One step of a session: what it changes of its own state, and what happened. */
public record SessionStep(
    List<StateChange> state, List<StanzaChange> stanzas, List<SessionFact> facts) {
  public SessionStep {
    state = List.copyOf(state);
    stanzas = List.copyOf(stanzas);
    facts = List.copyOf(facts);
  }

  /** A step that changes state only. */
  public static SessionStep of(List<StateChange> state) {
    return new SessionStep(state, List.of(), List.of());
  }
}
