package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.AesCbc;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.DecryptionFailedException;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * One message in or out of one session state (protocol/04 §3 and §4).
 *
 * <p>Gives the next state, never changes one. Belongs to one thread at a time.
 */
final class DoubleRatchet {
  /** How far a counter may jump ahead in one chain. */
  static final int JUMP_LIMIT = 25_000;

  private final LocalIdentity local;
  private final RandomGenerator random;
  private final SymmetricCrypto crypto;
  private final KeySchedule schedule;

  /** Sender's and receiver's serialized identity, as the MAC wants them. */
  private final byte[] identities = new byte[2 * PublicKey.SERIALIZED_LENGTH];

  private final byte[] code = new byte[HmacSha256.LENGTH];
  private final byte[] messageSeed = new byte[HmacSha256.LENGTH];

  DoubleRatchet(
      LocalIdentity local, RandomGenerator random, SymmetricCrypto crypto, KeySchedule schedule) {
    this.local = local;
    this.random = random;
    this.crypto = crypto;
    this.schedule = schedule;
  }

  /** A plaintext and the state after it was read. */
  @SuppressWarnings("ArrayRecordComponent") // a result on its way, never compared
  record Received(byte[] plaintext, SessionState next) {}

  /** A ciphertext and the state after it was sent. */
  record Sent(SignalCiphertext ciphertext, SessionState next) {}

  /** Encrypts the next message of a state, wrapped in a prekey message while that is pending. */
  Sent encrypt(SessionState state, byte[] plaintext) {
    ChainKey key = state.sender().chainKey();
    if (key.index() == Integer.MAX_VALUE) {
      throw new NoSessionException("the session's sending chain is used up");
    }
    byte[] nextSeed = schedule.advance(key.seed(), messageSeed, 0);
    byte[] keys = schedule.messageKeys(messageSeed);
    SessionState next =
        state.withSender(state.sender().with(new ChainKey(nextSeed, key.index() + 1)));
    int ciphertextLength = AesCbc.encryptedLength(plaintext.length);
    int length =
        SignalMessage.encodedLength(key.index(), state.previousCounter(), ciphertextLength);
    if (state.pending().isEmpty()) {
      byte[] target = new byte[length];
      write(state, keys, plaintext, target, 0, length);
      return new Sent(new SignalCiphertext(CiphertextType.MESSAGE, target), next);
    }
    PendingPreKey pending = state.pending().get();
    int header = PreKeySignalMessage.headerLength(pending, length);
    int trailer = PreKeySignalMessage.trailerLength(pending, local.registrationId());
    byte[] target = new byte[header + length + trailer];
    PreKeySignalMessage.writeHeader(
        target, pending, state.baseKey(), local.identity().publicKey(), length);
    write(state, keys, plaintext, target, header, length);
    PreKeySignalMessage.writeTrailer(target, header + length, pending, local.registrationId());
    return new Sent(new SignalCiphertext(CiphertextType.PRE_KEY_MESSAGE, target), next);
  }

  private void write(
      SessionState state, byte[] keys, byte[] plaintext, byte[] target, int offset, int length) {
    SenderChain sender = state.sender();
    int at =
        SignalMessage.writeHeader(
            target,
            offset,
            sender.ratchetKeys().publicKey(),
            sender.chainKey().index(),
            state.previousCounter(),
            AesCbc.encryptedLength(plaintext.length));
    crypto
        .aesCbc()
        .encrypt(
            keys,
            KeySchedule.CIPHER_KEY,
            keys,
            KeySchedule.IV,
            plaintext,
            0,
            plaintext.length,
            target,
            at);
    int end = offset + length - SignalMessage.MAC_LENGTH;
    authenticate(
        keys, local.identity().publicKey(), state.remoteIdentity(), target, offset, end - offset);
    System.arraycopy(code, 0, target, end, SignalMessage.MAC_LENGTH);
  }

  /**
   * Reads a message in a state.
   *
   * @throws DuplicateMessageException when its key was used before
   * @throws BadMacException when it is not of this session
   * @throws InvalidMessageException when it cannot be of this session
   */
  Received decrypt(SessionState state, SignalMessage message) {
    List<ReceiverChain> chains = state.receivers();
    for (int place = 0; place < chains.size(); place++) {
      ReceiverChain chain = chains.get(place);
      if (chain.ratchetKey().equals(message.ratchetKey())) {
        Taken taken = take(chain, message);
        byte[] plaintext = open(state, message, taken.messageSeed());
        return new Received(plaintext, state.received(place, taken.next()));
      }
    }
    RootStep receiving = agree(state.rootKey(), state.sender().ratchetKeys(), message);
    ReceiverChain chain =
        new ReceiverChain(message.ratchetKey(), receiving.chainKey(), SkippedKeys.NONE);
    Taken taken = take(chain, message);
    byte[] plaintext = open(state, message, taken.messageSeed());
    // Only now, because a message of another session must cost neither time nor randomness.
    KeyPair ratchetKeys = Curve25519.generate(random);
    RootStep sending = agree(receiving.rootKey(), ratchetKeys, message);
    return new Received(
        plaintext,
        state.stepped(
            taken.next(), sending.rootKey(), new SenderChain(ratchetKeys, sending.chainKey())));
  }

  private RootStep agree(byte[] rootKey, KeyPair ours, SignalMessage message) {
    try {
      return schedule.step(rootKey, Curve25519.agree(ours.privateKey(), message.ratchetKey()));
    } catch (InvalidCurveKeyException e) {
      throw new InvalidMessageException(RetryReason.INVALID_KEY, "unusable ratchet key", e);
    }
  }

  /** A message's seed and the chain after it was taken. */
  @SuppressWarnings("ArrayRecordComponent") // a secret that nobody compares
  private record Taken(byte[] messageSeed, ReceiverChain next) {}

  private Taken take(ReceiverChain chain, SignalMessage message) {
    ChainKey key = chain.chainKey();
    int counter = checkedCounter(key.index(), message.counter());
    if (counter < key.index()) {
      OptionalInt place = chain.skipped().find(counter);
      if (place.isEmpty()) {
        throw new DuplicateMessageException(counter);
      }
      return new Taken(
          chain.skipped().seed(place.getAsInt()),
          new ReceiverChain(chain.ratchetKey(), key, chain.skipped().without(place.getAsInt())));
    }
    SkippedKeys.Jump jump = SkippedKeys.jump(schedule, key, counter, chain.skipped());
    byte[] messageSeed = new byte[HmacSha256.LENGTH];
    byte[] nextSeed = schedule.advance(jump.chainSeed(), messageSeed, 0);
    return new Taken(
        messageSeed,
        new ReceiverChain(chain.ratchetKey(), new ChainKey(nextSeed, counter + 1), jump.skipped()));
  }

  /** Refuses a counter, 32 unsigned bits, that is too far ahead of an index. */
  static int checkedCounter(int index, int counter) {
    if (counter < 0 || counter == Integer.MAX_VALUE || counter > (long) index + JUMP_LIMIT) {
      throw new InvalidMessageException(
          RetryReason.FUTURE_MESSAGE, "message too far ahead in its chain");
    }
    return counter;
  }

  private byte[] open(SessionState state, SignalMessage message, byte[] messageSeed) {
    byte[] keys = schedule.messageKeys(messageSeed);
    authenticate(
        keys,
        state.remoteIdentity(),
        local.identity().publicKey(),
        message.source(),
        message.offset(),
        message.end() - message.offset());
    int difference = 0;
    for (int i = 0; i < SignalMessage.MAC_LENGTH; i++) {
      difference |= code[i] ^ message.source()[message.end() + i];
    }
    if (difference != 0) {
      throw new BadMacException("message is not authentic in this session");
    }
    try {
      return crypto
          .aesCbc()
          .decrypt(
              keys,
              KeySchedule.CIPHER_KEY,
              keys,
              KeySchedule.IV,
              message.source(),
              message.ciphertextOffset(),
              message.ciphertextLength());
    } catch (DecryptionFailedException e) {
      throw new InvalidMessageException(
          RetryReason.INVALID_MESSAGE_KEY, "authentic message with a broken ciphertext", e);
    }
  }

  private void authenticate(
      byte[] keys, PublicKey sender, PublicKey receiver, byte[] source, int offset, int length) {
    sender.writeSerialized(identities, 0);
    receiver.writeSerialized(identities, PublicKey.SERIALIZED_LENGTH);
    crypto
        .hmac()
        .key(keys, KeySchedule.MAC_KEY, HmacSha256.LENGTH)
        .update(identities)
        .update(source, offset, length)
        .finish(code, 0);
  }
}
