package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.transport.ConnectionClosedException;
import chatwarp.adapters.wa.transport.FrameReader;
import chatwarp.adapters.wa.transport.FrameWriter;
import chatwarp.adapters.wa.transport.WebSocket;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An encrypted connection to WhatsApp: a WebSocket after its handshake. One thread receives; any
 * thread may send or close. After any exception of {@link #receive} or of a send the connection is
 * closed: there is no way to get in step again (01 §5).
 */
public final class NoiseSocket implements AutoCloseable {
  /**
   * Free bytes that a plaintext needs in front of it to be sent where it stands. The headers take
   * 17; more, because AES runs a tenth faster over bytes that begin at a multiple of 16.
   */
  public static final int HEADROOM = 32;

  /** Free bytes that a plaintext needs behind it to be sent where it stands. */
  public static final int TAILROOM = FrameCipher.TAG_LENGTH;

  /** Time for the server's answer to the first frame (01 §1). */
  public static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(20);

  private final WebSocket socket;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final FrameCipher receiving;
  private final FrameCipher sending;
  private final ReentrantLock sendLock = new ReentrantLock();

  private NoiseSocket(
      WebSocket socket, FrameReader reader, FrameWriter writer, NoiseCiphers ciphers) {
    this.socket = socket;
    this.reader = reader;
    this.writer = writer;
    this.receiving = ciphers.receiving();
    this.sending = ciphers.sending();
  }

  /**
   * Shakes hands over a new WebSocket, which is closed if that fails. Blocks until the last frame
   * of the handshake is written.
   *
   * @param handshake not begun yet
   * @param routingInfo as the server gave it at an earlier login; may be empty
   * @param payload the serialized ClientPayload
   * @param timeout for the server's answer
   * @throws NoiseException when the handshake fails
   * @throws ConnectionClosedException when the connection ends
   */
  public static NoiseSocket over(
      WebSocket socket,
      NoiseInitiator handshake,
      byte[] routingInfo,
      byte[] payload,
      Duration timeout) {
    boolean done = false;
    try {
      FrameWriter writer = new FrameWriter(socket, Intro.withRouting(routingInfo));
      FrameReader reader = new FrameReader(socket);
      socket.readTimeout(timeout);
      writer.write(handshake.hello());
      byte[] finish = handshake.finish(reader.read(), payload);
      NoiseCiphers ciphers = handshake.ciphers();
      writer.write(finish);
      socket.readTimeout(Duration.ZERO);
      done = true;
      return new NoiseSocket(socket, reader, writer, ciphers);
    } finally {
      if (!done) {
        socket.close();
      }
    }
  }

  /** Sends one frame, copying its plaintext once. */
  public void send(byte[] plaintext) {
    byte[] buffer = new byte[HEADROOM + plaintext.length + TAILROOM];
    System.arraycopy(plaintext, 0, buffer, HEADROOM, plaintext.length);
    sendInPlace(buffer, HEADROOM, plaintext.length);
  }

  /**
   * Sends one frame without copying: the plaintext is encrypted where it stands. It needs {@link
   * #HEADROOM} free bytes before it and {@link #TAILROOM} behind; the array must not be used again.
   */
  public void sendInPlace(byte[] buffer, int offset, int length) {
    if (offset < HEADROOM || length < 0 || buffer.length - offset - length < TAILROOM) {
      throw new IllegalArgumentException("a plaintext without room around it");
    }
    int frame = offset - FrameCipher.HEADER_LENGTH;
    // Counter and write under one lock: frames must reach the server in the order they are counted.
    sendLock.lock();
    try {
      writer.writeFrame(buffer, frame, sending.sealFrame(buffer, frame, length));
    } catch (FrameCipherException e) {
      if (e.fault() == FrameCipherException.Fault.EXHAUSTED) {
        socket.close();
      }
      throw e;
    } finally {
      sendLock.unlock();
    }
  }

  /**
   * Blocks for the next frame and returns its plaintext, an array of its own.
   *
   * @throws FrameCipherException when it cannot be decrypted; the connection is then closed
   * @throws ConnectionClosedException when no more will come
   */
  public byte[] receive() {
    byte[] body = reader.read();
    try {
      return receiving.open(body);
    } catch (FrameCipherException e) {
      socket.close();
      throw e;
    }
  }

  /** Closes the connection; the receiver is woken with a {@link ConnectionClosedException}. */
  @Override
  public void close() {
    socket.close();
  }
}
