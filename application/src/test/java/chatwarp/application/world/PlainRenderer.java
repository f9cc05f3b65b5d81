package chatwarp.application.world;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventBody;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.ToldMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders an event as its own text, enough to see in a test what was told. */
public final class PlainRenderer implements EventRenderer {
  private static final Pattern KEY =
      Pattern.compile(
          "^Message(?:Received|Sent)\\[message=MessageRecord\\[key=MessageKey\\["
              + "chat=([^,]+), fromMe=[a-z]+, id=([0-9A-F]+)");

  @Override
  public byte[] data(InstanceId id, InstanceName name, InstanceEvent event) {
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] envelope(StoredEvent event, Optional<String> destination) {
    return event.event().data();
  }

  @Override
  public EventBody envelope(
      StoredEvent event, Optional<String> destination, EventAttachment attachment) {
    return EventBody.of(envelope(event, destination));
  }

  @Override
  public Optional<ToldMessage> message(NewEvent event) {
    Matcher found = KEY.matcher(new String(event.data(), StandardCharsets.UTF_8));
    return found.find()
        ? Optional.of(
            new ToldMessage(List.of(Jid.parse(found.group(1))), new MessageId(found.group(2))))
        : Optional.empty();
  }
}
