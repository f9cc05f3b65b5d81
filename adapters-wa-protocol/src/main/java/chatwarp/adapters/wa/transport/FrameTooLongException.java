package chatwarp.adapters.wa.transport;

/** A frame has more bytes than its 24-bit length can say. Nothing was written. */
public final class FrameTooLongException extends TransportException {
  private static final long serialVersionUID = 1L;

  FrameTooLongException(int length) {
    super("a frame of " + length + " bytes; the most is " + FrameWriter.MAX_LENGTH);
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
