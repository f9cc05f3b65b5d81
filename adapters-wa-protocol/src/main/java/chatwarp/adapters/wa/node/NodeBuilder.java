package chatwarp.adapters.wa.node;

import chatwarp.domain.model.Jid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Collects a {@link Node}. Attributes are written in the order they were given; giving one again
 * replaces its value in place. Used by one thread.
 */
public final class NodeBuilder {
  private static final int FIRST_SIZE = 8;

  private final String tag;
  private Object[] attributes;
  private int used;
  private Content content = Content.NONE;

  NodeBuilder(String tag) {
    if (tag.isEmpty()) {
      throw new IllegalArgumentException("a node needs a tag");
    }
    this.tag = tag;
    this.attributes = new Object[FIRST_SIZE];
  }

  NodeBuilder(String tag, Object[] attributes, Content content) {
    this.tag = tag;
    this.attributes = attributes.clone();
    this.used = attributes.length;
    this.content = content;
  }

  public NodeBuilder attr(String name, String value) {
    return put(name, value);
  }

  /** An address; it is written as one, which peers insist on (02 §7.5). */
  public NodeBuilder attr(String name, Jid value) {
    return put(name, value);
  }

  public NodeBuilder attr(String name, long value) {
    return put(name, Long.toString(value));
  }

  /** Text or an address, for passing on what another node had. */
  public NodeBuilder attr(String name, Attribute value) {
    return switch (value) {
      case Attribute.Text(String text) -> put(name, text);
      case Attribute.Address(Jid jid) -> put(name, jid);
    };
  }

  /** Adds the attribute only when there is a value. */
  public NodeBuilder attrText(String name, Optional<String> value) {
    return value.map(present -> put(name, present)).orElse(this);
  }

  /** Adds the address only when there is one. */
  public NodeBuilder attrJid(String name, Optional<? extends Jid> value) {
    return value.map(present -> put(name, present)).orElse(this);
  }

  private NodeBuilder put(String name, Object value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an attribute needs a name");
    }
    for (int i = 0; i < used; i += 2) {
      if (name.equals(attributes[i])) {
        attributes[i + 1] = value;
        return this;
      }
    }
    if (used == attributes.length) {
      attributes = Arrays.copyOf(attributes, Math.max(FIRST_SIZE, 2 * used));
    }
    attributes[used] = name;
    attributes[used + 1] = value;
    used += 2;
    return this;
  }

  public NodeBuilder children(Node... children) {
    return content(new Content.Children(List.of(children)));
  }

  public NodeBuilder children(List<Node> children) {
    return content(new Content.Children(children));
  }

  /** Bytes, which must not change afterwards. */
  public NodeBuilder bytes(byte[] bytes) {
    return content(Bytes.of(bytes));
  }

  /** Text, written as UTF-8 bytes: some peers ignore content that is not. */
  public NodeBuilder text(String text) {
    return bytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  public NodeBuilder content(Content content) {
    this.content = content;
    return this;
  }

  public Node build() {
    return new Node(tag, Arrays.copyOf(attributes, used), content);
  }
}
