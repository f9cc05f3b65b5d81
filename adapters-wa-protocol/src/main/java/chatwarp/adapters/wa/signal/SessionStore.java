package chatwarp.adapters.wa.signal;

/** The session records, one a device. */
public interface SessionStore {
  /** The record of a device; {@link SessionRecord#empty} when there is none. */
  SessionRecord session(SignalAddress address);

  /** Keeps a record in place of the one before. */
  void saveSession(SignalAddress address, SessionRecord record);

  /** Deletes all sessions with a device. */
  void deleteSession(SignalAddress address);
}
