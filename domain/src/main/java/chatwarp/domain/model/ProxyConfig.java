package chatwarp.domain.model;

import java.util.Optional;

/** A proxy that an instance's WhatsApp connection goes through. */
public record ProxyConfig(
    Protocol protocol, String host, int port, Optional<Credentials> credentials) {

  /** How the proxy is spoken to. */
  public enum Protocol {
    HTTP,
    SOCKS5
  }

  /** User name and password; the password is redacted in text. */
  public record Credentials(String username, String password) {
    @Override
    public String toString() {
      return "Credentials[redacted]";
    }
  }

  public ProxyConfig {
    if (host.isBlank()) {
      throw new InvalidValueException("proxyHost", "cannot be empty");
    }
    if (port < 1 || port > 65535) {
      throw new InvalidValueException("proxyPort", "must be 1 to 65535");
    }
  }
}
