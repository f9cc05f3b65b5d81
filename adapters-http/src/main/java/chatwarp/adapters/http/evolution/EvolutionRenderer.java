package chatwarp.adapters.http.evolution;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.EventKind;
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
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as Evolution's webhooks carry them (events §2, §3), with {@code event_id} and {@code seq}
 * added so that receivers can drop repeats and put them in order. Any thread may call.
 */
public final class EvolutionRenderer implements EventRenderer {
  private static final byte[] DATA = {',', '"', 'd', 'a', 't', 'a', '"', ':'};

  /** What follows an empty last text of an object in an object: a quote and two braces. */
  private static final int FILE_END = 3;

  private final String serverUrl;
  private final EventData payloads;

  /**
   * @param serverUrl told to receivers as {@code server_url}
   * @param preferPhone name chats by phone number where it is known
   */
  public EvolutionRenderer(String serverUrl, QrImage qrImage, boolean preferPhone) {
    this.serverUrl = serverUrl;
    this.payloads = new EventData(qrImage, preferPhone);
  }

  @Override
  public byte[] data(InstanceId id, InstanceName name, InstanceEvent event) {
    return Json.bytes(payloads.of(id, name, event));
  }

  /** The payload goes in as it was stored, without being parsed again. */
  @Override
  public byte[] envelope(StoredEvent stored, Optional<String> destination) {
    NewEvent event = stored.event();
    ObjectNode before = before(event);
    ObjectNode after = Json.object();
    destination.ifPresent(address -> after.put("destination", address));
    after.put("date_time", Dates.text(event.at()));
    event.sender().ifPresent(sender -> after.put("sender", sender.toString()));
    after
        .put("server_url", serverUrl)
        .putNull("apikey")
        .put("event_id", event.id().toString())
        .put("seq", stored.seq());
    return splice(Json.bytes(before), event.data(), Json.bytes(after));
  }

  private static ObjectNode before(NewEvent event) {
    return Json.object()
        .put("event", event.kind().wireName())
        .put("instance", event.instance().value());
  }

  /** Where the payload begins in the envelope. */
  private static int start(StoredEvent stored) {
    return Json.bytes(before(stored.event())).length - 1 + DATA.length;
  }

  @Override
  public EventBody envelope(
      StoredEvent stored, Optional<String> destination, EventAttachment attachment) {
    return switch (attachment) {
      case EventAttachment.None _ -> EventBody.of(envelope(stored, destination));
      case EventAttachment.Missing(String reason) ->
          EventBody.of(envelope(withError(stored, reason), destination));
      case EventAttachment.Attached(Path file) -> withFile(stored, destination, file);
    };
  }

  private static StoredEvent withError(StoredEvent stored, String reason) {
    NewEvent event = stored.event();
    ObjectNode data = Json.readObject(event.data());
    if (data.path("message") instanceof ObjectNode message) {
      message.put("mediaError", reason);
    }
    return with(stored, Json.bytes(data));
  }

  private static StoredEvent with(StoredEvent stored, byte[] data) {
    NewEvent event = stored.event();
    return new StoredEvent(
        stored.instance(),
        stored.seq(),
        new NewEvent(event.id(), event.kind(), event.instance(), event.sender(), event.at(), data));
  }

  /** The file stands at the end of the message, and the message at the end of the payload. */
  private EventBody withFile(StoredEvent stored, Optional<String> destination, Path file) {
    ObjectNode data = Json.readObject(stored.event().data());
    if (!(data.remove("message") instanceof ObjectNode message)) {
      return EventBody.of(envelope(stored, destination));
    }
    message.put("base64", "");
    data.set("message", message);
    byte[] payload = Json.bytes(data);
    byte[] whole = envelope(with(stored, payload), destination);
    int end = start(stored) + payload.length - FILE_END;
    return new EventBody(
        Arrays.copyOf(whole, end), Optional.of(file), Arrays.copyOfRange(whole, end, whole.length));
  }

  @Override
  public Optional<ToldMessage> message(NewEvent event) {
    if (event.kind() != EventKind.MESSAGES_UPSERT && event.kind() != EventKind.SEND_MESSAGE) {
      return Optional.empty();
    }
    JsonNode key = Json.readObject(event.data()).path("key");
    List<Jid> chats =
        Stream.of("remoteJid", "remoteJidAlt")
            .flatMap(name -> Json.text(key, name).stream())
            .map(Jid::parse)
            .toList();
    return Json.text(key, "id").map(id -> new ToldMessage(chats, new MessageId(id)));
  }

  /** {@code {before, "data": …, after}}. */
  private static byte[] splice(byte[] before, byte[] data, byte[] after) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(before.length + data.length + after.length + 16);
    out.write(before, 0, before.length - 1);
    out.writeBytes(DATA);
    out.writeBytes(data);
    out.write(',');
    out.write(after, 1, after.length - 1);
    return out.toByteArray();
  }
}
