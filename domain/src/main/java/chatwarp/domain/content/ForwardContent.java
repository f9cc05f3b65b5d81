package chatwarp.domain.content;

/** Another message's content, sent on. */
public record ForwardContent(WireContent original) implements MessageContent {}
