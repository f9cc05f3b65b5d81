package chatwarp.adapters.wa.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * An open WebSocket, client side (RFC 6455). Binary messages are one stream of bytes in each
 * direction; text messages are skipped, pings answered.
 *
 * <p>One thread reads; any thread may send or close. After any {@link ConnectionClosedException}
 * the socket is closed and stays so.
 */
public final class WebSocket implements ByteSource, MessageSink, AutoCloseable {
  /** Most bytes of one message: room for the largest frame, its header and some neighbours. */
  static final long MAX_MESSAGE = 32L << 20;

  static final int NORMAL = 1000;
  static final int PROTOCOL_ERROR = 1002;
  static final int TOO_BIG = 1009;

  private static final int CODE_LENGTH = 2;

  private final Socket raw;
  private final Socket socket;
  private final SocketInput in;
  private final RandomGenerator random;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile boolean closed;

  // The reading thread's.
  private long frameLeft;
  private long messageLength;
  private boolean inMessage;
  private boolean skipping;

  WebSocket(Socket raw, Socket socket, SocketInput in, RandomGenerator random) {
    this.raw = raw;
    this.socket = socket;
    this.in = in;
    this.random = random;
  }

  /**
   * Bounds how long the next reads may wait for bytes.
   *
   * @param timeout zero for no bound
   */
  public void readTimeout(Duration timeout) {
    try {
      socket.setSoTimeout(timeout.isZero() ? 0 : DirectDialer.millis(timeout));
    } catch (SocketException e) {
      throw lost(e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    try {
      while (frameLeft == 0) {
        nextFrame();
      }
      int count = in.read(target, offset, (int) Math.min(length, frameLeft));
      frameLeft -= count;
      return count;
    } catch (ProtocolException e) {
      throw fail(PROTOCOL_ERROR, "the server broke the WebSocket protocol", e);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Reads headers until there is payload of a binary message, dealing with everything else. */
  private void nextFrame() throws IOException {
    WebSocketHeader header = WebSocketHeader.read(in);
    if (header.control()) {
      control(header);
      return;
    }
    boolean continues = header.opcode() == WebSocketHeader.CONTINUATION;
    if (continues != inMessage) {
      throw new ProtocolException("a message begins inside another, or goes on before it began");
    }
    if (!continues) {
      skipping = header.opcode() == WebSocketHeader.TEXT;
      messageLength = 0;
    }
    inMessage = !header.last();
    messageLength += header.length();
    if (header.length() > MAX_MESSAGE || messageLength > MAX_MESSAGE) {
      throw fail(
          TOO_BIG, "a message of over " + MAX_MESSAGE + " bytes", new ProtocolException("too big"));
    }
    if (skipping) {
      in.skip(header.length());
    } else {
      frameLeft = header.length();
    }
  }

  private void control(WebSocketHeader header) throws IOException {
    byte[] payload = new byte[(int) header.length()];
    in.readFully(payload);
    switch (header.opcode()) {
      case WebSocketHeader.PING -> write(WebSocketHeader.PONG, payload);
      case WebSocketHeader.CLOSE -> throw closedByPeer(payload);
      default -> {} // a pong nobody waits for
    }
  }

  private ConnectionClosedException closedByPeer(byte[] payload) {
    int code = ConnectionClosedException.NO_CODE;
    String reason = "";
    if (payload.length >= CODE_LENGTH) {
      code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
      reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
    close(payload.length >= CODE_LENGTH ? code : NORMAL);
    return new ConnectionClosedException(
        code, "the server closed the connection: " + code + (reason.isEmpty() ? "" : " " + reason));
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    try {
      write(WebSocketHeader.BINARY, buffer, offset, length);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private void write(int opcode, byte[] payload) throws IOException {
    byte[] buffer = new byte[HEADROOM + payload.length];
    System.arraycopy(payload, 0, buffer, HEADROOM, payload.length);
    write(opcode, buffer, HEADROOM, payload.length);
  }

  // The lock is held while the socket takes the bytes: frames must not mix.
  private void write(int opcode, byte[] buffer, int offset, int length) throws IOException {
    writing.lock();
    try {
      if (closed) {
        throw new SocketException("the WebSocket is closed");
      }
      int start = WebSocketHeader.write(opcode, random.nextInt(), buffer, offset, length);
      socket.getOutputStream().write(buffer, start, offset + length - start);
    } finally {
      writing.unlock();
    }
  }

  private ConnectionClosedException fail(int code, String message, Exception cause) {
    close(code);
    return new ConnectionClosedException(code, message, cause);
  }

  private ConnectionClosedException lost(IOException cause) {
    boolean ours = closed;
    closed = true;
    DirectDialer.close(raw, cause);
    if (ours) {
      return new ConnectionClosedException(
          ConnectionClosedException.NO_CODE, "the connection was closed here", cause);
    }
    String message =
        cause instanceof SocketTimeoutException
            ? "the server did not answer in time"
            : "the connection was lost";
    return new ConnectionClosedException(ConnectionClosedException.ABNORMAL, message, cause);
  }

  /** Says goodbye if that needs no waiting, and closes; a reader is woken. Twice does nothing. */
  @Override
  public void close() {
    close(NORMAL);
  }

  private void close(int code) {
    if (closed) {
      return;
    }
    // Whoever holds the lock may be stuck in a write; then the goodbye is left out.
    boolean polite = writing.tryLock();
    try {
      if (polite && !closed) {
        write(WebSocketHeader.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
      }
      closed = true;
      (polite ? socket : raw).close();
    } catch (IOException e) {
      closed = true;
      DirectDialer.close(raw, e);
    } finally {
      if (polite) {
        writing.unlock();
      }
    }
  }
}
