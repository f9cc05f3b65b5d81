package chatwarp.adapters.wa.transport;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a WebSocket is asked for with (01 §1).
 *
 * @param uri {@code ws} or {@code wss}; without a path it means {@code /}
 * @param origin the web page that a browser would have loaded
 * @param userAgent sent only when present
 */
public record WebSocketRequest(URI uri, String origin, Optional<String> userAgent) {
  private static final String WHATSAPP_ORIGIN = "https://web.whatsapp.com";
  private static final int PLAIN_PORT = 80;
  private static final int TLS_PORT = 443;

  public WebSocketRequest {
    String scheme = uri.getScheme();
    if (!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("a WebSocket's address begins with ws:// or wss://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("a WebSocket's address needs a host");
    }
    requireOneLine(origin);
    userAgent.ifPresent(WebSocketRequest::requireOneLine);
  }

  /** With WhatsApp Web's origin and no user agent. */
  public static WebSocketRequest to(URI uri) {
    return new WebSocketRequest(uri, WHATSAPP_ORIGIN, Optional.empty());
  }

  boolean secure() {
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("wss");
  }

  /** Without the brackets of an IPv6 address. */
  String host() {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return secure() ? TLS_PORT : PLAIN_PORT;
  }

  /** The bytes of the upgrade request (RFC 6455 §4.1); no extension is offered. */
  byte[] bytes(String key) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
    headers.put("Upgrade", "websocket");
    headers.put("Connection", "Upgrade");
    headers.put("Sec-WebSocket-Key", key);
    headers.put("Sec-WebSocket-Version", "13");
    headers.put("Origin", origin);
    headers.put("Cache-Control", "no-cache");
    headers.put("Pragma", "no-cache");
    userAgent.ifPresent(name -> headers.put("User-Agent", name));
    return HttpHead.request("GET " + target(), headers);
  }

  private String target() {
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private static void requireOneLine(String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c > 0xFF)) {
      throw new IllegalArgumentException("a header's value has one line of Latin letters");
    }
  }
}
