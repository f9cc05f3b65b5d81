package chatwarp.adapters.wa.node;

import java.util.List;

/**
 * What a node holds besides its attributes. Text and bytes differ only in how they were written:
 * peers send the same field as either, so read with {@link Node#text} or {@link Node#bytes}, which
 * accept both, and write {@link Bytes}, which every peer understands.
 */
public sealed interface Content permits Content.None, Content.Children, Bytes, Content.Text {

  /** The one empty content. */
  None NONE = new None();

  /** Nothing. */
  record None() implements Content {}

  /** Nodes; an empty list is written, but equals {@link None}. */
  record Children(List<Node> nodes) implements Content {
    public Children {
      nodes = List.copyOf(nodes);
    }
  }

  /** Text that was, or will be, written as a token, packed, or as UTF-8. */
  record Text(String text) implements Content {
    /** Says how long the text is, never what it is. */
    @Override
    public String toString() {
      return "text[" + text.length() + "]";
    }
  }
}
