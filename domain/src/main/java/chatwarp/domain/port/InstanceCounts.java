package chatwarp.domain.port;

/** How much an instance has stored. */
public record InstanceCounts(long messages, long contacts, long chats) {}
