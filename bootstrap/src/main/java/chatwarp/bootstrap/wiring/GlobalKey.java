package chatwarp.bootstrap.wiring;

import chatwarp.bootstrap.config.ConfigException;
import chatwarp.domain.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The global API key when none is configured: made once, kept in the data folder. */
final class GlobalKey {
  private static final Logger LOG = LoggerFactory.getLogger(GlobalKey.class);
  private static final int BYTES = 24;

  private GlobalKey() {}

  /**
   * The key kept in the folder, made on the first start; its file is readable by its owner only.
   */
  static Secret inFolder(Path data, RandomGenerator random) {
    Path file = data.resolve("api.key");
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      String key = HexFormat.of().formatHex(bytes);
      FileAttribute<?> ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      try (var channel =
          Files.newByteChannel(
              file,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly)) {
        channel.write(StandardCharsets.UTF_8.encode(key + "\n"));
      } catch (FileAlreadyExistsException e) {
        LOG.debug("another start made the key first", e);
        return read(file);
      }
      LOG.info("made an API key; it is in {}", file);
      return Secret.copyOf(key.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ConfigException("auth.key: " + file + " cannot be read or written", e);
    }
  }

  private static Secret read(Path file) throws IOException {
    String key = Files.readString(file).strip();
    if (key.isEmpty()) {
      throw new ConfigException("auth.key: " + file + " is empty");
    }
    return Secret.copyOf(key.getBytes(StandardCharsets.UTF_8));
  }
}
