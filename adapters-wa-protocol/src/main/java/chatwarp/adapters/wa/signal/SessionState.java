package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One session: everything between two devices since one agreement.
 *
 * @param baseKey the initiator's base key, which tells sessions apart
 * @param receivers at most five, the newest last
 * @param previousCounter the last counter sent on the sender chain before this one
 * @param pending present until the peer has answered, on the initiator's side
 */
@SuppressWarnings("ArrayRecordComponent") // a secret that nobody compares
record SessionState(
    PublicKey remoteIdentity,
    PublicKey baseKey,
    int remoteRegistrationId,
    byte[] rootKey,
    SenderChain sender,
    int previousCounter,
    List<ReceiverChain> receivers,
    Optional<PendingPreKey> pending) {

  static final int RECEIVER_LIMIT = 5;

  private static final int PENDING = 1;
  private static final int PENDING_ONE_TIME = 2;
  private static final int FIXED_LENGTH = 1 + 6 * Records.KEY_LENGTH + 5 * Integer.BYTES + 1;
  private static final int CHAIN_LENGTH = 2 * Records.KEY_LENGTH + Integer.BYTES;

  SessionState {
    receivers = List.copyOf(receivers);
  }

  /** Whether a prekey message repeats the beginning of this session. */
  boolean isOf(PreKeySignalMessage message) {
    return baseKey.equals(message.baseKey()) && remoteIdentity.equals(message.identityKey());
  }

  SessionState withSender(SenderChain next) {
    return new SessionState(
        remoteIdentity,
        baseKey,
        remoteRegistrationId,
        rootKey,
        next,
        previousCounter,
        receivers,
        pending);
  }

  SessionState withoutPending() {
    return pending.isEmpty()
        ? this
        : new SessionState(
            remoteIdentity,
            baseKey,
            remoteRegistrationId,
            rootKey,
            sender,
            previousCounter,
            receivers,
            Optional.empty());
  }

  /** The state after a message on a chain that was known; the peer has answered now. */
  SessionState received(int place, ReceiverChain next) {
    List<ReceiverChain> chains = new ArrayList<>(receivers);
    chains.set(place, next);
    return new SessionState(
        remoteIdentity,
        baseKey,
        remoteRegistrationId,
        rootKey,
        sender,
        previousCounter,
        chains,
        Optional.empty());
  }

  /** The state after a message on a new chain, with the sender chain that answers it. */
  SessionState stepped(ReceiverChain next, byte[] nextRootKey, SenderChain nextSender) {
    List<ReceiverChain> chains = new ArrayList<>(RECEIVER_LIMIT);
    int dropped = Math.max(0, receivers.size() + 1 - RECEIVER_LIMIT);
    chains.addAll(receivers.subList(dropped, receivers.size()));
    chains.add(next);
    return new SessionState(
        remoteIdentity,
        baseKey,
        remoteRegistrationId,
        nextRootKey,
        nextSender,
        Math.max(0, sender.chainKey().index() - 1),
        chains,
        Optional.empty());
  }

  byte[] encode() {
    ByteBuffer target = ByteBuffer.allocate(encodedLength());
    write(target);
    return target.array();
  }

  int encodedLength() {
    int length = FIXED_LENGTH;
    for (ReceiverChain chain : receivers) {
      length += CHAIN_LENGTH + chain.skipped().encodedLength();
    }
    return length;
  }

  /** Writes the stored form into a buffer over an array. */
  void write(ByteBuffer target) {
    OptionalInt oneTime = pending.map(PendingPreKey::preKeyId).orElse(OptionalInt.empty());
    int flags = (pending.isPresent() ? PENDING : 0) | (oneTime.isPresent() ? PENDING_ONE_TIME : 0);
    target.put((byte) flags);
    Records.put(target, baseKey);
    Records.put(target, remoteIdentity);
    target.put(rootKey);
    Records.put(target, sender.ratchetKeys().publicKey());
    Records.put(target, sender.ratchetKeys().privateKey());
    Records.put(target, sender.chainKey());
    target.putInt(previousCounter);
    target.putInt(remoteRegistrationId);
    target.putInt(oneTime.orElse(0));
    target.putInt(pending.map(PendingPreKey::signedPreKeyId).orElse(0));
    target.put((byte) receivers.size());
    for (ReceiverChain chain : receivers) {
      Records.put(target, chain.ratchetKey());
      Records.put(target, chain.chainKey());
      chain.skipped().write(target);
    }
  }

  /** The base key of an encoded state, without reading the rest. */
  static PublicKey baseKeyOf(byte[] encoded) {
    if (encoded.length < 1 + Records.KEY_LENGTH) {
      throw new InvalidRecordException("session cut short");
    }
    return PublicKey.of(encoded, 1);
  }

  static SessionState read(ByteBuffer source) {
    int flags = source.get();
    if ((flags & ~(PENDING | PENDING_ONE_TIME)) != 0 || flags == PENDING_ONE_TIME) {
      throw new InvalidRecordException("session with unknown flags");
    }
    PublicKey baseKey = Records.publicKey(source);
    PublicKey remoteIdentity = Records.publicKey(source);
    byte[] rootKey = Records.bytes(source, Records.KEY_LENGTH);
    KeyPair ratchetKeys = new KeyPair(Records.publicKey(source), Records.privateKey(source));
    SenderChain sender = new SenderChain(ratchetKeys, Records.chainKey(source));
    int previousCounter = source.getInt();
    int remoteRegistrationId = source.getInt();
    int oneTime = source.getInt();
    int signed = source.getInt();
    Optional<PendingPreKey> pending =
        (flags & PENDING) == 0
            ? Optional.empty()
            : Optional.of(
                new PendingPreKey(
                    (flags & PENDING_ONE_TIME) == 0 ? OptionalInt.empty() : OptionalInt.of(oneTime),
                    signed));
    int count = source.get();
    if (count < 0 || count > RECEIVER_LIMIT) {
      throw new InvalidRecordException("session with " + count + " receiver chains");
    }
    List<ReceiverChain> receivers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      receivers.add(
          new ReceiverChain(
              Records.publicKey(source), Records.chainKey(source), SkippedKeys.read(source)));
    }
    return new SessionState(
        remoteIdentity,
        baseKey,
        remoteRegistrationId,
        rootKey,
        sender,
        previousCounter,
        receivers,
        pending);
  }

  @Override
  public String toString() {
    return "SessionState[redacted]";
  }
}
