package chatwarp.application.instance;

import chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link;
import chatwarp.domain.model.DisconnectReason;
import java.util.Optional;

/**
 * All that decides what an instance does next.
 *
 * @param told what the listeners were told last of the connection; each change is told once
 * @param failures attempts that failed in a row
 * @param qrs QRs shown since the user asked to connect
 * @param number the phone that asked to be paired by code
 */
record RunState(Phase phase, Link told, int failures, int qrs, Optional<String> number) {

  /** Not connected, nothing told yet. */
  static RunState idle(DisconnectReason reason) {
    return new RunState(new Phase.Idle(reason), Link.CLOSE, 0, 0, Optional.empty());
  }

  RunState with(Phase next) {
    return new RunState(next, told, failures, qrs, number);
  }

  RunState told(Link link) {
    return new RunState(phase, link, failures, qrs, number);
  }

  RunState failures(int count) {
    return new RunState(phase, told, count, qrs, number);
  }

  RunState qrs(int count) {
    return new RunState(phase, told, failures, count, number);
  }

  RunState number(Optional<String> digits) {
    return new RunState(phase, told, failures, qrs, digits);
  }
}
