package chatwarp.simulator.media;

import chatwarp.adapters.wa.crypto.Sha;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A temporary folder of bounded size, deleted at the end. Bytes go straight to disk; the heap holds
 * one buffer a transfer. Safe from any thread.
 */
final class MediaSpool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final SpoolFolder folder;
  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong names = new AtomicLong();

  MediaSpool(long limit) {
    this.limit = limit;
    this.folder = SpoolFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
  }

  Path newPlace() {
    return folder.path().resolve(Long.toString(names.getAndIncrement()));
  }

  long used() {
    return used.get();
  }

  /** A transfer broke off; what came before it is in the spool. */
  static final class BrokenOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenOffException(IOException cause) {
      super(cause);
    }
  }

  /**
   * Appends a stream to a file.
   *
   * @param makeRoom asked to delete something when the spool is full; false when it has nothing
   * @return the hash of the whole file
   * @throws BrokenOffException when the stream fails
   * @throws MediaRefusedException 413 when the spool is full
   */
  byte[] append(Path place, InputStream body, BooleanSupplier makeRoom) {
    Sha hash = Sha.sha256();
    byte[] buffer = new byte[BUFFER];
    try {
      if (Files.exists(place)) {
        feed(hash, place, buffer);
      }
      try (OutputStream out =
          Files.newOutputStream(place, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        int read = read(body, buffer);
        while (read >= 0) {
          reserve(read, makeRoom);
          out.write(buffer, 0, read);
          hash.update(buffer, 0, read);
          read = read(body, buffer);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the media spool cannot be written", e);
    }
    return hash.finish();
  }

  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new BrokenOffException(e);
    }
  }

  private static void feed(Sha hash, Path place, byte[] buffer) throws IOException {
    try (InputStream in = Files.newInputStream(place)) {
      int read = in.read(buffer);
      while (read >= 0) {
        hash.update(buffer, 0, read);
        read = in.read(buffer);
      }
    }
  }

  private void reserve(int bytes, BooleanSupplier makeRoom) {
    while (used.get() + bytes > limit) {
      if (!makeRoom.getAsBoolean()) {
        throw new MediaRefusedException(413, "the spool of " + limit + " bytes is full");
      }
    }
    used.addAndGet(bytes);
  }

  /** Deletes a file; nothing when it is gone. */
  void delete(Path place) {
    try {
      long length = length(place);
      if (Files.deleteIfExists(place)) {
        used.addAndGet(-length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the media spool cannot be cleaned", e);
    }
  }

  long length(Path place) {
    try {
      return Files.exists(place) ? Files.size(place) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("the media spool cannot be read", e);
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
