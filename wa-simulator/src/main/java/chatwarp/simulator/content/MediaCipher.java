package chatwarp.simulator.content;

import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.Sha;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The cipher around one file (06 §1, §2). Checks everything that Baileys leaves unchecked. */
public final class MediaCipher {
  private static final int EXPANDED = 112;
  private static final int MAC = 10;
  private static final int BUFFER = 1 << 16;

  private final byte[] iv;
  private final byte[] key;
  private final byte[] macKey;

  /** The cipher of a media key of 32 bytes. */
  public MediaCipher(MediaType type, byte[] mediaKey) {
    byte[] expanded =
        new Hkdf(new HmacSha256())
            .derive(mediaKey, type.info().getBytes(StandardCharsets.US_ASCII), EXPANDED);
    iv = Arrays.copyOfRange(expanded, 0, 16);
    key = Arrays.copyOfRange(expanded, 16, 48);
    macKey = Arrays.copyOfRange(expanded, 48, 80);
  }

  /** What was wrong with a file. */
  public static final class BadMediaException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadMediaException(String message) {
      super(message);
    }
  }

  /** The file as it is uploaded: ciphertext and MAC. */
  public byte[] seal(byte[] plain) {
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE).doFinal(plain);
      HmacSha256 hmac = new HmacSha256().key(macKey).update(iv).update(sealed);
      byte[] blob = Arrays.copyOf(sealed, sealed.length + MAC);
      System.arraycopy(hmac.finish(), 0, blob, sealed.length, MAC);
      return blob;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CBC is missing", e);
    }
  }

  /**
   * Opens a file while it streams by.
   *
   * @param out gets the plaintext as it comes, before the MAC at the end was seen
   * @throws BadMediaException when hash, MAC, padding or length is wrong
   */
  public void open(InputStream blob, MediaPointer pointer, OutputStream out)
      throws IOException, BadMediaException {
    Sha outer = Sha.sha256();
    Sha inner = Sha.sha256();
    HmacSha256 hmac = new HmacSha256().key(macKey).update(iv);
    Cipher cipher = cipher(Cipher.DECRYPT_MODE);
    long length = 0;
    byte[] held = new byte[0];
    byte[] buffer = new byte[BUFFER];
    for (int read = blob.read(buffer); read >= 0; read = blob.read(buffer)) {
      outer.update(buffer, 0, read);
      byte[] all = Arrays.copyOf(held, held.length + read);
      System.arraycopy(buffer, 0, all, held.length, read);
      int ready = Math.max(0, all.length - MAC);
      hmac.update(all, 0, ready);
      byte[] plain = cipher.update(all, 0, ready);
      if (plain != null) {
        inner.update(plain);
        length += plain.length;
        out.write(plain);
      }
      held = Arrays.copyOfRange(all, ready, all.length);
    }
    require(
        MessageDigest.isEqual(outer.finish(), pointer.encryptedSha256().toByteArray()),
        "fileEncSha256 is not the hash of what was uploaded");
    require(
        held.length == MAC && MessageDigest.isEqual(held, Arrays.copyOf(hmac.finish(), MAC)),
        "the MAC at the end of the file is wrong");
    byte[] rest = last(cipher);
    inner.update(rest);
    out.write(rest);
    require(
        MessageDigest.isEqual(inner.finish(), pointer.sha256().toByteArray()),
        "fileSha256 is not the hash of the file");
    require(length + rest.length == pointer.length(), "fileLength is not the length of the file");
  }

  private static void require(boolean right, String otherwise) throws BadMediaException {
    if (!right) {
      throw new BadMediaException(otherwise);
    }
  }

  private static byte[] last(Cipher cipher) throws BadMediaException {
    try {
      return cipher.doFinal();
    } catch (GeneralSecurityException e) {
      BadMediaException bad = new BadMediaException("the padding of the file is wrong");
      bad.initCause(e);
      throw bad;
    }
  }

  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CBC is missing", e);
    }
  }

  @Override
  public String toString() {
    return "MediaCipher[redacted]";
  }
}
