package chatwarp.adapters.wa.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that Baileys 7.0.0-rc13 sent in a recorded conversation ({@code npm run record}). */
class RecordedNodesTest {
  record Recorded(String name, byte[] plaintext) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Recorded> recorded() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
                Objects.requireNonNull(RecordedNodesTest.class.getResource("/baileys/signal.tsv"))
                    .toURI())
            .resolveSibling("");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> bins = files.filter(file -> file.toString().endsWith(".bin")).sorted().toList();
      Stream.Builder<Recorded> all = Stream.builder();
      for (Path bin : bins) {
        all.add(new Recorded(bin.getFileName().toString(), Files.readAllBytes(bin)));
      }
      return all.build().toList();
    }
  }

  @Test
  void coversWhatAClientSends() throws IOException, URISyntaxException {
    List<Recorded> all = recorded();
    assertTrue(all.size() >= 40, "recorded frames: " + all.size());
    List<String> tags =
        all.stream().map(one -> NodeDecoder.decode(one.plaintext()).tag()).distinct().toList();
    for (String tag : List.of("iq", "message", "receipt", "ack", "presence", "chatstate", "ib")) {
      assertTrue(tags.contains(tag), tag);
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void isWrittenAgainToTheSameBytes(Recorded one) {
    assertArrayEquals(
        one.plaintext(), NodeEncoder.encode(NodeDecoder.decode(one.plaintext())), one.name());
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void refusesEveryPrefixWithoutACrash(Recorded one) {
    int length = one.plaintext().length;
    int refused = 0;
    for (int end = 0; end < length; end++) {
      try {
        assertNotNull(NodeDecoder.decode(Arrays.copyOf(one.plaintext(), end)));
      } catch (NodeFormatException e) {
        assertNotNull(e.getMessage());
        refused++;
      }
    }
    assertEquals(length, refused, one.name());
  }
}
