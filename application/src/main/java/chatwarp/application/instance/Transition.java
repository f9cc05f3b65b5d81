package chatwarp.application.instance;

import java.util.List;

/** The next state, and what to do on the way. */
record Transition(RunState next, List<RunAction> actions) {
  Transition {
    actions = List.copyOf(actions);
  }

  static Transition stay(RunState state) {
    return new Transition(state, List.of());
  }

  static Transition to(RunState next, RunAction... actions) {
    return new Transition(next, List.of(actions));
  }
}
