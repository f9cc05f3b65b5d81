package chatwarp.adapters.wa.noise;

/**
 * The encrypted connection cannot be made or cannot go on; close the socket. The message never
 * holds key material.
 */
public abstract sealed class NoiseException extends RuntimeException
    permits HandshakeException, UntrustedServerException, FrameCipherException {
  private static final long serialVersionUID = 1L;

  NoiseException(String message) {
    super(message);
  }

  NoiseException(String message, Throwable cause) {
    super(message, cause);
  }
}
