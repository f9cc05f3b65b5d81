package chatwarp.simulator;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nodes as tests write them in tables: tags, attributes without quotes, children or text. */
final class Markup {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z_0-9:]+)((?: [^<>/ ]+=[^<> ]*?)*) ?(/?)>");

  private static final Pattern ATTRIBUTE = Pattern.compile(" ([^= ]+)=([^ ]*)");

  private final String text;
  private final UnaryOperator<String> names;
  private int at;

  private Markup(String text, UnaryOperator<String> names) {
    this.text = text;
    this.names = names;
  }

  /** The one node that a text describes; {@code names} replaces attribute values. */
  static Node node(String text, UnaryOperator<String> names) {
    Markup markup = new Markup(text, names);
    Node node = markup.read();
    if (markup.at != text.length()) {
      throw new AssertionError("more than one node: " + text);
    }
    return node;
  }

  private Node read() {
    Matcher open = tag();
    NodeBuilder node = Node.builder(open.group(2));
    Matcher attribute = ATTRIBUTE.matcher(open.group(3));
    while (attribute.find()) {
      node.attr(attribute.group(1), names.apply(attribute.group(2)));
    }
    if (!open.group(4).isEmpty()) {
      return node.build();
    }
    int next = text.indexOf('<', at);
    if (next > at) {
      node.text(text.substring(at, next));
      at = next;
      tag();
      return node.build();
    }
    List<Node> children = new ArrayList<>();
    while (!text.startsWith("</", at)) {
      children.add(read());
    }
    tag();
    return children.isEmpty() ? node.text("").build() : node.children(children).build();
  }

  private Matcher tag() {
    Matcher tag = TAG.matcher(text).region(at, text.length());
    if (!tag.lookingAt()) {
      throw new AssertionError("no tag at " + text.substring(at));
    }
    at = tag.end();
    return tag;
  }
}
