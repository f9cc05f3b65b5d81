package chatwarp.domain.port;

/** Names one piece of keyed state within an instance. */
public record StateKey(StateSpace space, String id) {}
