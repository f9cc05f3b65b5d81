package chatwarp.domain.model;

import java.net.URI;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Which WhatsApp an instance lives on: the WebSocket address and the root key that signs the
 * server's certificates. An instance remembers its network and refuses any other.
 *
 * @param url {@code ws} or {@code wss}, with host and path
 * @param rootKey 32 bytes as 64 lower-case hex characters (Curve25519, Montgomery u)
 */
public record Network(URI url, String rootKey) {
  /** Root key of the real WhatsApp (01 §6). */
  public static final String WHATSAPP_ROOT_KEY =
      "142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b";

  /** The real WhatsApp. */
  public static final Network WHATSAPP =
      new Network(URI.create("wss://web.whatsapp.com/ws/chat"), WHATSAPP_ROOT_KEY);

  public Network {
    String scheme = url.getScheme();
    if (!"ws".equals(scheme) && !"wss".equals(scheme)) {
      throw new InvalidValueException("waUrl", "must be a ws:// or wss:// address");
    }
    if (url.getHost() == null) {
      throw new InvalidValueException("waUrl", "has no host");
    }
    if (!rootKey.matches("[0-9a-f]{64}")) {
      throw new InvalidValueException("waRootKey", "must be 64 lower-case hex characters");
    }
    if (isWhatsAppHost(url.getHost()) && !rootKey.equals(WHATSAPP_ROOT_KEY)) {
      throw new InvalidValueException(
          "waRootKey", "an own root key is refused for WhatsApp's hosts");
    }
  }

  /** The 32 bytes of the root key. */
  public byte[] rootKeyBytes() {
    return HexFormat.of().parseHex(rootKey);
  }

  private static boolean isWhatsAppHost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    while (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return isWithin(name, "whatsapp.com") || isWithin(name, "whatsapp.net");
  }

  private static boolean isWithin(String name, String domain) {
    return name.equals(domain) || name.endsWith("." + domain);
  }
}
