package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.stream.WebVersion;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Network;
import java.nio.file.Path;

/**
 * How sessions reach WhatsApp.
 *
 * @param network where to
 * @param webVersion the WhatsApp Web version we claim to be, for example {@code 2.3000.1035194821}
 * @param trustAnyTls accept any TLS certificate; only ever of a server on a loopback address
 * @param loopbackOnly refuse every address that is not this machine, as tests do
 * @param stateCacheBytes about how much memory the state of all instances may use
 * @param spool the folder, which exists, where encrypted files wait for their upload
 */
public record WaSettings(
    Network network,
    String webVersion,
    boolean trustAnyTls,
    boolean loopbackOnly,
    long stateCacheBytes,
    Path spool) {
  /** The version that was current when this was written. */
  public static final String WEB_VERSION = WebVersion.DEFAULT.toString();

  /** Enough for some thousand busy chats. */
  public static final long STATE_CACHE_BYTES = 64L << 20;

  public WaSettings {
    WebVersion.parse(webVersion);
    if (stateCacheBytes < 0) {
      throw new InvalidValueException("stateCacheBytes", "must not be negative");
    }
  }

  /** A network with everything else as usual. */
  public static WaSettings of(Network network) {
    return new WaSettings(network, WEB_VERSION, false, false, STATE_CACHE_BYTES, temporaryFolder());
  }

  /** The system's folder for such files. */
  public static Path temporaryFolder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
