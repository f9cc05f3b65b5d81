package chatwarp.simulator;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.SenderKeyMessage;
import chatwarp.adapters.wa.proto.SignalMessage;
import chatwarp.domain.model.Jid;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;

/** Messages with true headers around ciphertexts that nobody can read. */
final class Ciphertexts {
  private Ciphertexts() {}

  /** A Signal message under a ratchet key and counter. */
  static byte[] signal(int chain, int counter, String body) {
    byte[] ratchetKey = new byte[33];
    ratchetKey[0] = 5;
    ratchetKey[1] = (byte) chain;
    byte[] message =
        SignalMessage.newBuilder()
            .setRatchetKey(ByteString.copyFrom(ratchetKey))
            .setCounter(counter)
            .setPreviousCounter(0)
            .setCiphertext(ByteString.copyFromUtf8(body))
            .build()
            .toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x33);
    out.writeBytes(message);
    out.writeBytes(new byte[8]);
    return out.toByteArray();
  }

  /** A group message of a sender key; its signature is nobody's. */
  static byte[] group(int keyId, int iteration, String body) {
    byte[] message =
        SenderKeyMessage.newBuilder()
            .setId(keyId)
            .setIteration(iteration)
            .setCiphertext(ByteString.copyFromUtf8(body))
            .build()
            .toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x33);
    out.writeBytes(message);
    out.writeBytes(new byte[64]);
    return out.toByteArray();
  }

  /** The ciphertext that everybody in a group gets. */
  static Node skmsg(byte[] ciphertext) {
    return Node.builder("enc").attr("v", "2").attr("type", "skmsg").bytes(ciphertext).build();
  }

  /** The ciphertext for one device. */
  static Node to(Jid device, byte[] ciphertext) {
    return Node.builder("to").attr("jid", device).children(enc(ciphertext)).build();
  }

  /** A stanza to one device of a chat. */
  static Node message(String id, Jid chat, Jid device, byte[] ciphertext) {
    return Node.builder("message")
        .attr("id", id)
        .attr("to", chat)
        .attr("type", "text")
        .children(
            Node.of(
                "participants",
                Node.builder("to").attr("jid", device).children(enc(ciphertext)).build()))
        .build();
  }

  static Node enc(byte[] ciphertext) {
    return Node.builder("enc").attr("v", "2").attr("type", "msg").bytes(ciphertext).build();
  }
}
