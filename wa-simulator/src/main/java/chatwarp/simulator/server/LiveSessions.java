package chatwarp.simulator.server;

import chatwarp.simulator.account.Device;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The companions connected now, for misbehaviour that cannot wait. Safe from any thread. */
public final class LiveSessions {
  private final Map<Device, Login> byDevice = new ConcurrentHashMap<>();

  void add(Device device, Login login) {
    byDevice.put(device, login);
  }

  void remove(Device device, Login login) {
    byDevice.remove(device, login);
  }

  /** The device's connection. */
  public Optional<Login> of(Device device) {
    return Optional.ofNullable(byDevice.get(device));
  }
}
