package chatwarp.adapters.persistence.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.tukaani.xz.XZInputStream;

/**
 * The real server's programs for this machine, unpacked.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path folder) {
  private static final String ELSEWHERE = "; set DATABASE_URL to a PostgreSQL server of your own";

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** Unpacks what this machine needs into the folder, unless that was done before. */
  static Binaries install(Path folder) {
    String os = System.getProperty("os.name", "");
    String cpu = System.getProperty("os.arch", "");
    String resource = resource(os, cpu);
    URL archive = ClassLoader.getSystemResource(resource);
    if (archive == null) {
      throw new EmbeddedException(
          "there is no built-in PostgreSQL for " + os + " on " + cpu + ELSEWHERE);
    }
    try {
      Path target = folder.resolve("programs-" + Long.toHexString(checksum(archive)));
      if (!Files.isDirectory(target)) {
        unpack(archive, target);
      }
      return new Binaries(target);
    } catch (IOException e) {
      throw new EmbeddedException("the built-in PostgreSQL cannot be unpacked: " + e, e);
    }
  }

  /** The name of the archive inside the artifact for an operating system and a processor. */
  static String resource(String os, String cpu) {
    String system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    if (system.equals("linux") && !os.toLowerCase(Locale.ROOT).startsWith("linux")) {
      return "postgres-none.txz";
    }
    String processor =
        switch (cpu) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "none";
        };
    return "postgres-" + system + "-" + processor + ".txz";
  }

  private static long checksum(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return jar.getJarEntry().getCrc();
    }
    CRC32 crc = new CRC32();
    try (InputStream in = connection.getInputStream()) {
      crc.update(in.readAllBytes());
    }
    return crc.getValue();
  }

  /** Into a draft first: a process that dies meanwhile leaves nothing that looks finished. */
  private static void unpack(URL archive, Path target) throws IOException {
    Path draft = target.resolveSibling(target.getFileName() + ".new");
    delete(draft);
    Files.createDirectories(draft);
    try (InputStream in =
        new XZInputStream(new BufferedInputStream(archive.openStream()), 128 * 1024)) {
      TarArchive.unpack(in, draft);
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
