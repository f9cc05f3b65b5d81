package chatwarp.adapters.persistence.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unpacking what the server's programs come in. */
class TarArchiveTest {
  @TempDir private Path folder;

  private static byte[] entry(char kind, String name, int mode, String link, String content) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 124, "%011o".formatted(content.length()));
    header[156] = (byte) kind;
    put(header, 157, link);
    put(header, 257, "ustar");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    out.writeBytes(content.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(new byte[(512 - content.length() % 512) % 512]);
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static byte[] archive(byte[]... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      out.writeBytes(entry);
    }
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  private static final byte[] PROGRAMS =
      archive(
          entry('5', "bin/", 0755, "", ""),
          entry('0', "bin/run", 0755, "", "x".repeat(600)),
          entry('0', "lib/deep/data", 0644, "", ""),
          entry('2', "lib/link", 0777, "deep/data", ""));

  @Test
  void unpacksFilesFoldersAndLinks() throws IOException {
    TarArchive.unpack(new ByteArrayInputStream(PROGRAMS), folder);
    assertEquals(600, Files.size(folder.resolve("bin/run")));
    assertTrue(Files.isExecutable(folder.resolve("bin/run")));
    assertEquals(0, Files.size(folder.resolve("lib/link")));
    assertTrue(Files.isSymbolicLink(folder.resolve("lib/link")));
    assertFalse(
        Files.getPosixFilePermissions(folder.resolve("lib/deep/data")).toString().contains("EXEC"));
  }

  @Test
  void refusesEveryPrefixThatLacksTheEnd() throws IOException {
    int end = PROGRAMS.length - 1024;
    for (int length = 0; length <= end; length += 97) {
      byte[] prefix = Arrays.copyOf(PROGRAMS, length);
      Path target = Files.createDirectory(folder.resolve("p" + length));
      assertThrows(
          IOException.class, () -> TarArchive.unpack(new ByteArrayInputStream(prefix), target));
    }
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "0, ../outside, ''",
    "0, a/../../outside, ''",
    "0, /outside, ''",
    "5, ../outside, ''",
    "2, link, ../outside",
    "2, link, /etc/passwd",
    "1, hard, bin/run",
    "x, extended, ''"
  })
  void refusesWhatReachesOutsideOrIsUnknown(char kind, String name, String link) {
    byte[] archive = archive(entry(kind, name, 0644, link, ""));
    assertThrows(
        IOException.class, () -> TarArchive.unpack(new ByteArrayInputStream(archive), folder));
    assertFalse(Files.exists(folder.resolveSibling("outside")));
  }
}
