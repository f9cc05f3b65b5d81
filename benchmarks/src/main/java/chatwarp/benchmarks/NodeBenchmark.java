package chatwarp.benchmarks;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeDecoder;
import chatwarp.adapters.wa.node.NodeEncoder;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Binary XML, both ways, on the three shapes. */
@State(Scope.Thread)
public class NodeBenchmark {
  @Param({"text", "group", "usync"})
  public String shape = "text";

  private byte[] plaintext = new byte[0];
  private Node node = Node.of("empty");

  /** Also holds the encoder to the peer's bytes: a faster one that writes others is no use. */
  @Setup
  public void prepare() {
    plaintext = Shapes.read(shape);
    node = NodeDecoder.decode(plaintext);
    if (!Arrays.equals(plaintext, NodeEncoder.encode(node))) {
      throw new IllegalStateException("our bytes of '" + shape + "' differ from Baileys'");
    }
  }

  @Benchmark
  public Node decode() {
    return NodeDecoder.decode(plaintext);
  }

  @Benchmark
  public byte[] encode() {
    return NodeEncoder.encode(node);
  }
}
