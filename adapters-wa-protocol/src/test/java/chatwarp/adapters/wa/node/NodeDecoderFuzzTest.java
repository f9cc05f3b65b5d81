package chatwarp.adapters.wa.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Runs its corpus by default; with JAZZER_FUZZ=1 it searches for bytes that crash the decoder. */
class NodeDecoderFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void refusesOrReadsWhateverComes(byte[] plaintext) {
    Node node;
    try {
      node = NodeDecoder.decode(plaintext);
    } catch (NodeFormatException refused) {
      return;
    }
    // What was read can be written, and from then on stays the same.
    byte[] written = NodeEncoder.encode(node);
    assertArrayEquals(written, NodeEncoder.encode(NodeDecoder.decode(written)));
  }
}
