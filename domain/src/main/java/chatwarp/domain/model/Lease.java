package chatwarp.domain.model;

/**
 * The right to run an instance. Every commit carries it and fails when a later epoch exists.
 *
 * @param epoch grows by one each time the instance is taken over, first is 1
 */
public record Lease(InstanceId instance, NodeId owner, long epoch) {}
