package chatwarp.domain.port;

/** What somebody is doing in a chat. */
public enum ChatState {
  COMPOSING,
  RECORDING,
  PAUSED
}
