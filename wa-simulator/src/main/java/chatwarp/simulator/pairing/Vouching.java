package chatwarp.simulator.pairing;

/** The phone's signature under a companion, and its check of the companion's answer. */
public interface Vouching {

  /** Serialized ADVSignedDeviceIdentityHMAC for pair-success. */
  byte[] sealed();

  /**
   * Checks the device-identity of pair-device-sign; throws when it is wrong.
   *
   * @return the full ADVSignedDeviceIdentity, serialized
   */
  byte[] confirm(byte[] signed);
}
