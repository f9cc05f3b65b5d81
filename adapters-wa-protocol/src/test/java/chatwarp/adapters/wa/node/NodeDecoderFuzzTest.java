package chatwarp.adapters.wa.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs its corpus by default; with JAZZER_FUZZ=1 it searches for bytes that crash the decoder. */
class NodeDecoderFuzzTest {

  static Stream<byte[]> seeds() throws IOException {
    Stream.Builder<byte[]> seeds = Stream.builder();
    for (String name : List.of("message_text", "nested_items", "hosted_devices", "receipt_read")) {
      seeds.add(NodeFixtures.read(name));
    }
    return seeds.build();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void refusesOrReadsWhateverComes(byte[] plaintext) {
    Node node;
    try {
      node = NodeDecoder.decode(plaintext);
    } catch (NodeFormatException refused) {
      return;
    }
    // What was read can be written, and then reads the same.
    assertEquals(node, NodeDecoder.decode(NodeEncoder.encode(node)));
  }
}
