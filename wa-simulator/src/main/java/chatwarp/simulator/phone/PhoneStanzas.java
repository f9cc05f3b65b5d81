package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.account.SignedPreKey;
import chatwarp.simulator.content.StanzaTraits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a phone spells its stanzas (05 §4, §8, §13 to §15). */
final class PhoneStanzas {
  private static final byte[] KEY_TYPE = {5};

  private PhoneStanzas() {}

  /** One ciphertext for one device. */
  static Node enc(SignalCiphertext sealed, StanzaTraits traits) {
    return sealedEnc(sealed, traits).build();
  }

  private static NodeBuilder sealedEnc(SignalCiphertext sealed, StanzaTraits traits) {
    return Node.builder("enc")
        .attr("v", "2")
        .attr("type", sealed.type().attribute())
        .attrText("mediatype", traits.mediatype())
        .attrText("decrypt-fail", traits.hide() ? Optional.of("hide") : Optional.empty())
        .bytes(sealed.bytes());
  }

  /** The entry of one device in a message to many. */
  static Node to(DeviceJid device, SignalCiphertext sealed, StanzaTraits traits) {
    return Node.builder("to").attr("jid", device).children(enc(sealed, traits)).build();
  }

  /**
   * A message to a person, with a ciphertext for each of their and of the own other devices.
   *
   * @param token the recipient's privacy token, if there is one
   */
  static Node message(
      String id, UserJid to, StanzaTraits traits, List<Node> entries, List<Node> token) {
    List<Node> children = new ArrayList<>();
    children.add(Node.builder("participants").children(entries).build());
    children.addAll(traits.side());
    children.addAll(token);
    return message(id, to, traits).children(children).build();
  }

  private static NodeBuilder message(String id, Jid to, StanzaTraits traits) {
    return Node.builder("message")
        .attr("id", id)
        .attr("to", to)
        .attr("type", traits.type())
        .attrText("edit", traits.edit());
  }

  /**
   * A message to a group.
   *
   * @param phash the devices that the phone takes to be in it
   * @param entries the sender key, for the devices that do not have it
   */
  static Node groupMessage(
      String id,
      Membership group,
      StanzaTraits traits,
      String phash,
      List<Node> entries,
      SignalCiphertext sealed) {
    List<Node> children = new ArrayList<>();
    if (!entries.isEmpty()) {
      children.add(Node.builder("participants").children(entries).build());
    }
    children.add(enc(sealed, traits));
    children.addAll(traits.side());
    return message(id, group.group(), traits)
        .attr("phash", phash)
        .attr("addressing_mode", group.mode())
        .children(children)
        .build();
  }

  /** A message to a group again, for the one device that could not read it. */
  static Node groupResent(
      String id,
      Membership group,
      StanzaTraits traits,
      DeviceJid to,
      int count,
      SignalCiphertext sealed) {
    return message(id, group.group(), traits)
        .attr("participant", to)
        .attr("addressing_mode", group.mode())
        .children(again(sealed, traits, count))
        .build();
  }

  /**
   * A status post.
   *
   * @param entries the sender key, for every device that may see it
   */
  static Node status(String id, StanzaTraits traits, List<Node> entries, SignalCiphertext sealed) {
    List<Node> children = new ArrayList<>();
    children.add(Node.builder("participants").children(entries).build());
    children.add(enc(sealed, traits));
    children.addAll(traits.side());
    boolean post = traits.edit().isEmpty() && !traits.type().equals("reaction");
    if (post) {
      children.add(Node.builder("meta").attr("status_setting", "contacts").build());
    }
    return message(id, BroadcastJid.STATUS, traits).children(children).build();
  }

  /** A status post again, for the one device that could not read it. */
  static Node statusResent(
      String id, StanzaTraits traits, DeviceJid to, int count, SignalCiphertext sealed) {
    return message(id, BroadcastJid.STATUS, traits)
        .attr("participant", to)
        .children(again(sealed, traits, count))
        .build();
  }

  private static List<Node> again(SignalCiphertext sealed, StanzaTraits traits, int count) {
    List<Node> children = new ArrayList<>();
    children.add(sealedEnc(sealed, traits).attr("count", count).build());
    children.addAll(traits.side());
    return children;
  }

  /** What a phone tells one companion of its own account. */
  static Node peer(String id, DeviceJid companion, SignalCiphertext sealed) {
    return Node.builder("message")
        .attr("id", id)
        .attr("to", companion)
        .attr("type", "text")
        .attr("category", "peer")
        .children(enc(sealed, StanzaTraits.TEXT))
        .build();
  }

  /** A message again, for the one device that could not read it. */
  static Node resent(
      String id,
      DeviceJid to,
      StanzaTraits traits,
      boolean peer,
      int count,
      SignalCiphertext sealed) {
    NodeBuilder message = message(id, to, traits);
    if (peer) {
      message.attr("category", "peer");
    } else {
      message.attr("device_fanout", "false");
    }
    return message.children(again(sealed, traits, count)).build();
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

  /** Says that messages of one chat were read; in a group, those of one author. */
  static Node read(Jid chat, Optional<? extends Jid> author, List<String> ids, long seconds) {
    NodeBuilder receipt =
        Node.builder("receipt")
            .attr("id", ids.getFirst())
            .attr("to", chat)
            .attrJid("participant", author)
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

  /** The keys of a computer, with the proof whose it is. */
  static Node withIdentity(Node keys, byte[] deviceIdentity) {
    List<Node> children = new ArrayList<>(keys.children());
    children.add(Node.of("device-identity", deviceIdentity));
    return keys.toBuilder().children(children).build();
  }

  /** Tells the phone that what it gave to its computer has arrived. */
  static Node peerReceipt(Node message, UserJid owner) {
    return Node.builder("receipt")
        .attr("id", message.requireAttr("id"))
        .attr("to", owner)
        .attr("type", "peer_msg")
        .build();
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

  /**
   * Asks to be told when somebody comes and goes.
   *
   * @param token that person's privacy token, if there is one
   */
  static Node subscription(Jid person, List<Node> token) {
    return Node.builder("presence")
        .attr("type", "subscribe")
        .attr("to", person)
        .children(token)
        .build();
  }

  /** Says that somebody records a voice message. */
  static Node recording(Jid to) {
    return Node.builder("chatstate")
        .attr("to", to)
        .children(Node.builder("composing").attr("media", "audio").build())
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
