package chatwarp.simulator.request;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Bundle;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.account.SignedPreKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Spells keys as stanzas carry them: ids of three bytes, keys of 32 (03 §8). */
final class KeyNodes {
  private static final byte[] CURVE_TYPE = {PublicKey.TYPE};
  private static final int SIGNATURE_LENGTH = 64;

  private KeyNodes() {}

  static Node signed(SignedPreKey key) {
    return Node.of(
        "skey",
        id(key.id()),
        Node.of("value", key.key().raw()),
        Node.of("signature", key.signature()));
  }

  static Node oneTime(OneTimePreKey key) {
    return Node.of("key", id(key.id()), Node.of("value", key.key().raw()));
  }

  static Node id(int id) {
    return Node.of("id", new byte[] {(byte) (id >> 16), (byte) (id >> 8), (byte) id});
  }

  static Node registration(int id) {
    return Node.of("registration", ByteBuffer.allocate(4).putInt(id).array());
  }

  static Node type() {
    return Node.of("type", CURVE_TYPE);
  }

  static Node identity(PublicKey key) {
    return Node.of("identity", key.raw());
  }

  /** registration, type, identity and skey, in this order. */
  static List<Node> head(Bundle bundle) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(registration(bundle.registrationId()));
    nodes.add(type());
    nodes.add(identity(bundle.identity()));
    nodes.add(signed(bundle.signed()));
    return nodes;
  }

  static SignedPreKey readSigned(Node skey) {
    return new SignedPreKey(
        readId(skey),
        PublicKey.of(skey.requireChild("value").requireBytes(PublicKey.RAW_LENGTH)),
        skey.requireChild("signature").requireBytes(SIGNATURE_LENGTH));
  }

  static OneTimePreKey readOneTime(Node key) {
    return new OneTimePreKey(
        readId(key), PublicKey.of(key.requireChild("value").requireBytes(PublicKey.RAW_LENGTH)));
  }

  private static int readId(Node parent) {
    byte[] id = parent.requireChild("id").requireBytes(3);
    return ((id[0] & 0xff) << 16) | ((id[1] & 0xff) << 8) | (id[2] & 0xff);
  }
}
