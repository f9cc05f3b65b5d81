package chatwarp.adapters.persistence.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Unpacks a tar archive (POSIX ustar): plain files, folders and links, which is what the server's
 * binaries come as. Anything else, anything outside the folder, and more than the bounds is
 * refused.
 */
final class TarArchive {
  private static final int BLOCK = 512;
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_ENTRIES = 20_000;

  private final InputStream in;
  private final Path folder;
  private long bytes;

  private TarArchive(InputStream in, Path folder) {
    this.in = in;
    this.folder = folder;
  }

  static void unpack(InputStream in, Path folder) throws IOException {
    open(folder);
    new TarArchive(in, folder).unpack();
  }

  private void unpack() throws IOException {
    for (int entries = 0; entries < MAX_ENTRIES; entries++) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK) {
        throw new IOException("the archive is cut short");
      }
      if (header[0] == 0) {
        return;
      }
      entry(header);
    }
    throw new IOException("the archive has too many entries");
  }

  private void entry(byte[] header) throws IOException {
    String prefix = text(header, 345, 155);
    String name = text(header, 0, 100);
    Path path = inside(prefix.isEmpty() ? name : prefix + "/" + name, folder);
    long size = octal(header, 124, 12);
    switch (header[156]) {
      case '5' -> open(Files.createDirectories(path));
      case '2' -> link(path, text(header, 157, 100));
      case '0', 0 -> file(path, size, (octal(header, 100, 8) & 0100) != 0);
      default -> throw new IOException("the archive holds an entry of an unknown kind");
    }
  }

  /** The server may run as another user than we do. */
  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void link(Path path, String target) throws IOException {
    Path parent = Files.createDirectories(path.resolveSibling("."));
    Path resolved =
        inside(folder.relativize(parent.normalize()).resolve(target).toString(), folder);
    Files.createSymbolicLink(path, parent.normalize().relativize(resolved));
  }

  private void file(Path path, long size, boolean executable) throws IOException {
    bytes += size;
    if (bytes > MAX_BYTES) {
      throw new IOException("the archive is too big");
    }
    Files.createDirectories(path.resolveSibling("."));
    try (OutputStream out = Files.newOutputStream(path)) {
      byte[] buffer = new byte[64 * 1024];
      for (long left = size; left > 0; ) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
        if (read == 0) {
          throw new IOException("the archive is cut short");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static Path inside(String name, Path folder) throws IOException {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("the archive reaches outside its folder");
    }
    return path;
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int at, int length) throws IOException {
    String digits = text(header, at, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive has a number that is none", e);
    }
  }
}
