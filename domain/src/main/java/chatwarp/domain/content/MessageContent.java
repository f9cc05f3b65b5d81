package chatwarp.domain.content;

/**
 * What a message says, in our words. Adding a kind does not compile until every mapper knows it.
 */
public sealed interface MessageContent permits TextContent {}
