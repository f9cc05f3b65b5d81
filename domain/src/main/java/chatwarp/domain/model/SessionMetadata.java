package chatwarp.domain.model;

import java.util.Optional;

/**
 * What a session remembers between connections besides keys.
 *
 * @param device own device, addressed by phone number, once paired
 * @param lid own device, addressed by LID, once known
 * @param pushName name shown to others
 * @param platform the phone's platform
 * @param businessName verified business name
 * @param routingInfo opaque bytes to send before the next handshake
 * @param nextPreKeyId id of the next prekey to make, 1..0xFFFFFF
 * @param network where this device is registered
 */
public record SessionMetadata(
    Optional<DeviceJid> device,
    Optional<DeviceJid> lid,
    Optional<String> pushName,
    Optional<String> platform,
    Optional<String> businessName,
    Optional<Secret> routingInfo,
    int nextPreKeyId,
    Network network) {

  /** Whether a phone has linked this device. */
  public boolean paired() {
    return device.isPresent();
  }

  /** The same with another LID of this device. */
  public SessionMetadata withLid(DeviceJid next) {
    return new SessionMetadata(
        device,
        Optional.of(next),
        pushName,
        platform,
        businessName,
        routingInfo,
        nextPreKeyId,
        network);
  }

  /** The same with another name shown to others. */
  public SessionMetadata withPushName(String next) {
    return new SessionMetadata(
        device, lid, Optional.of(next), platform, businessName, routingInfo, nextPreKeyId, network);
  }

  /** The same with other bytes to send before the next handshake. */
  public SessionMetadata withRoutingInfo(Secret next) {
    return new SessionMetadata(
        device, lid, pushName, platform, businessName, Optional.of(next), nextPreKeyId, network);
  }

  /** The same with another id for the next prekey to make. */
  public SessionMetadata withNextPreKeyId(int next) {
    return new SessionMetadata(
        device, lid, pushName, platform, businessName, routingInfo, next, network);
  }
}
