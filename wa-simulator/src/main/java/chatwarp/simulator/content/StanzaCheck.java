package chatwarp.simulator.content;

import chatwarp.adapters.wa.node.Attribute;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a stanza fits the message inside it. Where clients that work differ from each other (05
 * §9), any of their forms is right.
 */
public final class StanzaCheck {
  /** The media that every client names; others are left out by some. */
  private static final Set<String> ALWAYS_NAMED =
      Set.of(
          "image", "video", "gif", "audio", "ptt", "document", "sticker", "vcard", "contact_array");

  private StanzaCheck() {}

  /** What is wrong, in words; empty when nothing is. */
  public static List<String> problems(Node stanza, Message message) {
    StanzaTraits wanted = StanzaTraits.of(message);
    List<String> problems = new ArrayList<>();
    mediatype(stanza, wanted).ifPresent(problems::add);
    boolean named = wanted.mediatype().filter(ALWAYS_NAMED::contains).isPresent();
    if ((named || !Set.of("text", "media").contains(wanted.type()))
        && !stanza.attrIs("type", wanted.type())) {
      problems.add("type is not " + wanted.type());
    }
    Message inner = Wrapping.innermost(message);
    edit(stanza, inner, wanted).ifPresent(problems::add);
    Optional<Node> enc = content(stanza);
    if (enc.isPresent() && Wrapping.kind(message).isPresent()) {
      hiding(enc.get(), inner, wanted).ifPresent(problems::add);
    }
    for (Node side : wanted.side()) {
      if (!fits(side, stanza.child(side.tag()))) {
        problems.add("no " + side + " beside the ciphertext");
      }
    }
    return problems;
  }

  private static Optional<String> edit(Node stanza, Message inner, StanzaTraits wanted) {
    String given = stanza.attr("edit").orElse("");
    if (given.equals(wanted.edit().orElse(""))) {
      return Optional.empty();
    }
    // Baileys takes a reaction back without it; of edits under a secret no peer is known to.
    boolean mayDiffer =
        inner.hasReactionMessage() ? given.isEmpty() : inner.hasSecretEncryptedMessage();
    return mayDiffer
        ? Optional.empty()
        : Optional.of("edit is not " + wanted.edit().orElse("absent"));
  }

  /** The ciphertext that holds the message; in a group the one beside it brings a key. */
  private static Optional<Node> content(Node stanza) {
    List<Node> all = stanza.children("enc");
    return all.stream()
        .filter(enc -> enc.attrIs("type", "skmsg"))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static Optional<String> hiding(Node enc, Message inner, StanzaTraits wanted) {
    boolean hides = enc.attrIs("decrypt-fail", "hide");
    // whatsmeow hides every edit, also an admin's revoke.
    if (hides && !wanted.hide() && wanted.edit().isEmpty()) {
      return Optional.of("decrypt-fail=hide on what people should see");
    }
    // whatsmeow hides no common ciphertext; Baileys says nothing of it when it sends again.
    boolean may = enc.attrIs("type", "skmsg") || enc.has("count");
    return !hides && wanted.hide() && !may && everybodyHides(inner)
        ? Optional.of("decrypt-fail is not hide")
        : Optional.empty();
  }

  /** Baileys does not hide edits, revokes and kept messages. */
  private static boolean everybodyHides(Message inner) {
    return !inner.hasProtocolMessage() && !inner.hasKeepInChatMessage();
  }

  private static Optional<String> mediatype(Node stanza, StanzaTraits wanted) {
    Optional<String> given = mediatype(stanza);
    boolean must = wanted.mediatype().filter(ALWAYS_NAMED::contains).isPresent();
    boolean wrong = given.isPresent() ? !given.equals(wanted.mediatype()) : must;
    return wrong
        ? Optional.of("mediatype is not " + wanted.mediatype().orElse("absent"))
        : Optional.empty();
  }

  /** The mediatype as it was on the ciphertext. */
  public static Optional<String> mediatype(Node stanza) {
    return stanza.children("enc").stream()
        .flatMap(enc -> enc.attr("mediatype").stream())
        .findFirst();
  }

  /** Whether the side node is there: with the wanted attributes, and its first child. */
  private static boolean fits(Node wanted, Optional<Node> given) {
    if (given.isEmpty()) {
      return false;
    }
    if (wanted.is("meta")) {
      // An address that is written as text is none to real apps (02 §7.5).
      Map<String, Attribute> known = wanted.attributes();
      Map<String, Attribute> said = given.get().attributes();
      return Stream.of("polltype", "event_type", "thread_msg_id", "thread_msg_sender_jid")
          .filter(wanted::has)
          .allMatch(name -> Objects.equals(known.get(name), said.get(name)));
    }
    return wanted.firstChild().map(Node::tag).equals(given.get().firstChild().map(Node::tag));
  }
}
