package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Optional;

/**
 * One-to-one encryption over a store: {@link SessionCipher}, with each result saved.
 *
 * <p>A failure saves nothing. Belongs to one thread at a time, as the cipher does.
 */
public final class SignalSessions {
  private final SessionCipher cipher;
  private final SignalStore store;

  /** Works with a cipher on a store. */
  public SignalSessions(SessionCipher cipher, SignalStore store) {
    this.cipher = cipher;
    this.store = store;
  }

  /** Whether a message can be sent to a device without a bundle. */
  public boolean canSendTo(SignalAddress address) {
    Optional<PublicKey> session = store.session(address).remoteIdentity();
    return session.isPresent() && store.identity(address).map(session.get()::equals).orElse(true);
  }

  /** Begins a session from a bundle; see {@link SessionCipher#begin}. */
  public IdentityChange begin(SignalAddress address, PreKeyBundle bundle) {
    SessionStart start = cipher.begin(store.session(address), store.identity(address), bundle);
    save(address, start.next(), start.identity());
    return start.identity();
  }

  /** Encrypts for a device; see {@link SessionCipher#encrypt}. */
  public SignalCiphertext encrypt(SignalAddress address, byte[] plaintext) {
    Encryption result = cipher.encrypt(store.session(address), store.identity(address), plaintext);
    store.saveSession(address, result.next());
    return result.ciphertext();
  }

  /**
   * Reads a message of a device and deletes the one-time prekey that it used; see {@link
   * SessionCipher#decrypt}. Sender key messages are {@link SenderKeys}' part.
   */
  public Decryption decrypt(SignalAddress address, CiphertextType type, byte[] bytes) {
    SessionRecord record = store.session(address);
    Optional<PublicKey> known = store.identity(address);
    Decryption result =
        switch (type) {
          case MESSAGE -> cipher.decrypt(record, known, SignalMessage.parse(bytes));
          case PRE_KEY_MESSAGE ->
              cipher.decrypt(record, known, PreKeySignalMessage.parse(bytes), store);
          case SENDER_KEY_MESSAGE ->
              throw new IllegalArgumentException("a sender key message is of no session");
        };
    save(address, result.next(), result.identity());
    result.usedPreKey().ifPresent(store::deletePreKey);
    return result;
  }

  private void save(SignalAddress address, SessionRecord next, IdentityChange identity) {
    store.saveSession(address, next);
    if (!(identity instanceof IdentityChange.Unchanged)) {
      store.saveIdentity(address, identity.identity());
    }
  }
}
