package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.PreKeys;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.signal.CiphertextType;
import chatwarp.adapters.wa.signal.Decryption;
import chatwarp.adapters.wa.signal.DuplicateMessageException;
import chatwarp.adapters.wa.signal.PreKeySignalMessage;
import chatwarp.adapters.wa.signal.SessionCipher;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.adapters.wa.signal.SignalMessage;
import java.util.Optional;

/** The ciphertexts of one message, decrypted within one step. */
final class Decryptor {
  /** What became of one ciphertext. */
  sealed interface Result {
    /** Decrypted; still padded. */
    record Plain(byte[] padded) implements Result {}

    /** Read before: acknowledge it, and nothing more. */
    record Duplicate() implements Result {}

    /** Cannot be read: ask for it again. */
    record Failed(SignalException why) implements Result {}

    /** Of a kind or version that we do not know: asking again would not help. */
    record Unknown() implements Result {}
  }

  private final SessionCipher cipher;
  private final Step step;
  private final Peer peer;
  private final GroupKeys groupKeys;

  /**
   * @param groupKeys of the chat that the message is in
   */
  Decryptor(SessionCipher cipher, Step step, Peer peer, GroupKeys groupKeys) {
    this.cipher = cipher;
    this.step = step;
    this.peer = peer;
    this.groupKeys = groupKeys;
  }

  /** Decrypts one {@code enc} and stages what that changed. */
  Result decrypt(Node enc) {
    Optional<CiphertextType> type = enc.attr("type").flatMap(CiphertextType::of);
    if (!enc.attrIs("v", "2") || type.isEmpty()) {
      return new Result.Unknown();
    }
    byte[] bytes = enc.requireBytes();
    try {
      return switch (type.get()) {
        case PRE_KEY_MESSAGE -> new Result.Plain(begin(bytes));
        case MESSAGE -> new Result.Plain(read(bytes));
        case SENDER_KEY_MESSAGE -> new Result.Plain(groupKeys.decrypt(bytes, peer));
      };
    } catch (DuplicateMessageException e) {
      return new Result.Duplicate();
    } catch (SignalException e) {
      return new Result.Failed(e);
    }
  }

  private byte[] begin(byte[] bytes) {
    PreKeySignalMessage message = PreKeySignalMessage.parse(bytes);
    SessionRecord record = Peers.session(step, peer);
    return keep(cipher.decrypt(record, Peers.identity(step, peer), message, PreKeys.source(step)));
  }

  private byte[] read(byte[] bytes) {
    SignalMessage message = SignalMessage.parse(bytes);
    SessionRecord record = Peers.session(step, peer);
    return keep(cipher.decrypt(record, Peers.identity(step, peer), message));
  }

  private byte[] keep(Decryption read) {
    Peers.identity(step, peer, read.identity());
    Peers.session(step, peer, read.next());
    read.usedPreKey().ifPresent(id -> PreKeys.delete(step, id));
    return read.plaintext();
  }
}
