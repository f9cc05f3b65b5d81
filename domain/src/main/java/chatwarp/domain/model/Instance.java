package chatwarp.domain.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A stored instance.
 *
 * @param token the instance's API key
 * @param network where its account lives, from the first pairing on
 * @param profile who it is, from the first login on
 * @param disconnection the last final disconnect, absent while connected
 * @param autoConnect whether the server connects it by itself when it starts
 */
public record Instance(
    InstanceId id,
    InstanceConfig config,
    InstanceToken token,
    Optional<Network> network,
    Profile profile,
    Optional<Disconnection> disconnection,
    boolean autoConnect,
    Instant createdAt,
    Instant updatedAt) {

  public InstanceName name() {
    return config.name();
  }
}
