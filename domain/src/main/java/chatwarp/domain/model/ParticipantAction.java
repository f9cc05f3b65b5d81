package chatwarp.domain.model;

/** What is done to members. */
public enum ParticipantAction {
  ADD,
  REMOVE,
  PROMOTE,
  DEMOTE
}
