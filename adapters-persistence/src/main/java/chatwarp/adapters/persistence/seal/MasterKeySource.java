package chatwarp.adapters.persistence.seal;

import chatwarp.domain.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Where the master key comes from. */
public sealed interface MasterKeySource {
  /** From the configuration: 32 bytes. */
  record Given(Secret key) implements MasterKeySource {
    /**
     * Reads the configured text.
     *
     * @throws SealException when it is not base64 of 32 bytes
     */
    public static Given parse(String base64) {
      return new Given(Secret.copyOf(decode(base64, "CHATWARP_MASTER_KEY")));
    }
  }

  /** From a file of the data folder, which is made for an empty database. */
  record KeyFile(Path path) implements MasterKeySource {

    /** The key in the file, if there is one. */
    Optional<byte[]> read() {
      try {
        return Optional.of(decode(Files.readString(path).strip(), path.toString()));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException("the master key file cannot be read", e);
      }
    }

    /** Writes a new file that only its owner may read, durable when this returns. */
    void write(byte[] key) {
      FileAttribute<?>[] ownerOnly =
          path.getFileSystem().supportedFileAttributeViews().contains("posix")
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      byte[] line =
          (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.UTF_8);
      try (FileChannel file =
          FileChannel.open(
              path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
          file.write(buffer);
        }
        file.force(true);
      } catch (IOException e) {
        throw new UncheckedIOException("the master key file cannot be written", e);
      }
    }
  }

  private static byte[] decode(String base64, String where) {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      if (key.length == 32) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw new SealException(where + " must hold 32 bytes in base64", e);
    }
    throw new SealException(where + " must hold 32 bytes in base64");
  }
}
