package chatwarp.bootstrap.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A web server on loopback with a few pages; what it does not have is 404. */
final class Pages implements AutoCloseable {
  private final Map<String, byte[]> pages;
  private final ServerSocket server;

  Pages(Map<String, byte[]> pages) throws IOException {
    this.pages = Map.copyOf(pages);
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("pages").start(this::serve);
  }

  /** The address of a page. */
  String at(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        answer(caller);
      } catch (IOException e) {
        if (!server.isClosed() && e instanceof SocketException) {
          // The caller went away: it was told enough.
          continue;
        }
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void answer(Socket caller) throws IOException {
    BufferedReader request =
        new BufferedReader(
            new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
    String first = Optional.ofNullable(request.readLine()).orElse("");
    while (!Optional.ofNullable(request.readLine()).orElse("").isEmpty()) {
      // Headers say nothing here.
    }
    OutputStream out = caller.getOutputStream();
    for (Map.Entry<String, byte[]> page : pages.entrySet()) {
      if (first.startsWith("GET " + page.getKey() + " ")) {
        head(out, "200 OK\r\nContent-Type: image/png");
        out.write(page.getValue());
        return;
      }
    }
    head(out, "404 Not Found\r\nContent-Length: 0");
  }

  private static void head(OutputStream out, String text) throws IOException {
    out.write(
        ("HTTP/1.1 " + text + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
