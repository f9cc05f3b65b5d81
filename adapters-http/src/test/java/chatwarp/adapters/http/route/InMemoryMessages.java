package chatwarp.adapters.http.route;

import chatwarp.application.instance.InstanceException;
import chatwarp.application.instance.Instances;
import chatwarp.application.message.MediaOrder;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.Messages;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendContent;
import chatwarp.application.message.SendException;
import chatwarp.application.message.SendRequest;
import chatwarp.application.message.SendResult;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WhatsApp where everybody has an account except numbers that begin with 999. */
final class InMemoryMessages implements Messages {
  private record Kept(SendRequest request, SendResult result) {}

  byte[] uploaded = {};
  String fileName = "";
  final List<SendRequest> sent = new CopyOnWriteArrayList<>();
  private final Map<String, Kept> byKey = new HashMap<>();
  private final Instances instances;
  private Optional<RuntimeException> failure = Optional.empty();

  InMemoryMessages(Instances instances) {
    this.instances = instances;
  }

  /** From now on every send fails with this. */
  void failWith(RuntimeException next) {
    failure = Optional.of(next);
  }

  @Override
  public SendResult send(InstanceName name, SendRequest request) {
    Instance instance =
        instances.find(name).orElseThrow(() -> new InstanceException.NotFound(name));
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (!(instances.get(name).state() instanceof InstanceState.Connected)) {
      throw new SendException.NotConnected();
    }
    if (request.key().isPresent()) {
      Kept kept = byKey.get(name + "/" + request.key().get().value());
      if (kept != null) {
        if (!kept.request().digest().equals(request.digest())) {
          throw new SendException.KeyReused();
        }
        return kept.result();
      }
    }
    keepUpload(request);
    SendResult result = new SendResult(instance.id(), message(instance, request));
    sent.add(request);
    request.key().ifPresent(key -> byKey.put(name + "/" + key.value(), new Kept(request, result)));
    return result;
  }

  /** The request's files are gone when it is answered. */
  private void keepUpload(SendRequest request) {
    if (request.content() instanceof SendContent.Media(MediaOrder order)
        && order.source() instanceof MediaSource.Spooled(Path file, var _)) {
      try {
        uploaded = Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      fileName = order.fileName().orElse("");
    }
  }

  private MessageRecord message(Instance instance, SendRequest request) {
    MessageId id =
        request.id().orElseGet(() -> new MessageId("3EB0" + "%018X".formatted(sent.size() + 1)));
    String text =
        request.content() instanceof SendContent.Ready(TextContent said) ? said.text() : "other";
    return new MessageRecord(
        MessageKey.of(chat(request.recipient()), true, id),
        instance.profile().owner().orElse(UserJid.phone("5511999990000")),
        instance.profile().name(),
        InMemoryInstances.BORN,
        MessageStatus.SERVER_ACK,
        new WireContent(
            "conversation",
            text.getBytes(StandardCharsets.UTF_8),
            "{\"conversation\":\"" + text + "\"}"));
  }

  private static Jid chat(Recipient recipient) {
    return switch (recipient) {
      case Recipient.Address(Jid jid) -> jid;
      case Recipient.Phone phone -> {
        if (phone.fallback().user().startsWith("999")) {
          throw new SendException.NotOnWhatsApp(phone.written(), phone.fallback().toString());
        }
        yield phone.fallback();
      }
    };
  }
}
