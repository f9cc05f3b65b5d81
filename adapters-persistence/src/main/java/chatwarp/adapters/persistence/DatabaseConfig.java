package chatwarp.adapters.persistence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which database to open and how.
 *
 * @param url an outside database, {@code postgres://…} or {@code jdbc:postgresql:…}; absent for the
 *     server's own in the data folder
 * @param dataFolder keeps the own database and the master key file
 * @param masterKey 32 bytes in base64; absent to use the file {@code master.key} of the data folder
 * @param poolSize most connections at a time, 2 or more
 * @param patience how long a call waits for a connection before it fails as unavailable
 */
public record DatabaseConfig(
    Optional<String> url,
    Path dataFolder,
    Optional<String> masterKey,
    int poolSize,
    Duration patience) {
  private static final int POOL_SIZE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  public DatabaseConfig {
    if (poolSize < 2) {
      throw new IllegalArgumentException("the writer and the readers need 2 connections at least");
    }
  }

  /** With the usual pool. */
  public static DatabaseConfig of(
      Optional<String> url, Path dataFolder, Optional<String> masterKey) {
    return new DatabaseConfig(url, dataFolder, masterKey, POOL_SIZE, PATIENCE);
  }

  @Override
  public String toString() {
    return "DatabaseConfig[" + (url.isPresent() ? "outside" : "own") + ", pool " + poolSize + "]";
  }
}
