package chatwarp.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes that every peer works on. */
final class Payload {
  private Payload() {}

  /** A plaintext, the same as in {@code peers/bench.mjs}. */
  static byte[] bytes(int length) {
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = (byte) (i * 31 + 7);
    }
    return result;
  }

  /** The frame plaintext of a node shape, as {@code peers/bench.mjs} wrote it. */
  static byte[] shape(String name) {
    Path folder = Path.of(System.getProperty("shapes", "target/shapes"));
    try {
      return Files.readAllBytes(folder.resolve("baileys_" + name + ".bin"));
    } catch (IOException e) {
      throw new UncheckedIOException("run benchmarks/run, which writes the shapes first", e);
    }
  }
}
