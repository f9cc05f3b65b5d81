package chatwarp.domain.content;

import chatwarp.domain.model.MessageKey;
import java.time.Duration;
import java.util.Optional;

/**
 * Pins a message in its chat or takes the pin off.
 *
 * @param duration how long it stays; absent to take it off
 */
public record PinContent(MessageKey target, Optional<Duration> duration)
    implements MessageContent {}
