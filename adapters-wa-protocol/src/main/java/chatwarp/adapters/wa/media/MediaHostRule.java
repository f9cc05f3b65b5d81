package chatwarp.adapters.wa.media;

import chatwarp.domain.model.Network;
import java.util.Locale;

/**
 * Which hosts may be dialled for the files of a network's accounts. Host names come from the
 * server, and redirects from the hosts; whatever they say, the real network's files come from
 * WhatsApp alone, another network's only from where that network itself is, and those of one on
 * this machine from this machine.
 */
public final class MediaHostRule {
  private static final int HTTPS = 443;

  private final String home;
  private final boolean real;

  /** The rule of one network. */
  public MediaHostRule(Network network) {
    this.home = name(network.url().getHost());
    this.real = isWhatsApp(home);
  }

  /**
   * Whether a host may be dialled.
   *
   * @param host a name or a literal address
   */
  public boolean allows(String host, int port) {
    String name = name(host);
    if (real) {
      return isWhatsApp(name) && port == HTTPS;
    }
    return name.equals(home) || (isThisMachine(home) && isThisMachine(name));
  }

  private static boolean isWhatsApp(String name) {
    return isWithin(name, "whatsapp.net") || isWithin(name, "whatsapp.com");
  }

  private static boolean isWithin(String name, String domain) {
    return name.equals(domain) || name.endsWith("." + domain);
  }

  private static boolean isThisMachine(String name) {
    return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.\\d{1,3}){3}");
  }

  private static String name(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    while (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return name;
  }
}
