package chatwarp.domain.port;

import chatwarp.domain.model.Instance;

/** An instance with its counts. */
public record InstanceSummary(Instance instance, InstanceCounts counts) {}
