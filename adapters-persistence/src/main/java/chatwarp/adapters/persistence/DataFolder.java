package chatwarp.adapters.persistence;

import chatwarp.domain.model.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The folder that makes a process a node: it holds the node's id and belongs to one process at a
 * time. The lock goes with the process, however it ends.
 */
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;
  private final NodeId nodeId;

  private DataFolder(Path path, FileChannel lockFile, NodeId nodeId) {
    this.path = path;
    this.lockFile = lockFile;
    this.nodeId = nodeId;
  }

  /**
   * Takes the folder, which is made when it does not exist.
   *
   * @throws DatabaseException when another process has it, or it cannot be used
   */
  public static DataFolder open(Path folder, RandomGenerator random) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      create(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new DatabaseException("another process uses the data folder " + path);
      }
      return new DataFolder(path, channel, nodeId(path.resolve("node.id"), random));
    } catch (IOException e) {
      throw new DatabaseException("the data folder " + path + " cannot be used: " + e, e);
    }
  }

  /** Others may pass through, for a database that must not run as root, but see nothing. */
  private static void create(Path path) throws IOException {
    FileAttribute<?>[] attributes =
        path.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(path, attributes);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static NodeId nodeId(Path file, RandomGenerator random) throws IOException {
    if (Files.exists(file)) {
      return new NodeId(Files.readString(file).strip());
    }
    byte[] id = new byte[16];
    random.nextBytes(id);
    NodeId made = new NodeId(HexFormat.of().formatHex(id));
    Path draft = file.resolveSibling("node.id.new");
    try (FileChannel out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap((made + "\n").getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        out.write(text);
      }
      out.force(true);
    }
    Files.move(draft, file);
    return made;
  }

  public Path path() {
    return path;
  }

  /** Who owns the instances that this process runs. */
  public NodeId nodeId() {
    return nodeId;
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder could not be let go", e);
    }
  }
}
