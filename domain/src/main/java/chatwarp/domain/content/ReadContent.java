package chatwarp.domain.content;

/** A message that was understood: what it says and what surrounds it. */
public record ReadContent(MessageContent content, MessageContext context) {}
