package chatwarp.adapters.wa.message;

import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.Sidecar;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import com.google.protobuf.ByteString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where media files are, as messages of every kind tell it under the same names. */
final class MediaFiles {
  private MediaFiles() {}

  /**
   * What a message says of its file.
   *
   * @param directPath may be missing when the URL says it
   * @param seconds when the key was made
   * @throws InvalidValueException when the file could not be fetched or read with this
   */
  static MediaReference reference(
      String url,
      String directPath,
      ByteString mediaKey,
      ByteString sha256,
      ByteString encryptedSha256,
      long length,
      long seconds,
      ByteString sidecar) {
    Optional<URI> address = address(url);
    String path = directPath.isEmpty() ? address.map(MediaFiles::path).orElse("") : directPath;
    return new MediaReference(
        address,
        path,
        Secret.copyOf(mediaKey.toByteArray()),
        Sha256.of(sha256.toByteArray()),
        Sha256.of(encryptedSha256.toByteArray()),
        length,
        WireValues.time(seconds),
        sidecar(sidecar));
  }

  private static Optional<URI> address(String url) {
    try {
      return url.isEmpty() ? Optional.empty() : Optional.of(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String path(URI url) {
    String query = url.getRawQuery();
    String path = url.getRawPath();
    return (path == null ? "" : path) + (query == null ? "" : "?" + query);
  }

  private static Optional<Sidecar> sidecar(ByteString codes) {
    try {
      return codes.isEmpty() ? Optional.empty() : Optional.of(Sidecar.of(codes.toByteArray()));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }
}
