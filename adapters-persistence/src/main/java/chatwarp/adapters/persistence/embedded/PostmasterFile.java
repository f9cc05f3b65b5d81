package chatwarp.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes about itself: {@code postmaster.pid} (PostgreSQL, miscadmin.h,
 * LOCK_FILE_LINE).
 */
record PostmasterFile(long pid, int port) {
  private static final int PORT_LINE = 3;

  /** The file of a cluster; empty when no server claims it, or the file is not finished. */
  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file(cluster));
      return lines.size() <= PORT_LINE
          ? Optional.empty()
          : Optional.of(
              new PostmasterFile(
                  Long.parseLong(lines.getFirst().strip()),
                  Integer.parseInt(lines.get(PORT_LINE).strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /**
   * Whether that process is something else by now. After a reboot, or in the next container,
   * another program may have the number, and PostgreSQL would wait for it for ever.
   */
  boolean isStranger() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(command -> !Path.of(command).getFileName().toString().startsWith("postgres"))
        .isPresent();
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
        && !isStranger()
        && !isZombie();
  }

  /**
   * Whether that process has ended and only its number is left. In a container nobody may fetch its
   * exit code, and to PostgreSQL, as to Java, such a process looks alive for ever.
   */
  boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The state follows the name, which stands in parentheses and may hold any character.
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      // No such process, or no such file on this system.
      return false;
    }
  }
}
