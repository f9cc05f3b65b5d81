package chatwarp.adapters.http.evolution;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as Evolution's webhooks carry them (events §2, §3), with {@code event_id} and {@code seq}
 * added so that receivers can drop repeats and put them in order. Any thread may call.
 */
public final class EvolutionRenderer implements EventRenderer {
  private static final byte[] DATA = {',', '"', 'd', 'a', 't', 'a', '"', ':'};

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
    ObjectNode before =
        Json.object()
            .put("event", event.kind().wireName())
            .put("instance", event.instance().value());
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
