package chatwarp.simulator.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

@Timeout(60)
class SpoolFolderTest {
  @TempDir Path parent;

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.sorted().toList();
    }
  }

  @Test
  void isDeletedWithWhatIsInItWhenItIsClosed() throws IOException {
    try (SpoolFolder folder = SpoolFolder.in(parent)) {
      Files.createFile(folder.path().resolve("0"));
    }
    assertEquals(List.of(), left());
  }

  @Test
  void sweepsWhatAnEndedProcessLeft() throws Exception {
    Path dead = ended();
    assertTrue(Files.exists(dead.resolve("0")));
    Files.createFile(parent.resolve("chatwarp-simulator-media-file"));
    Path other = Files.createDirectory(parent.resolve("somebody-elses"));
    Files.createFile(other.resolve("lock"));
    try (SpoolFolder folder = SpoolFolder.in(parent)) {
      assertFalse(Files.exists(dead));
      assertTrue(Files.exists(other));
      assertTrue(Files.exists(folder.path()));
    }
  }

  @Test
  void leavesWhatARunningProcessUses() throws Exception {
    Process running = start("wait");
    try {
      Path used = Path.of(running.inputReader().readLine());
      try (SpoolFolder first = SpoolFolder.in(parent);
          SpoolFolder second = SpoolFolder.in(parent)) {
        assertTrue(Files.exists(used.resolve("0")));
        assertTrue(Files.exists(first.path().resolve("lock")));
        assertTrue(Files.exists(second.path().resolve("lock")));
      }
    } finally {
      running.destroyForcibly().waitFor();
    }
    SpoolFolder.in(parent).close();
    assertEquals(List.of(), left());
  }

  @Test
  void staysLockedWhileOthersAreMadeInTheSameProcess() throws Exception {
    try (SpoolFolder first = SpoolFolder.in(parent)) {
      SpoolFolder.in(parent).close();
      String line = "";
      Process looking = start("end");
      try {
        line = looking.inputReader().readLine();
        assertTrue(Files.exists(first.path().resolve("lock")), line);
      } finally {
        looking.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void leavesAFolderThatIsJustBeingMade() throws IOException {
    Path young = Files.createDirectory(parent.resolve("chatwarp-simulator-media1"));
    try (FileChannel channel =
            FileChannel.open(
                young.resolve("lock.new"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        FileLock _ = channel.lock();
        SpoolFolder _ = SpoolFolder.in(parent)) {
      assertTrue(Files.exists(young.resolve("lock.new")));
    }
  }

  private Path ended() throws Exception {
    Process process = start("end");
    Path folder = Path.of(process.inputReader().readLine());
    assertTrue(process.waitFor(50, TimeUnit.SECONDS));
    return folder;
  }

  /** A process that makes a folder, puts a file into it, tells its path, and waits or ends. */
  private Process start(String end) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            String.join(
                File.pathSeparator, "target/classes", "target/test-classes", place(Logger.class)),
            Holder.class.getName(),
            parent.toString(),
            end)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String place(Class<?> library) {
    return Path.of(
            URI.create(library.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  /** Another process with a folder. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      SpoolFolder folder = SpoolFolder.in(Path.of(arguments[0]));
      Files.createFile(folder.path().resolve("0"));
      System.out.println(folder.path());
      if (arguments[1].equals("wait")) {
        int _ = System.in.read();
      }
      Runtime.getRuntime().halt(0);
    }
  }
}
