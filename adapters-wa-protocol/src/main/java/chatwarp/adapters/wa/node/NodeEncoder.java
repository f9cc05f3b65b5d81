package chatwarp.adapters.wa.node;

import chatwarp.domain.model.Jid;
import java.util.Arrays;
import java.util.List;

/**
 * Writes nodes as the plaintext of a frame: a flags byte of 0, then the body; the same bytes as
 * Baileys for the same order of attributes. An encoder owns one buffer that grows and is used
 * again; it belongs to one thread at a time. {@link #encode(Node)} needs none.
 */
public final class NodeEncoder {
  private static final int CAPACITY = 512;

  private final WireWriter out;
  private int start;

  public NodeEncoder() {
    this(CAPACITY);
  }

  /** An encoder whose buffer begins with this many bytes. */
  public NodeEncoder(int capacity) {
    out = new WireWriter(capacity);
  }

  /**
   * The plaintext of a frame with this node.
   *
   * @throws NodeFormatException when the node has no form on the wire
   */
  public static byte[] encode(Node node) {
    NodeEncoder encoder = new NodeEncoder();
    encoder.write(node, 0, 0);
    return Arrays.copyOf(encoder.out.array(), encoder.out.position());
  }

  /**
   * Writes the plaintext over what the buffer held, leaving room around it for what encryption and
   * framing add. Take it with {@link #array}, {@link #offset} and {@link #length}.
   *
   * @param headroom free bytes in front
   * @param tailroom free bytes behind, at least
   */
  public void write(Node node, int headroom, int tailroom) {
    out.position(0);
    out.position(headroom);
    start = headroom;
    out.u8(FramePlaintext.PLAIN);
    node(node);
    out.reserve(tailroom);
  }

  /** The buffer itself; another one after the next {@link #write} that makes it grow. */
  public byte[] array() {
    return out.array();
  }

  /** Where in the buffer the plaintext begins. */
  public int offset() {
    return start;
  }

  /** Length of the plaintext. */
  public int length() {
    return out.position() - start;
  }

  private void node(Node node) {
    Object[] attributes = node.rawAttributes();
    Content content = node.content();
    out.list(1 + attributes.length + (content instanceof Content.None ? 0 : 1));
    out.text(node.tag());
    for (int i = 0; i < attributes.length; i += 2) {
      out.text((String) attributes[i]);
      Object value = attributes[i + 1];
      if (value instanceof String text) {
        out.text(text);
      } else {
        JidWriter.write(out, (Jid) value);
      }
    }
    switch (content) {
      case Content.None _ -> {}
      case Content.Children(List<Node> children) -> {
        out.list(children.size());
        for (int i = 0; i < children.size(); i++) {
          node(children.get(i));
        }
      }
      case Bytes bytes -> out.binary(bytes);
      case Content.Text(String text) -> out.text(text);
    }
  }
}
