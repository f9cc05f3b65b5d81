package chatwarp.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The node shapes as Baileys encodes them, written by {@code peers/bench.mjs} before a run. */
final class Shapes {
  private Shapes() {}

  /** The frame plaintext of a shape: {@code text}, {@code group} or {@code usync}. */
  static byte[] read(String name) {
    Path folder = Path.of(System.getProperty("shapes", "target/shapes"));
    try {
      return Files.readAllBytes(folder.resolve("baileys_" + name + ".bin"));
    } catch (IOException e) {
      throw new UncheckedIOException("run benchmarks/run, which writes the shapes first", e);
    }
  }
}
