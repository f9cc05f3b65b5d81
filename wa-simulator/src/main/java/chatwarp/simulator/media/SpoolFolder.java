package chatwarp.simulator.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder that goes with its process: it is deleted when it is closed, and what a killed
 * process left behind when the next one begins. The lock in it says whose process still runs; the
 * operating system lets go of it, however that one ends. Safe from any thread.
 */
final class SpoolFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
  private static final String PREFIX = "chatwarp-simulator-media";
  private static final String LOCK = "lock";
  private static final String LOCK_TO_BE = "lock.new";

  /**
   * The folders of this process. Their locks are never opened to be looked at: on Unix the closing
   * of any channel ends all locks that the process has on that file.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private SpoolFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A new folder; those that nobody uses any more are deleted. */
  static SpoolFolder in(Path parent) {
    try {
      sweep(parent);
      Path path = Files.createTempDirectory(parent, PREFIX).toAbsolutePath();
      OURS.add(path);
      return new SpoolFolder(path, locked(path));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder for media", e);
    }
  }

  /** It gets its name when it is locked: others see it locked, or not at all. */
  private static FileChannel locked(Path folder) throws IOException {
    Path unnamed = folder.resolve(LOCK_TO_BE);
    FileChannel channel =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock _ = channel.lock();
    Files.move(unnamed, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
    return channel;
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!OURS.contains(folder.toAbsolutePath())) {
          sweepIfLeft(folder);
        }
      }
    }
  }

  /** A folder without a lock is just being made, or an older version's: it stays. */
  private static void sweepIfLeft(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free != null) {
        LOG.info("deletes the media that an ended simulator left in {}", folder);
        delete(folder);
      }
    } catch (IOException e) {
      LOG.debug("{} stays", folder, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try (lock) {
      delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the media spool cannot be deleted", e);
    } finally {
      OURS.remove(path);
    }
  }
}
