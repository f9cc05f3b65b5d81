package chatwarp.domain.model;

import java.time.Duration;

/**
 * The right to run an instance. Every commit carries it and fails when a later epoch exists.
 *
 * <p>It holds for as long as its owner is heard of; {@link #VALIDITY} after that another node may
 * take the instance over.
 *
 * @param epoch grows by one each time the instance is taken over, first is 1
 */
public record Lease(InstanceId instance, NodeId owner, long epoch) {
  /** How long an owner that is not heard of keeps its instances. */
  public static final Duration VALIDITY = Duration.ofSeconds(60);
}
