package chatwarp.application.instance;

import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import java.time.Duration;

/**
 * How instances are run.
 *
 * @param node this server, the owner of the instances it runs
 * @param clientName shown in the phone's list of linked devices
 * @param browser platform name, for example {@code Chrome}
 * @param qrWait how long a request waits for the first QR or pairing code
 * @param qrLimit QRs shown before pairing is given up
 * @param startsPerSecond instances connected per second when the server starts
 * @param stopWait how long a stopping server waits for its connections to end
 * @param heartbeat how often the node says that it lives, well below {@link Lease#VALIDITY}
 */
public record ConnectionSettings(
    NodeId node,
    String clientName,
    String browser,
    Duration qrWait,
    int qrLimit,
    int startsPerSecond,
    Duration stopWait,
    Duration heartbeat) {
  public ConnectionSettings {
    if (qrLimit < 1 || startsPerSecond < 1) {
      throw new IllegalArgumentException("limits must be 1 or more");
    }
  }

  /** The defaults of this server. */
  public static ConnectionSettings of(NodeId node) {
    return new ConnectionSettings(
        node,
        "chatwarp",
        "Chrome",
        Duration.ofSeconds(20),
        30,
        50,
        Duration.ofSeconds(15),
        Lease.VALIDITY.dividedBy(3));
  }
}
