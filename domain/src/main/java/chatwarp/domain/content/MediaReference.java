package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an encrypted media file is, and how it is read (protocol/06).
 *
 * @param url as the sender gave it; hosts change, so the path counts
 * @param directPath path and query on any media host
 * @param mediaKey 32 bytes that all keys come from
 * @param sha256 of the file
 * @param encryptedSha256 of the encrypted file with its MAC
 * @param length of the file, in bytes
 * @param keyTimestamp when the key was made
 * @param sidecar for playing while it downloads; videos and sounds may have one
 */
public record MediaReference(
    Optional<URI> url,
    String directPath,
    Secret mediaKey,
    Sha256 sha256,
    Sha256 encryptedSha256,
    long length,
    Instant keyTimestamp,
    Optional<Sidecar> sidecar) {
  private static final int KEY_LENGTH = 32;

  public MediaReference {
    if (mediaKey.length() != KEY_LENGTH) {
      throw new InvalidValueException("mediaKey", "is not 32 bytes long");
    }
    if (!directPath.startsWith("/")) {
      throw new InvalidValueException("directPath", "does not begin with a slash");
    }
    if (length < 0) {
      throw new InvalidValueException("fileLength", "is negative");
    }
  }

  /** A file without a sidecar. */
  public MediaReference(
      Optional<URI> url,
      String directPath,
      Secret mediaKey,
      Sha256 sha256,
      Sha256 encryptedSha256,
      long length,
      Instant keyTimestamp) {
    this(
        url, directPath, mediaKey, sha256, encryptedSha256, length, keyTimestamp, Optional.empty());
  }

  /** The same file at another place, after its sender uploaded it anew. */
  public MediaReference movedTo(String path) {
    return new MediaReference(
        Optional.empty(), path, mediaKey, sha256, encryptedSha256, length, keyTimestamp, sidecar);
  }
}
