package chatwarp.simulator.media;

import java.util.Base64;

/** How a file's hash is spelled in an upload (06 §10.5). */
public final class MediaToken {
  private static final int HASH = 32;

  private MediaToken() {}

  /** The token of a hash, without padding. */
  public static String of(byte[] sha256) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256);
  }

  /**
   * A client's spelling without its padding, which some write and some do not.
   *
   * @throws MediaRefusedException when it is no hash
   */
  static String plain(String spelled) {
    byte[] hash;
    try {
      hash = Base64.getUrlDecoder().decode(spelled);
    } catch (IllegalArgumentException e) {
      throw new MediaRefusedException(400, "the token is not base64url", e);
    }
    if (hash.length != HASH) {
      throw new MediaRefusedException(400, "the token is no SHA-256");
    }
    return of(hash);
  }
}
