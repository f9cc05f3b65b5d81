package chatwarp.adapters.wa.node;

import chatwarp.adapters.wa.node.NodeFormatException.Fault;
import java.util.Arrays;
import java.util.List;

/**
 * Reads nodes from the plaintext of a frame (02 §2–§7). Every length is checked against what
 * remains before anything is allocated; nesting and number of nodes are bounded.
 */
public final class NodeDecoder {
  /** Real stanzas stay below 12. */
  static final int MAX_DEPTH = 64;

  static final int MAX_NODES = 1_000_000;

  // The least a node can take: list start, size, one-byte tag.
  private static final int SMALLEST_NODE = 3;

  private static final Object[] NO_ATTRIBUTES = {};

  private final WireReader in;
  private int nodes;

  private NodeDecoder(WireReader in) {
    this.in = in;
  }

  /**
   * Reads the one node of a frame's plaintext: a flags byte and a body, compressed or not. The node
   * may keep views of the array, which must not change afterwards.
   *
   * @throws NodeFormatException when it is not exactly one node
   */
  public static Node decode(byte[] plaintext) {
    return decode(plaintext, 0, plaintext.length);
  }

  /** Like {@link #decode(byte[])}, for a plaintext inside a larger array. */
  public static Node decode(byte[] array, int offset, int length) {
    if (FramePlaintext.isCompressed(array, offset, length)) {
      byte[] body = FramePlaintext.inflate(array, offset + 1, length - 1);
      return decodeBody(body, 0, body.length);
    }
    return decodeBody(array, offset + 1, length - 1);
  }

  /** Reads a body alone, without the flags byte. */
  public static Node decodeBody(byte[] array, int offset, int length) {
    WireReader in = new WireReader(array, offset, length);
    Node root = new NodeDecoder(in).node(1);
    if (in.remaining() > 0) {
      throw new NodeFormatException(
          Fault.LEFTOVER, in.remaining() + " bytes remain behind the root node");
    }
    return root;
  }

  private Node node(int depth) {
    if (depth > MAX_DEPTH) {
      throw new NodeFormatException(Fault.TOO_DEEP, "more than " + MAX_DEPTH + " levels");
    }
    if (++nodes > MAX_NODES) {
      throw new NodeFormatException(Fault.TOO_BIG, "more than " + MAX_NODES + " nodes");
    }
    int size = listSize(in.u8());
    if (size == 0) {
      throw new NodeFormatException(Fault.EMPTY_NODE, "a node of size 0");
    }
    String tag = in.name();
    Object[] attributes = size > 2 ? attributes((size - 1) >> 1) : NO_ATTRIBUTES;
    Content content = (size & 1) == 0 ? content(depth) : Content.NONE;
    return new Node(tag, attributes, content);
  }

  private int listSize(int tag) {
    return switch (tag) {
      case Tags.LIST_EMPTY -> 0;
      case Tags.LIST_8 -> in.u8();
      case Tags.LIST_16 -> in.u16();
      default -> throw new NodeFormatException(Fault.NOT_A_NODE, "byte " + tag + " begins no node");
    };
  }

  private Object[] attributes(int count) {
    if (2 * count > in.remaining()) {
      throw new NodeFormatException(Fault.TRUNCATED, "more attributes than bytes");
    }
    Object[] attributes = new Object[2 * count];
    int used = 0;
    for (int i = 0; i < count; i++) {
      String name = in.name();
      int tag = in.u8();
      Object value = WireReader.isAddress(tag) ? JidReader.read(in, tag) : in.textOrNull(tag);
      if (value != null) { // null means absent
        attributes[used] = name;
        attributes[used + 1] = value;
        used += 2;
      }
    }
    return used == attributes.length ? attributes : Arrays.copyOf(attributes, used);
  }

  private Content content(int depth) {
    int tag = in.u8();
    return switch (tag) {
      case Tags.LIST_EMPTY -> Node.NO_CHILDREN;
      case Tags.LIST_8, Tags.LIST_16 -> children(listSize(tag), depth);
      case Tags.BINARY_8, Tags.BINARY_20, Tags.BINARY_32 -> in.binary(tag);
      default ->
          new Content.Text(
              WireReader.isAddress(tag) ? JidReader.read(in, tag).toString() : in.text(tag));
    };
  }

  private Content children(int count, int depth) {
    if (count * SMALLEST_NODE > in.remaining()) {
      throw new NodeFormatException(Fault.TRUNCATED, "more nodes than bytes");
    }
    if (count == 1) {
      return new Content.Children(List.of(node(depth + 1)));
    }
    Node[] children = new Node[count];
    for (int i = 0; i < count; i++) {
      children[i] = node(depth + 1);
    }
    return new Content.Children(List.of(children));
  }
}
