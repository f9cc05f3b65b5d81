package chatwarp.application.instance;

import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.PairingMethod;

/** Where the connection of an instance stands, a little finer than what users see. */
sealed interface Phase {
  /** Not connected, and not trying. */
  record Idle(DisconnectReason reason) implements Phase {}

  /** A connection is being made, up to the login or the first QR. */
  record Dialing() implements Phase {}

  /** In back-off; a timer runs. */
  record Waiting() implements Phase {}

  /** Connected without an account; something is there to show to the phone. */
  record Pairing(PairingMethod method) implements Phase {}

  /** Logged in. */
  record Open() implements Phase {}

  /** What users see. */
  default InstanceState state() {
    return switch (this) {
      case Idle idle -> new InstanceState.Disconnected(idle.reason());
      case Dialing _, Waiting _ -> new InstanceState.Connecting();
      case Pairing pairing -> new InstanceState.QrPending(pairing.method());
      case Open _ -> new InstanceState.Connected();
    };
  }
}
