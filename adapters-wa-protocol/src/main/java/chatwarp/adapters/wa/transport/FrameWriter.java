package chatwarp.adapters.wa.transport;

/**
 * Writes frames: a 24-bit length, big endian, then the body; before the first one, in the same
 * message, a preamble (01 §2). Each frame is one message, because whatsmeow's reader damages frames
 * that are split. Callers take turns.
 */
public final class FrameWriter {
  /** Most bytes of a body. */
  public static final int MAX_LENGTH = 0xFFFFFF;

  /** Bytes of the length. */
  public static final int HEADER_LENGTH = 3;

  private final MessageSink sink;
  private byte[] preamble;

  /**
   * @param preamble intro and whatever stands before it; may be empty
   */
  public FrameWriter(MessageSink sink, byte[] preamble) {
    this.sink = sink;
    this.preamble = preamble.clone();
  }

  /** Writes a body, copying it once. */
  public void write(byte[] body) {
    if (body.length > MAX_LENGTH) {
      throw new FrameTooLongException(body.length);
    }
    int start = MessageSink.HEADROOM + preamble.length;
    byte[] buffer = new byte[start + HEADER_LENGTH + body.length];
    System.arraycopy(preamble, 0, buffer, MessageSink.HEADROOM, preamble.length);
    buffer[start] = (byte) (body.length >> 16);
    buffer[start + 1] = (byte) (body.length >> 8);
    buffer[start + 2] = (byte) body.length;
    System.arraycopy(body, 0, buffer, start + HEADER_LENGTH, body.length);
    preamble = new byte[0];
    sink.send(buffer, MessageSink.HEADROOM, buffer.length - MessageSink.HEADROOM);
  }

  /**
   * Writes a frame that is complete with its header, from an array that the caller gives away, with
   * {@link MessageSink#HEADROOM} free bytes in front of the frame. Never the first frame.
   */
  public void writeFrame(byte[] buffer, int offset, int length) {
    if (preamble.length > 0) {
      throw new IllegalStateException("the preamble goes before the first frame");
    }
    sink.send(buffer, offset, length);
  }
}
