package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.port.MediaWorkshop.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are made on the way, beside the one that was given. */
final class MadeFiles {
  private static final Logger LOG = LoggerFactory.getLogger(MadeFiles.class);

  private MadeFiles() {}

  interface Look {
    Prepared at(Path file) throws IOException;
  }

  /** Looks at a file that was made here; nothing of it is left when that fails. */
  static Prepared look(Path made, Look look) throws IOException {
    boolean done = false;
    try {
      Prepared prepared = look.at(made);
      done = true;
      return prepared;
    } finally {
      if (!done) {
        delete(made);
      }
    }
  }

  static Path beside(Path file, String suffix, byte[] content) throws IOException {
    Path made = Files.createTempFile(file.toAbsolutePath().getParent(), "made-", suffix);
    boolean done = false;
    try {
      Files.write(made, content);
      done = true;
      return made;
    } finally {
      if (!done) {
        delete(made);
      }
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a temporary file stays behind", e);
    }
  }
}
