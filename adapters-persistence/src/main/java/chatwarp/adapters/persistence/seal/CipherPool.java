package chatwarp.adapters.persistence.seal;

import java.security.GeneralSecurityException;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.AEADBadTagException;

/**
 * Ciphers to reuse: looking one up costs more than sealing a small value. Keeps as many as are used
 * at a time, up to a bound; a cipher is used by one thread at a time. Any thread may call.
 */
final class CipherPool {
  private final ArrayBlockingQueue<XaesGcm> idle = new ArrayBlockingQueue<>(64);

  /** A value was not sealed with this key for this place. */
  static final class BadTag extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadTag(AEADBadTagException cause) {
      super("the tag does not match", cause);
    }
  }

  <T> T with(AesKey.Work<T> work) {
    XaesGcm ciphers = idle.poll();
    try {
      if (ciphers == null) {
        ciphers = new XaesGcm();
      }
      T result = work.apply(ciphers);
      var _ = idle.offer(ciphers);
      return result;
    } catch (AEADBadTagException e) {
      throw new BadTag(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot do AES-256-GCM", e);
    }
  }
}
