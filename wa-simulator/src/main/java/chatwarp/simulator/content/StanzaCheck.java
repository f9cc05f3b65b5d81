package chatwarp.simulator.content;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    if (inner.hasProtocolMessage() || inner.hasPinInChatMessage()) {
      wanted
          .edit()
          .filter(edit -> !edit.equals(stanza.attr("edit").orElse("")))
          .ifPresent(edit -> problems.add("edit is not " + edit));
    }
    for (Node side : wanted.side()) {
      if (!fits(side, stanza.child(side.tag()))) {
        problems.add("no " + side + " beside the ciphertext");
      }
    }
    return problems;
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
      return List.of("polltype", "event_type").stream()
          .filter(wanted::has)
          .allMatch(name -> wanted.attr(name).equals(given.get().attr(name)));
    }
    return wanted.firstChild().map(Node::tag).equals(given.get().firstChild().map(Node::tag));
  }
}
