package chatwarp.domain.port;

/** Whether somebody is there. */
public enum PresenceState {
  AVAILABLE,
  UNAVAILABLE
}
