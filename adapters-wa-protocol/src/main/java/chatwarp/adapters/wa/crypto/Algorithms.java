package chatwarp.adapters.wa.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;

/** The Java runtime's algorithms by name; every Java SE implementation has these. */
final class Algorithms {
  private Algorithms() {}

  static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (GeneralSecurityException e) {
      throw missing(name, e);
    }
  }

  static Cipher cipher(String name) {
    try {
      return Cipher.getInstance(name);
    } catch (GeneralSecurityException e) {
      throw missing(name, e);
    }
  }

  private static IllegalStateException missing(String name, Throwable cause) {
    return new IllegalStateException("this Java runtime has no " + name, cause);
  }
}
