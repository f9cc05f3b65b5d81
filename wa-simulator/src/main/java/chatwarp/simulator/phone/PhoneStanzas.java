package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.account.SignedPreKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** How a phone spells its stanzas (05 §4, §8, §13 to §15). */
final class PhoneStanzas {
  private static final byte[] KEY_TYPE = {5};

  private PhoneStanzas() {}

  /** One ciphertext for one device. */
  static Node enc(SignalCiphertext sealed) {
    return sealedEnc(sealed).build();
  }

  private static NodeBuilder sealedEnc(SignalCiphertext sealed) {
    return Node.builder("enc")
        .attr("v", "2")
        .attr("type", sealed.type().attribute())
        .bytes(sealed.bytes());
  }

  /** The entry of one device in a message to many. */
  static Node to(DeviceJid device, SignalCiphertext sealed) {
    return Node.builder("to").attr("jid", device).children(enc(sealed)).build();
  }

  /** A text to a person, with a ciphertext for each of their and of the own other devices. */
  static Node message(String id, UserJid to, List<Node> entries) {
    return Node.builder("message")
        .attr("id", id)
        .attr("to", to)
        .attr("type", "text")
        .children(Node.builder("participants").children(entries).build())
        .build();
  }

  /** What a phone tells one companion of its own account. */
  static Node peer(String id, DeviceJid companion, SignalCiphertext sealed) {
    return Node.builder("message")
        .attr("id", id)
        .attr("to", companion)
        .attr("type", "text")
        .attr("category", "peer")
        .children(enc(sealed))
        .build();
  }

  /** A message again, for the one device that could not read it. */
  static Node resent(String id, DeviceJid to, boolean peer, int count, SignalCiphertext sealed) {
    NodeBuilder message =
        Node.builder("message").attr("id", id).attr("to", to).attr("type", "text");
    if (peer) {
      message.attr("category", "peer");
    } else {
      message.attr("device_fanout", "false");
    }
    return message.children(sealedEnc(sealed).attr("count", count).build()).build();
  }

  /** The ack of a stanza; a receipt replaces it for messages. */
  static Node ack(Node stanza) {
    NodeBuilder ack =
        Node.builder("ack")
            .attr("class", stanza.tag())
            .attrText("id", stanza.attr("id"))
            .attr("to", stanza.attrJid("from").orElse(ServerJid.WHATSAPP))
            .attrJid("participant", stanza.attrJid("participant"))
            .attrJid("recipient", stanza.attrJid("recipient"));
    if (!stanza.is("message")) {
      ack.attrText("type", stanza.attr("type"));
    }
    return ack.build();
  }

  /** Says that a message came through. */
  static Node delivered(Node message) {
    return receiptFor(message).build();
  }

  /** Says that messages of one chat were read. */
  static Node read(Jid chat, List<String> ids, long seconds) {
    NodeBuilder receipt =
        Node.builder("receipt")
            .attr("id", ids.getFirst())
            .attr("to", chat)
            .attr("type", "read")
            .attr("t", seconds);
    List<Node> more =
        ids.stream().skip(1).map(id -> Node.builder("item").attr("id", id).build()).toList();
    if (!more.isEmpty()) {
      receipt.children(Node.builder("list").children(more).build());
    }
    return receipt.build();
  }

  /** Asks for a message again; with keys when the sender should open a new session. */
  static Node retry(Node message, int count, Unreadable reason, Node registration, Node... keys) {
    Node retry =
        Node.builder("retry")
            .attr("count", count)
            .attr("id", message.requireAttr("id"))
            .attr("t", message.attr("t").orElse("0"))
            .attr("v", "1")
            .attr("error", reason.code())
            .build();
    Node[] children = new Node[2 + keys.length];
    children[0] = retry;
    children[1] = registration;
    System.arraycopy(keys, 0, children, 2, keys.length);
    return receiptFor(message)
        .attr("type", "retry")
        .attrText("category", message.attr("category"))
        .children(children)
        .build();
  }

  private static NodeBuilder receiptFor(Node message) {
    return Node.builder("receipt")
        .attr("id", message.requireAttr("id"))
        .attr("to", message.requireJid("from"))
        .attrJid("participant", message.attrJid("participant"))
        .attrJid("recipient", message.attrJid("recipient"));
  }

  static Node registration(int id) {
    return Node.of("registration", ByteBuffer.allocate(4).putInt(id).array());
  }

  /** The keys for a new session, as a retry receipt carries them. */
  static Node keys(byte[] identity, OneTimePreKey oneTime, SignedPreKey signed) {
    return Node.of(
        "keys",
        Node.of("type", KEY_TYPE),
        Node.of("identity", identity),
        Node.of("key", id(oneTime.id()), Node.of("value", oneTime.key().raw())),
        Node.of(
            "skey",
            id(signed.id()),
            Node.of("value", signed.key().raw()),
            Node.of("signature", signed.signature())));
  }

  private static Node id(int id) {
    return Node.of("id", Arrays.copyOfRange(ByteBuffer.allocate(4).putInt(id).array(), 1, 4));
  }

  static Node chatState(Jid to, boolean composing) {
    return Node.builder("chatstate")
        .attr("to", to)
        .children(Node.of(composing ? "composing" : "paused"))
        .build();
  }

  static Node presence(boolean available, String name) {
    NodeBuilder presence =
        Node.builder("presence").attr("type", available ? "available" : "unavailable");
    if (!name.isEmpty()) {
      presence.attr("name", name);
    }
    return presence.build();
  }
}
