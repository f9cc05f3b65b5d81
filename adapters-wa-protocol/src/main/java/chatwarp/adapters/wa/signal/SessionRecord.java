package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All sessions with one device: the current one, and at most 40 former ones, newest first
 * (protocol/04 §5). Immutable.
 *
 * <p>Former sessions stay in their encoded form until a message asks for them, so that a record
 * costs no more for having a past.
 */
public final class SessionRecord {
  /** How many former sessions are kept; the oldest gives way. */
  public static final int ARCHIVE_LIMIT = 40;

  private static final SessionRecord EMPTY = new SessionRecord(Optional.empty(), List.of());
  private static final byte FORMAT = 1;

  private final Optional<SessionState> current;
  private final List<byte[]> archived;

  private SessionRecord(Optional<SessionState> current, List<byte[]> archived) {
    this.current = current;
    this.archived = List.copyOf(archived);
  }

  /** A record without any session. */
  public static SessionRecord empty() {
    return EMPTY;
  }

  /** Whether there is a session to send in. */
  public boolean canSend() {
    return current.isPresent();
  }

  /** Whether there is no session at all, not even a former one. */
  public boolean isEmpty() {
    return current.isEmpty() && archived.isEmpty();
  }

  /** The base key of the current session: unchanged between two retries means the peer is stuck. */
  public Optional<PublicKey> baseKey() {
    return current.map(SessionState::baseKey);
  }

  /** The identity of the peer in the current session. */
  public Optional<PublicKey> remoteIdentity() {
    return current.map(SessionState::remoteIdentity);
  }

  /** The peer's registration id in the current session. */
  public OptionalInt remoteRegistrationId() {
    return current.isPresent()
        ? OptionalInt.of(current.get().remoteRegistrationId())
        : OptionalInt.empty();
  }

  /** How many former sessions there are. */
  public int archivedCount() {
    return archived.size();
  }

  /** The record without a current session; it can still read what comes late. */
  public SessionRecord archive() {
    return current.isEmpty() ? this : new SessionRecord(Optional.empty(), archiveCurrent());
  }

  Optional<SessionState> current() {
    return current;
  }

  SessionState archived(int place) {
    return Records.decode(archived.get(place), SessionState::read);
  }

  /** Whether the message repeats the beginning of the current session. */
  boolean isCurrent(PreKeySignalMessage message) {
    return current.filter(state -> state.isOf(message)).isPresent();
  }

  /** Where the former session is whose beginning the message repeats. */
  OptionalInt findFormer(PreKeySignalMessage message) {
    for (int place = 0; place < archived.size(); place++) {
      if (SessionState.baseKeyOf(archived.get(place)).equals(message.baseKey())
          && archived(place).isOf(message)) {
        return OptionalInt.of(place);
      }
    }
    return OptionalInt.empty();
  }

  /** The record after a step of its current session. */
  SessionRecord with(SessionState next) {
    return new SessionRecord(Optional.of(next), archived);
  }

  /** The record after a new session began: the one before becomes a former one. */
  SessionRecord begun(SessionState first) {
    return new SessionRecord(Optional.of(first), archiveCurrent());
  }

  /**
   * The record after a message was read in a former session, which is promoted: the peer sends in
   * it, so we do.
   *
   * <p>Not while the peer has yet to answer in a session that we began: what comes on an older one
   * was then sent before. To go back to the older one would break npm libsignal's newest session,
   * which is spoilt by a ratchet key of a superseded one (protocol/04 §5; measured: a fifth of the
   * undecryptable messages when sessions are begun anew often).
   */
  SessionRecord readIn(int place, SessionState next) {
    List<byte[]> states = new ArrayList<>(archived);
    if (current.isPresent() && current.get().pending().isPresent()) {
      states.set(place, next.encode());
      return new SessionRecord(current, states);
    }
    states.remove(place);
    return new SessionRecord(current, states).begun(next);
  }

  private List<byte[]> archiveCurrent() {
    if (current.isEmpty()) {
      return archived;
    }
    List<byte[]> result = new ArrayList<>(archived.size() + 1);
    result.add(current.get().withoutPending().encode());
    result.addAll(archived.subList(0, Math.min(archived.size(), ARCHIVE_LIMIT - 1)));
    return result;
  }

  /** The stored form; holds secret keys. */
  public byte[] encode() {
    int stateLength = current.isEmpty() ? 0 : current.get().encodedLength();
    int length = 1 + Integer.BYTES + stateLength + 1;
    for (byte[] former : archived) {
      length += Integer.BYTES + former.length;
    }
    ByteBuffer target = ByteBuffer.allocate(length);
    target.put(FORMAT).putInt(stateLength);
    if (current.isPresent()) {
      current.get().write(target);
    }
    target.put((byte) archived.size());
    for (byte[] former : archived) {
      target.putInt(former.length).put(former);
    }
    return target.array();
  }

  /**
   * Reads the stored form.
   *
   * @throws InvalidRecordException when it is damaged, cut short or of a newer format
   */
  public static SessionRecord decode(byte[] bytes) {
    return Records.decode(bytes, FORMAT, SessionRecord::read);
  }

  private static SessionRecord read(ByteBuffer source) {
    int length = source.getInt();
    Optional<SessionState> current = Optional.empty();
    if (length != 0) {
      int start = source.position();
      current = Optional.of(SessionState.read(source));
      if (source.position() - start != length) {
        throw new InvalidRecordException("session of another length than told");
      }
    }
    int count = source.get();
    if (count < 0 || count > ARCHIVE_LIMIT) {
      throw new InvalidRecordException("record with " + count + " former sessions");
    }
    if (count == 0) {
      return new SessionRecord(current, List.of());
    }
    List<byte[]> archived = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      archived.add(Records.bytes(source, source.getInt()));
    }
    return new SessionRecord(current, archived);
  }

  @Override
  public String toString() {
    return "SessionRecord[" + (canSend() ? "current, " : "") + archived.size() + " former]";
  }
}
