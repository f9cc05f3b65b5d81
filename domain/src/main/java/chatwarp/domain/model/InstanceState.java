package chatwarp.domain.model;

/** Where an instance stands. */
public sealed interface InstanceState {

  /** On the way to WhatsApp, or waiting to try again. */
  record Connecting() implements InstanceState {}

  /** Connected without an account, waiting for the phone. */
  record QrPending(PairingMethod method) implements InstanceState {}

  /** Logged in; messages flow. */
  record Connected() implements InstanceState {}

  /** Not connected, and not trying. */
  record Disconnected(DisconnectReason reason) implements InstanceState {}

  /** Evolution's word for this state: {@code open}, {@code connecting} or {@code close}. */
  default String evolution() {
    return switch (this) {
      case Connecting _, QrPending _ -> "connecting";
      case Connected _ -> "open";
      case Disconnected _ -> "close";
    };
  }
}
