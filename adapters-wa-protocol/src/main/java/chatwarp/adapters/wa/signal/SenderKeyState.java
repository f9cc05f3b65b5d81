package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One sender key: a chain and the key that its messages are signed with.
 *
 * @param id chosen by the sender, any 32 bits
 * @param chainKey the index is what group messages call iteration
 * @param signingPrivate present for our own
 */
record SenderKeyState(
    int id,
    ChainKey chainKey,
    PublicKey signingPublic,
    Optional<PrivateKey> signingPrivate,
    SkippedKeys skipped) {

  SenderKeyState with(ChainKey nextChainKey, SkippedKeys nextSkipped) {
    return new SenderKeyState(id, nextChainKey, signingPublic, signingPrivate, nextSkipped);
  }

  int encodedLength() {
    return 1
        + 2 * Integer.BYTES
        + (signingPrivate.isPresent() ? 3 : 2) * Records.KEY_LENGTH
        + skipped.encodedLength();
  }

  void write(ByteBuffer target) {
    target.put((byte) (signingPrivate.isPresent() ? 1 : 0)).putInt(id);
    Records.put(target, chainKey);
    Records.put(target, signingPublic);
    signingPrivate.ifPresent(key -> Records.put(target, key));
    skipped.write(target);
  }

  static SenderKeyState read(ByteBuffer source) {
    int flags = source.get();
    if (flags < 0 || flags > 1) {
      throw new InvalidRecordException("sender key with unknown flags");
    }
    return new SenderKeyState(
        source.getInt(),
        Records.chainKey(source),
        Records.publicKey(source),
        flags == 1 ? Optional.of(Records.privateKey(source)) : Optional.empty(),
        SkippedKeys.read(source));
  }

  @Override
  public String toString() {
    return "SenderKeyState[redacted]";
  }
}
