package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.AesCbc;
import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.DecryptionFailedException;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.crypto.XEdDsa;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Group messages under sender keys, as values: each operation takes a record and gives the next one
 * (protocol/04 §8).
 *
 * <p>A failure is a {@link SignalException} and changes nothing. Belongs to one thread at a time.
 */
public final class SenderKeyCipher {
  private final RandomGenerator random;
  private final SymmetricCrypto crypto;
  private final KeySchedule schedule;

  /** The generator must be a secure one. */
  public SenderKeyCipher(RandomGenerator random, SymmetricCrypto crypto) {
    this.random = random;
    this.crypto = crypto;
    this.schedule = new KeySchedule(crypto);
  }

  /** Our key to give to members, and the record that holds it. */
  public record Distribution(SenderKeyDistribution message, SenderKeyRecord next) {}

  /** A ciphertext and the record that must be durable before the ciphertext leaves. */
  public record Sent(SignalCiphertext ciphertext, SenderKeyRecord next) {}

  /** A plaintext, still with WhatsApp's padding, and the record to keep with it. */
  @SuppressWarnings("ArrayRecordComponent") // a result on its way, never compared
  public record Received(byte[] plaintext, SenderKeyRecord next) {
    @Override
    public String toString() {
      return "Received[" + plaintext.length + " bytes]";
    }
  }

  /**
   * Our own key at its present place, made when there is none. Call it before encrypting the
   * message that goes with it: whoever gets the key can read from here on.
   */
  public Distribution distribute(SenderKeyRecord record) {
    Optional<SenderKeyState> present = record.newest().filter(SenderKeyCipher::ours);
    SenderKeyState state = present.orElseGet(this::create);
    return new Distribution(
        new SenderKeyDistribution(state.id(), state.chainKey(), state.signingPublic()),
        present.isPresent() ? record : record.withNewest(state));
  }

  /**
   * Takes in another's key. One that is known keeps its place in the chain, so that an old
   * distribution does not rewind it.
   */
  public SenderKeyRecord accept(SenderKeyRecord record, SenderKeyDistribution message) {
    Optional<SenderKeyState> known = record.find(message.id());
    if (known.isPresent() && known.get().signingPublic().equals(message.signingKey())) {
      return record.withNewest(known.get());
    }
    return record.withNewest(
        new SenderKeyState(
            message.id(),
            message.chainKey(),
            message.signingKey(),
            Optional.empty(),
            SkippedKeys.NONE));
  }

  /**
   * Encrypts under our own key.
   *
   * @throws NoSenderKeyException when {@link #distribute} was never called
   */
  public Sent encrypt(SenderKeyRecord record, byte[] plaintext) {
    SenderKeyState state =
        record
            .newest()
            .filter(SenderKeyCipher::ours)
            .orElseThrow(() -> new NoSenderKeyException("no sender key of ours for the group"));
    ChainKey key = state.chainKey();
    if (key.index() == Integer.MAX_VALUE) {
      throw new NoSenderKeyException("our sender key is used up");
    }
    byte[] messageSeed = new byte[32];
    byte[] nextSeed = schedule.advance(key.seed(), messageSeed, 0);
    byte[] keys = schedule.groupKeys(messageSeed);
    int ciphertextLength = AesCbc.encryptedLength(plaintext.length);
    int signedLength = SenderKeyMessage.signedLength(state.id(), key.index(), ciphertextLength);
    byte[] target = new byte[signedLength + XEdDsa.SIGNATURE_LENGTH];
    int at = SenderKeyMessage.writeHeader(target, state.id(), key.index(), ciphertextLength);
    crypto
        .aesCbc()
        .encrypt(
            keys,
            KeySchedule.GROUP_CIPHER_KEY,
            keys,
            KeySchedule.GROUP_IV,
            plaintext,
            0,
            plaintext.length,
            target,
            at);
    PrivateKey signing = state.signingPrivate().orElseThrow();
    byte[] signature = XEdDsa.sign(signing, target, 0, signedLength, random);
    System.arraycopy(signature, 0, target, signedLength, signature.length);
    SenderKeyState next = state.with(new ChainKey(nextSeed, key.index() + 1), state.skipped());
    return new Sent(
        new SignalCiphertext(CiphertextType.SENDER_KEY_MESSAGE, target), record.replaced(next));
  }

  /**
   * Reads a message of the device that the record belongs to.
   *
   * @throws NoSenderKeyException when its key is not known
   * @throws InvalidSignatureException when the key's owner did not sign it
   * @throws DuplicateMessageException when it was read before
   * @throws InvalidMessageException when it is too far ahead or broken
   */
  public Received decrypt(SenderKeyRecord record, SenderKeyMessage message) {
    SenderKeyState state =
        record
            .find(message.id())
            .orElseThrow(() -> new NoSenderKeyException("unknown sender key of the group"));
    if (!message.signedBy(state.signingPublic())) {
      throw new InvalidSignatureException("group message is not signed by its sender key");
    }
    ChainKey key = state.chainKey();
    int iteration = DoubleRatchet.checkedCounter(key.index(), message.iteration());
    if (iteration < key.index()) {
      OptionalInt place = state.skipped().find(iteration);
      if (place.isEmpty()) {
        throw new DuplicateMessageException(iteration);
      }
      byte[] plaintext = open(message, state.skipped().seed(place.getAsInt()));
      return new Received(
          plaintext, record.replaced(state.with(key, state.skipped().without(place.getAsInt()))));
    }
    SkippedKeys.Jump jump = SkippedKeys.jump(schedule, key, iteration, state.skipped());
    byte[] messageSeed = new byte[32];
    byte[] nextSeed = schedule.advance(jump.chainSeed(), messageSeed, 0);
    byte[] plaintext = open(message, messageSeed);
    return new Received(
        plaintext,
        record.replaced(state.with(new ChainKey(nextSeed, iteration + 1), jump.skipped())));
  }

  private byte[] open(SenderKeyMessage message, byte[] messageSeed) {
    byte[] keys = schedule.groupKeys(messageSeed);
    try {
      return crypto
          .aesCbc()
          .decrypt(
              keys,
              KeySchedule.GROUP_CIPHER_KEY,
              keys,
              KeySchedule.GROUP_IV,
              message.source(),
              message.ciphertextOffset(),
              message.ciphertextLength());
    } catch (DecryptionFailedException e) {
      throw new InvalidMessageException(
          RetryReason.INVALID_MESSAGE_KEY, "signed group message with a broken ciphertext", e);
    }
  }

  private SenderKeyState create() {
    int id = random.nextInt() >>> 1;
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    KeyPair signing = Curve25519.generate(random);
    return new SenderKeyState(
        id,
        new ChainKey(seed, 0),
        signing.publicKey(),
        Optional.of(signing.privateKey()),
        SkippedKeys.NONE);
  }

  private static boolean ours(SenderKeyState state) {
    return state.signingPrivate().isPresent();
  }
}
