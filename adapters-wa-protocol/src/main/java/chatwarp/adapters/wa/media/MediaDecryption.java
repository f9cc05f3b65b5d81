package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.crypto.CbcStream;
import chatwarp.adapters.wa.crypto.DecryptionFailedException;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.Sha;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Decrypts a file in one pass, with a memory of some hundred kilobytes however long it is (06 §2).
 * What it writes is to be trusted only when it returns: every check comes at the end. One thread,
 * one file.
 */
final class MediaDecryption {
  private static final int PIECE = 1 << 16;
  private static final int BLOCK = 16;

  /** More than WhatsApp takes; where a message does not say how long its file is. */
  private static final long LONGEST = 4L << 30;

  private final MediaReference reference;
  private final OutputStream out;
  private final CbcStream cipher;
  private final HmacSha256 mac = new HmacSha256();
  private final Sha plainHash = Sha.sha256();
  private final Sha blobHash = Sha.sha256();
  private final byte[] piece = new byte[PIECE + MediaKeys.MAC_LENGTH];
  private final byte[] plain = new byte[CbcStream.room(PIECE + MediaKeys.MAC_LENGTH)];
  private long length;

  private MediaDecryption(MediaKeys keys, MediaReference reference, OutputStream out) {
    this.reference = reference;
    this.out = out;
    this.cipher = CbcStream.decrypting(keys.cipherKey(), keys.iv());
    mac.key(keys.macKey()).update(keys.iv());
  }

  /** The length of the encrypted file with its MAC. */
  static long encryptedLength(long plainLength) {
    return plainLength / BLOCK * BLOCK + BLOCK + MediaKeys.MAC_LENGTH;
  }

  /**
   * Reads all of the blob and writes the plain file; closes neither.
   *
   * @throws DamagedMediaException when it is not what the reference promises
   */
  static void run(MediaKeys keys, MediaReference reference, InputStream blob, OutputStream out)
      throws IOException {
    new MediaDecryption(keys, reference, out).run(blob);
  }

  private void run(InputStream blob) throws IOException {
    // A length of zero is also what a message says that leaves it out.
    long most = reference.length() > 0 ? encryptedLength(reference.length()) : LONGEST;
    long received = 0;
    int held = 0;
    for (int read = read(blob, held); read >= 0; read = read(blob, held)) {
      received += read;
      if (received > most) {
        throw DamagedMediaException.onTheWay("the file is longer than promised");
      }
      blobHash.update(piece, held, read);
      held += read;
      // The last bytes are the MAC; which ones are the last, only the end tells.
      int sure = held - MediaKeys.MAC_LENGTH;
      if (sure > 0) {
        mac.update(piece, 0, sure);
        write(cipher.update(piece, 0, sure, plain));
        System.arraycopy(piece, sure, piece, 0, MediaKeys.MAC_LENGTH);
        held = MediaKeys.MAC_LENGTH;
      }
    }
    check(Arrays.copyOf(piece, held));
  }

  private int read(InputStream blob, int held) throws IOException {
    return blob.read(piece, held, piece.length - held);
  }

  private void check(byte[] code) throws IOException {
    if (!Sha256.of(blobHash.finish()).equals(reference.encryptedSha256())) {
      throw DamagedMediaException.onTheWay("the file has another hash than promised");
    }
    byte[] own = Arrays.copyOf(mac.finish(), MediaKeys.MAC_LENGTH);
    if (!MessageDigest.isEqual(own, code)) {
      throw DamagedMediaException.onTheWay("the file's MAC is wrong");
    }
    try {
      write(cipher.finish(plain));
    } catch (DecryptionFailedException e) {
      throw DamagedMediaException.bySender("the file's padding is wrong", e);
    }
    if (reference.length() > 0 && reference.length() != length) {
      throw DamagedMediaException.bySender("the file has another length than promised");
    }
    if (!Sha256.of(plainHash.finish()).equals(reference.sha256())) {
      throw DamagedMediaException.bySender("the decrypted file has another hash than promised");
    }
  }

  private void write(int count) throws IOException {
    length += count;
    plainHash.update(plain, 0, count);
    out.write(plain, 0, count);
  }
}
