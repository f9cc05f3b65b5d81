package chatwarp.benchmarks.peers;

import it.auties.whatsapp.io.BinaryDecoder;
import it.auties.whatsapp.io.BinaryEncoder;
import it.auties.whatsapp.model.node.Node;
import java.io.ByteArrayInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cobalt's binary XML, both ways, on the three shapes. */
@State(Scope.Thread)
public class CobaltNodeBenchmark {
  @Param({"text", "group", "usync"})
  public String shape = "text";

  private byte[] plaintext = new byte[0];
  private Node node = Node.empty();

  /** Cobalt knows no LID in a device's JID, so that its bytes may differ; its work does not. */
  @Setup
  public void prepare() {
    plaintext = Payload.shape(shape);
    node = decode();
  }

  @Benchmark
  public Node decode() {
    return BinaryDecoder.decode(new ByteArrayInputStream(plaintext));
  }

  @Benchmark
  public byte[] encode() {
    return BinaryEncoder.encode(node);
  }
}
