package chatwarp.adapters.wa.node;

import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One element of binary XML: a tag, attributes, content. Immutable. Readers come in pairs: the
 * plain one answers "perhaps", the {@code require} one throws a {@link NodeException} that names
 * what is missing.
 *
 * <p>Two nodes are equal when tag, attributes (in any order) and content are; no content and an
 * empty list of children are the same content.
 */
public final class Node {
  static final Content.Children NO_CHILDREN = new Content.Children(List.of());

  private final String tag;

  /** Name, value, name, value...; a value is a String or a Jid. */
  private final Object[] attributes;

  private final Content content;

  Node(String tag, Object[] attributes, Content content) {
    this.tag = tag;
    this.attributes = attributes;
    this.content = content;
  }

  /** Begins a node. */
  public static NodeBuilder builder(String tag) {
    return new NodeBuilder(tag);
  }

  /** A node that is nothing but its tag. */
  public static Node of(String tag) {
    return builder(tag).build();
  }

  /** A node with children and no attributes. */
  public static Node of(String tag, Node... children) {
    return builder(tag).children(children).build();
  }

  /** A node with bytes and no attributes. */
  public static Node of(String tag, byte[] content) {
    return builder(tag).bytes(content).build();
  }

  public String tag() {
    return tag;
  }

  public boolean is(String other) {
    return tag.equals(other);
  }

  public Content content() {
    return content;
  }

  /** A builder that begins with everything this node has. */
  public NodeBuilder toBuilder() {
    return new NodeBuilder(tag, attributes, content);
  }

  /** The attributes in their order, as a copy. */
  public Map<String, Attribute> attributes() {
    Map<String, Attribute> map = LinkedHashMap.newLinkedHashMap(attributes.length / 2);
    for (int i = 0; i < attributes.length; i += 2) {
      map.put(
          (String) attributes[i],
          switch (attributes[i + 1]) {
            case Jid jid -> new Attribute.Address(jid);
            case Object text -> new Attribute.Text((String) text);
          });
    }
    return map;
  }

  public boolean has(String name) {
    return value(name) != null;
  }

  /** The attribute as text, an address in its text form. */
  public Optional<String> attr(String name) {
    Object value = value(name);
    return value == null ? Optional.empty() : Optional.of(value.toString());
  }

  public String requireAttr(String name) {
    Object value = value(name);
    if (value == null) {
      throw missing("attribute '" + name + "'");
    }
    return value.toString();
  }

  /** Whether the attribute is there and has this text. */
  public boolean attrIs(String name, String text) {
    return text.equals(value(name));
  }

  /**
   * The attribute as an address; one written as text is parsed.
   *
   * @throws NodeException when it is text and not an address
   */
  public Optional<Jid> attrJid(String name) {
    Object value = value(name);
    return value == null ? Optional.empty() : Optional.of(jid(name, value));
  }

  public Jid requireJid(String name) {
    Object value = value(name);
    if (value == null) {
      throw missing("attribute '" + name + "'");
    }
    return jid(name, value);
  }

  private Jid jid(String name, Object value) {
    if (value instanceof Jid jid) {
      return jid;
    }
    try {
      return Jid.parse((String) value);
    } catch (InvalidValueException e) {
      throw new NodeException(tag, "attribute '" + name + "'", "has no address in", e);
    }
  }

  /** The attribute as a decimal number. */
  public OptionalLong attrLong(String name) {
    Object value = value(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(number(name, value));
  }

  public long requireLong(String name) {
    Object value = value(name);
    if (value == null) {
      throw missing("attribute '" + name + "'");
    }
    return number(name, value);
  }

  /** Like {@link #requireLong}, and it must fit an int. */
  public int requireInt(String name) {
    long value = requireLong(name);
    if (value != (int) value) {
      throw new NodeException(tag, "attribute '" + name + "'", "has too large a number in");
    }
    return (int) value;
  }

  private long number(String name, Object value) {
    try {
      return Long.parseLong(value.toString());
    } catch (NumberFormatException e) {
      throw new NodeException(tag, "attribute '" + name + "'", "has no number in", e);
    }
  }

  // From the end, so that the last of two with one name wins.
  private @Nullable Object value(String name) {
    for (int i = attributes.length - 2; i >= 0; i -= 2) {
      if (name.equals(attributes[i])) {
        return attributes[i + 1];
      }
    }
    return null;
  }

  /** All children; empty when the content is something else. */
  public List<Node> children() {
    return content instanceof Content.Children(List<Node> children) ? children : List.of();
  }

  /** The children with this tag. */
  public List<Node> children(String childTag) {
    return children().stream().filter(child -> child.is(childTag)).toList();
  }

  /** The first child with this tag. */
  public Optional<Node> child(String childTag) {
    for (Node child : children()) {
      if (child.is(childTag)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  public Node requireChild(String childTag) {
    return child(childTag).orElseThrow(() -> missing("child <" + childTag + ">"));
  }

  /** The first child, whatever its tag. */
  public Optional<Node> firstChild() {
    List<Node> children = children();
    return children.isEmpty() ? Optional.empty() : Optional.of(children.getFirst());
  }

  /** The content as bytes; text becomes UTF-8. */
  public Optional<byte[]> bytes() {
    return switch (content) {
      case Bytes bytes -> Optional.of(bytes.toByteArray());
      case Content.Text(String text) ->
          Optional.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case Content.None _, Content.Children _ -> Optional.empty();
    };
  }

  public byte[] requireBytes() {
    return bytes().orElseThrow(() -> missing("bytes"));
  }

  /** Like {@link #requireBytes}, and it must be exactly this many. */
  public byte[] requireBytes(int length) {
    byte[] bytes = requireBytes();
    if (bytes.length != length) {
      throw new NodeException(tag, length + " bytes", "does not hold");
    }
    return bytes;
  }

  /** The content as text; bytes are read as UTF-8. */
  public Optional<String> text() {
    return switch (content) {
      case Bytes bytes -> Optional.of(bytes.toText());
      case Content.Text(String text) -> Optional.of(text);
      case Content.None _, Content.Children _ -> Optional.empty();
    };
  }

  public String requireText() {
    return text().orElseThrow(() -> missing("text"));
  }

  private NodeException missing(String part) {
    return new NodeException(tag, part, "lacks");
  }

  Object[] rawAttributes() {
    return attributes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Node that
        && tag.equals(that.tag)
        && comparable(content).equals(comparable(that.content))
        && attributes().equals(that.attributes());
  }

  @Override
  public int hashCode() {
    return 31 * (31 * tag.hashCode() + attributes().hashCode()) + comparable(content).hashCode();
  }

  private static Content comparable(Content content) {
    return content instanceof Content.None ? NO_CHILDREN : content;
  }

  /** The shape alone, for example {@code message(to id type)[enc(v type)bytes[198]]}: no value. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(i == 0 ? '(' : ' ').append(attributes[i]);
    }
    text.append(attributes.length == 0 ? "" : ")");
    return switch (content) {
      case Content.None _ -> text.toString();
      case Content.Children(List<Node> children) -> text.append(children).toString();
      case Bytes bytes -> text.append(bytes).toString();
      case Content.Text value -> text.append(value).toString();
    };
  }
}
