package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.crypto.CbcStream;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.Sha;
import chatwarp.domain.content.Sidecar;
import chatwarp.domain.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Encrypts a file in one pass, with a memory of some hundred kilobytes however long it is (06 §2).
 * One thread, one file.
 */
final class MediaEncryption {
  private static final int PIECE = 1 << 16;

  /**
   * What came of it.
   *
   * @param length of the plain file
   * @param sidecar of videos and sounds
   */
  record Result(Sha256 sha256, Sha256 encryptedSha256, long length, Optional<Sidecar> sidecar) {}

  private final OutputStream out;
  private final CbcStream cipher;
  private final HmacSha256 mac = new HmacSha256();
  private final Sha plainHash = Sha.sha256();
  private final Sha blobHash = Sha.sha256();
  private final Optional<SidecarWriter> sidecar;
  private final byte[] piece = new byte[PIECE];
  private final byte[] encrypted = new byte[CbcStream.room(PIECE)];

  private MediaEncryption(MediaKeys keys, boolean streamed, OutputStream out) {
    this.out = out;
    this.cipher = CbcStream.encrypting(keys.cipherKey(), keys.iv());
    this.sidecar = streamed ? Optional.of(new SidecarWriter(keys.macKey())) : Optional.empty();
    mac.key(keys.macKey()).update(keys.iv());
    sidecar.ifPresent(writer -> writer.update(keys.iv(), 0, keys.iv().length));
  }

  /** Reads all of the file, writes the ciphertext and the MAC behind it; closes neither. */
  static Result run(MediaKeys keys, MediaType type, InputStream file, OutputStream out)
      throws IOException {
    return new MediaEncryption(keys, type.streamed(), out).run(file);
  }

  private Result run(InputStream file) throws IOException {
    long length = 0;
    for (int read = file.read(piece); read >= 0; read = file.read(piece)) {
      length += read;
      plainHash.update(piece, 0, read);
      write(cipher.update(piece, 0, read, encrypted));
    }
    write(cipher.finish(encrypted));
    byte[] code = mac.finish();
    out.write(code, 0, MediaKeys.MAC_LENGTH);
    blobHash.update(code, 0, MediaKeys.MAC_LENGTH);
    sidecar.ifPresent(writer -> writer.update(code, 0, MediaKeys.MAC_LENGTH));
    return new Result(
        Sha256.of(plainHash.finish()),
        Sha256.of(blobHash.finish()),
        length,
        sidecar.flatMap(SidecarWriter::finish));
  }

  private void write(int count) throws IOException {
    mac.update(encrypted, 0, count);
    blobHash.update(encrypted, 0, count);
    sidecar.ifPresent(writer -> writer.update(encrypted, 0, count));
    out.write(encrypted, 0, count);
  }
}
