package chatwarp.adapters.wa.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server on loopback that takes one connection and plays a script on it, byte by byte. */
public final class ScriptedServer implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 30;

  /** What the server does with its connection; the connection is closed afterwards. */
  @FunctionalInterface
  public interface Script<T> {
    T play(Connection connection) throws Exception;
  }

  private final ServerSocket listener;

  public ScriptedServer() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  public ScriptedServer(ServerSocket listener) {
    this.listener = listener;
  }

  public int port() {
    return listener.getLocalPort();
  }

  public URI uri() {
    return URI.create("ws://127.0.0.1:" + port() + "/ws/chat");
  }

  /** Plays a script on the next connection; what it returns or throws arrives in the future. */
  public <T> CompletableFuture<T> play(Script<T> script) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = listener.accept()) {
            result.complete(script.play(new Connection(socket)));
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /** Plays a script after an upgrade that is granted. */
  public <T> CompletableFuture<T> playUpgraded(Script<T> script) {
    return play(connection -> {
      connection.upgrade();
      return script.play(connection);
    });
  }

  /** Plays a script whose outcome does not matter. */
  public void script(Script<?> script) {
    CompletableFuture<?> ignored = play(script);
    assert ignored != null;
  }

  /** Plays a script after an upgrade that is granted; its outcome does not matter. */
  public void scriptUpgraded(Script<?> script) {
    CompletableFuture<?> ignored = playUpgraded(script);
    assert ignored != null;
  }

  /** Waits for a result, with a deadline. */
  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WebSocket frame from the client, unmasked. */
  public record ClientFrame(int opcode, byte[] payload) {}

  /** The server's end. */
  public static final class Connection {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    public Socket socket() {
      return socket;
    }

    public DataInputStream in() {
      return in;
    }

    /** Everything up to the empty line. */
    public String readHead() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        head.write(in.readUnsignedByte());
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    public void write(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    public void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads the upgrade request and grants it. */
    public String upgrade() throws IOException {
      String head = readHead();
      write(granting(head));
      return head;
    }

    static String granting(String head) {
      String key = head.lines().filter(l -> l.startsWith("Sec-WebSocket-Key: ")).findFirst().get();
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + WebSocketConnector.accept(key.substring("Sec-WebSocket-Key: ".length()))
          + "\r\n\r\n";
    }

    /** Writes one frame of a server. */
    public void frame(int first, byte[] payload) throws IOException {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.write(first);
      if (payload.length < 126) {
        frame.write(payload.length);
      } else if (payload.length <= 0xFFFF) {
        frame.writeBytes(new byte[] {126, (byte) (payload.length >> 8), (byte) payload.length});
      } else {
        frame.writeBytes(new byte[] {127, 0, 0, 0, 0});
        for (int shift = 24; shift >= 0; shift -= 8) {
          frame.write(payload.length >> shift);
        }
      }
      frame.writeBytes(payload);
      write(frame.toByteArray());
    }

    /** Writes one unsplit binary message. */
    public void message(byte[] payload) throws IOException {
      frame(0x82, payload);
    }

    /** Reads one unsplit frame of a client, which must be masked. */
    public ClientFrame readFrame() throws IOException {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      if ((first & 0xF0) != 0x80 || (second & 0x80) == 0) {
        throw new IOException("a client's frame must be whole and masked");
      }
      int length = second & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
        if (length < 126) {
          throw new IOException("a length in a longer form than it needs");
        }
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
        if (length <= 0xFFFF) {
          throw new IOException("a length in a longer form than it needs");
        }
      }
      byte[] mask = new byte[4];
      in.readFully(mask);
      byte[] payload = new byte[length];
      in.readFully(payload);
      for (int i = 0; i < length; i++) {
        payload[i] ^= mask[i & 3];
      }
      return new ClientFrame(first & 0x0F, payload);
    }

    /** Waits until the client has closed its end. */
    public void awaitEnd() throws IOException {
      byte[] rest = in.readAllBytes();
      Arrays.fill(rest, (byte) 0);
    }
  }
}
