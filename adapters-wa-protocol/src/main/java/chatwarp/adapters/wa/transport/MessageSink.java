package chatwarp.adapters.wa.transport;

/** Where binary messages go; a {@link WebSocket}, or a test. */
public interface MessageSink {
  /** Free bytes that a message needs in front of it, for the header that is written there. */
  int HEADROOM = 14;

  /**
   * Sends a part of an array as one message. The part is scrambled where it stands, and the {@link
   * #HEADROOM} bytes in front of it are overwritten: the array must not be used again.
   */
  void send(byte[] buffer, int offset, int length);
}
