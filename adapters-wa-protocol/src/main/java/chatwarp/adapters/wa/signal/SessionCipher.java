package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Sessions as values: each operation takes a record and gives the next one (protocol/04 §2 to §6).
 *
 * <p>A failure is a {@link SignalException} and changes nothing. Reads no store but the prekeys
 * that a message names. Belongs to one thread at a time: one an instance, under the instance's
 * lock.
 */
public final class SessionCipher {
  private final LocalIdentity local;
  private final RandomGenerator random;
  private final TrustPolicy trust;
  private final KeySchedule schedule;
  private final DoubleRatchet ratchet;

  /** Speaks for an identity; the generator must be a secure one. */
  public SessionCipher(
      LocalIdentity local, RandomGenerator random, SymmetricCrypto crypto, TrustPolicy trust) {
    this.local = local;
    this.random = random;
    this.trust = trust;
    this.schedule = new KeySchedule(crypto);
    this.ratchet = new DoubleRatchet(local, random, crypto, schedule);
  }

  /**
   * Begins a session from a bundle, whose signature is verified; a session there is becomes a
   * former one.
   *
   * @param known the identity known for the device
   * @throws InvalidSignatureException when the identity did not sign the signed prekey
   * @throws InvalidMessageException when a key of the bundle is of small order
   * @throws UntrustedIdentityException when the identity changed and the policy refuses that
   */
  public SessionStart begin(SessionRecord record, Optional<PublicKey> known, PreKeyBundle bundle) {
    IdentityChange identity = judge(known, bundle.identity());
    if (!bundle.genuine()) {
      throw new InvalidSignatureException(
          "the bundle's signed prekey is not signed by its identity");
    }
    SessionRecord before = under(identity, record);
    KeyPair base = Curve25519.generate(random);
    KeyPair ratchetKeys = Curve25519.generate(random);
    try {
      RootStep first =
          X3dh.initiator(
              schedule,
              local.identity().privateKey(),
              base.privateKey(),
              bundle.identity(),
              bundle.signedPreKey(),
              bundle.oneTime().map(PreKeyBundle.OneTime::key));
      RootStep sending =
          schedule.step(
              first.rootKey(), Curve25519.agree(ratchetKeys.privateKey(), bundle.signedPreKey()));
      OptionalInt oneTime =
          bundle.oneTime().isPresent()
              ? OptionalInt.of(bundle.oneTime().get().id())
              : OptionalInt.empty();
      SessionState state =
          new SessionState(
              bundle.identity(),
              base.publicKey(),
              bundle.registrationId(),
              sending.rootKey(),
              new SenderChain(ratchetKeys, sending.chainKey()),
              0,
              List.of(new ReceiverChain(bundle.signedPreKey(), first.chainKey(), SkippedKeys.NONE)),
              Optional.of(new PendingPreKey(oneTime, bundle.signedPreKeyId())));
      return new SessionStart(before.begun(state), identity);
    } catch (InvalidCurveKeyException e) {
      throw new InvalidMessageException(RetryReason.INVALID_KEY, "unusable key in a bundle", e);
    }
  }

  /**
   * Encrypts in the current session. The next record must be durable before the ciphertext leaves.
   *
   * @throws NoSessionException when there is none
   * @throws UntrustedIdentityException when the session is with another identity than the known one
   */
  public Encryption encrypt(SessionRecord record, Optional<PublicKey> known, byte[] plaintext) {
    SessionState state =
        record.current().orElseThrow(() -> new NoSessionException("no session to send in"));
    if (known.isPresent() && !known.get().equals(state.remoteIdentity())) {
      throw new UntrustedIdentityException(state.remoteIdentity());
    }
    DoubleRatchet.Sent sent = ratchet.encrypt(state, plaintext);
    return new Encryption(sent.ciphertext(), record.with(sent.next()));
  }

  /**
   * Reads a message within a session: the current one, else a former one, which is then the
   * current.
   *
   * @throws NoSessionException when the record is empty
   * @throws DuplicateMessageException when it was read before
   * @throws BadMacException when no session authenticates it
   * @throws InvalidMessageException when it fits no session
   */
  public Decryption decrypt(
      SessionRecord record, Optional<PublicKey> known, SignalMessage message) {
    if (record.isEmpty()) {
      throw new NoSessionException("no session to read in");
    }
    SignalException failure = null;
    if (record.current().isPresent()) {
      try {
        DoubleRatchet.Received received = ratchet.decrypt(record.current().get(), message);
        return read(received, record.with(received.next()), known);
      } catch (BadMacException | InvalidMessageException e) {
        failure = e;
      }
    }
    for (int place = 0; place < record.archivedCount(); place++) {
      try {
        DoubleRatchet.Received received = ratchet.decrypt(record.archived(place), message);
        return read(received, record.readIn(place, received.next()), known);
      } catch (BadMacException e) {
        failure = e;
      } catch (InvalidMessageException e) {
        failure = failure == null ? e : failure;
      }
    }
    throw failure == null ? new NoSessionException("no session to read in") : failure;
  }

  /**
   * Reads a message that begins a session, or repeats the beginning of one there is.
   *
   * @param keys where the prekeys are that the message may name
   * @throws InvalidKeyIdException when the message names a prekey that is not there
   * @throws UntrustedIdentityException when the identity changed and the policy refuses that
   * @throws DuplicateMessageException when it was read before
   * @throws BadMacException when it is not authentic
   * @throws InvalidMessageException when it cannot be read
   */
  public Decryption decrypt(
      SessionRecord record,
      Optional<PublicKey> known,
      PreKeySignalMessage message,
      PreKeySource keys) {
    IdentityChange identity = judge(known, message.identityKey());
    SessionRecord before = under(identity, record);
    if (before.isCurrent(message)) {
      SessionState state = before.current().orElseThrow();
      DoubleRatchet.Received received = ratchet.decrypt(state, message.message());
      return new Decryption(
          received.plaintext(), before.with(received.next()), identity, OptionalInt.empty());
    }
    OptionalInt former = before.findFormer(message);
    if (former.isPresent()) {
      SessionState state = before.archived(former.getAsInt());
      DoubleRatchet.Received received = ratchet.decrypt(state, message.message());
      SessionRecord next = before.readIn(former.getAsInt(), received.next());
      return new Decryption(received.plaintext(), next, identity, OptionalInt.empty());
    }
    DoubleRatchet.Received received = ratchet.decrypt(respond(message, keys), message.message());
    return new Decryption(
        received.plaintext(), before.begun(received.next()), identity, message.preKeyId());
  }

  private SessionState respond(PreKeySignalMessage message, PreKeySource keys) {
    KeyPair signedPreKey =
        keys.signedPreKey(message.signedPreKeyId())
            .orElseThrow(() ->
                new InvalidKeyIdException(
                    InvalidKeyIdException.Kind.SIGNED, message.signedPreKeyId()))
            .keys();
    Optional<PrivateKey> oneTime = Optional.empty();
    if (message.preKeyId().isPresent()) {
      int id = message.preKeyId().getAsInt();
      oneTime =
          Optional.of(
              keys.preKey(id)
                  .orElseThrow(
                      () -> new InvalidKeyIdException(InvalidKeyIdException.Kind.ONE_TIME, id))
                  .keys()
                  .privateKey());
    }
    try {
      RootStep first =
          X3dh.responder(
              schedule,
              local.identity().privateKey(),
              signedPreKey.privateKey(),
              oneTime,
              message.identityKey(),
              message.baseKey());
      return new SessionState(
          message.identityKey(),
          message.baseKey(),
          message.registrationId(),
          first.rootKey(),
          new SenderChain(signedPreKey, first.chainKey()),
          0,
          List.of(),
          Optional.empty());
    } catch (InvalidCurveKeyException e) {
      throw new InvalidMessageException(
          RetryReason.INVALID_KEY, "unusable key in a prekey message", e);
    }
  }

  private Decryption read(
      DoubleRatchet.Received received, SessionRecord next, Optional<PublicKey> known) {
    IdentityChange identity = judge(known, received.next().remoteIdentity());
    return new Decryption(received.plaintext(), next, identity, OptionalInt.empty());
  }

  private IdentityChange judge(Optional<PublicKey> known, PublicKey shown) {
    IdentityChange change = IdentityChange.between(known, shown);
    if (change instanceof IdentityChange.Changed && trust == TrustPolicy.REFUSE_CHANGES) {
      throw new UntrustedIdentityException(shown);
    }
    return change;
  }

  /** Sessions under another identity than the one that counts now are of no more use. */
  private static SessionRecord under(IdentityChange identity, SessionRecord record) {
    return identity instanceof IdentityChange.Changed ? SessionRecord.empty() : record;
  }
}
