package chatwarp.adapters.wa.signal;

/**
 * Group encryption over a store: {@link SenderKeyCipher}, with each result saved.
 *
 * <p>A failure saves nothing. Belongs to one thread at a time, as the cipher does.
 */
public final class SenderKeys {
  private final SenderKeyCipher cipher;
  private final SenderKeyStore store;

  /** Works with a cipher on a store. */
  public SenderKeys(SenderKeyCipher cipher, SenderKeyStore store) {
    this.cipher = cipher;
    this.store = store;
  }

  /** Our key for a group to give to members; see {@link SenderKeyCipher#distribute}. */
  public SenderKeyDistribution distribute(SenderKeyName ours) {
    SenderKeyCipher.Distribution result = cipher.distribute(store.senderKey(ours));
    store.saveSenderKey(ours, result.next());
    return result.message();
  }

  /** Takes in another's key; see {@link SenderKeyCipher#accept}. */
  public void accept(SenderKeyName theirs, SenderKeyDistribution message) {
    store.saveSenderKey(theirs, cipher.accept(store.senderKey(theirs), message));
  }

  /** Encrypts for a group; see {@link SenderKeyCipher#encrypt}. */
  public SignalCiphertext encrypt(SenderKeyName ours, byte[] plaintext) {
    SenderKeyCipher.Sent result = cipher.encrypt(store.senderKey(ours), plaintext);
    store.saveSenderKey(ours, result.next());
    return result.ciphertext();
  }

  /** Reads a group message; see {@link SenderKeyCipher#decrypt}. */
  public byte[] decrypt(SenderKeyName theirs, byte[] bytes) {
    SenderKeyCipher.Received result =
        cipher.decrypt(store.senderKey(theirs), SenderKeyMessage.parse(bytes));
    store.saveSenderKey(theirs, result.next());
    return result.plaintext();
  }
}
