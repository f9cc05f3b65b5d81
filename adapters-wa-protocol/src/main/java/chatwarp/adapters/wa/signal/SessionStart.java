package chatwarp.adapters.wa.signal;

/**
 * A session that was begun from a bundle: the record to keep, and what the bundle's identity is.
 */
public record SessionStart(SessionRecord next, IdentityChange identity) {}
