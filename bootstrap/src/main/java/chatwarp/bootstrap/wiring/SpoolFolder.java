package chatwarp.bootstrap.wiring;

import chatwarp.bootstrap.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The folder of files that are on their way through the process. */
final class SpoolFolder {
  private static final String NAME = "spool";

  private SpoolFolder() {}

  /**
   * Makes the folder, or empties it: what lies there was left by a process that was killed. Only
   * for the process that has the data folder.
   *
   * @throws ConfigException when the data folder does not allow it
   */
  static Path in(Path data) {
    Path spool = data.resolve(NAME);
    try {
      Files.createDirectories(spool, onlyOurs(data));
      for (Path left : files(spool)) {
        Files.delete(left);
      }
      return spool;
    } catch (IOException e) {
      throw new ConfigException("the folder " + spool + " cannot be used: " + e, e);
    }
  }

  private static List<Path> files(Path spool) throws IOException {
    try (Stream<Path> left = Files.list(spool)) {
      return left.filter(Files::isRegularFile).toList();
    }
  }

  private static FileAttribute<?>[] onlyOurs(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
