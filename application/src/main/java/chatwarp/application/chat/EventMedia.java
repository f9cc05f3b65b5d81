package chatwarp.application.chat;

import chatwarp.application.event.EventFiles;
import chatwarp.application.instance.InstanceException;
import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.InstanceManager;
import chatwarp.application.message.SourceFiles;
import chatwarp.application.time.Deadline;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.ToldMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of messages for the events that tell of them (events §4). Any thread may call. */
public final class EventMedia implements EventFiles {
  private static final Logger LOG = LoggerFactory.getLogger(EventMedia.class);

  /** What WhatsApp takes as a video. Larger files are given by request only. */
  private static final int LIMIT = 64 << 20;

  /** The events behind wait meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InstanceManager instances;
  private final ConversationRepository conversations;
  private final EventRenderer renderer;
  private final MediaFiles files;
  private final Deadline deadline;
  private final Executor executor;

  public EventMedia(
      InstanceManager instances,
      ConversationRepository conversations,
      EventRenderer renderer,
      MediaFiles files,
      Deadline deadline,
      Executor executor) {
    this.instances = instances;
    this.conversations = conversations;
    this.renderer = renderer;
    this.files = files;
    this.deadline = deadline;
    this.executor = executor;
  }

  @Override
  public EventAttachment of(StoredEvent event) {
    return renderer
        .message(event.event())
        .flatMap(told -> kept(event.instance(), told))
        .filter(files::isMedia)
        .<EventAttachment>map(message -> attached(event, message))
        .orElseGet(EventAttachment.None::new);
  }

  /** By the address that it is kept under; the same id in another chat is another message. */
  private Optional<MessageRecord> kept(InstanceId instance, ToldMessage told) {
    return told.chats().stream()
        .flatMap(chat -> conversations.message(instance, Optional.of(chat), told.id()).stream())
        .findFirst();
  }

  private EventAttachment attached(StoredEvent event, MessageRecord message) {
    CompletableFuture<MediaFile> download =
        CompletableFuture.supplyAsync(
            () -> files.download(instance(event), message.key(), message.content(), LIMIT),
            executor);
    try {
      Optional<MediaFile> file = deadline.await(download, PATIENCE);
      if (file.isEmpty()) {
        CompletableFuture<Void> _ = download.thenAccept(late -> SourceFiles.discard(late.file()));
        return new EventAttachment.Missing("the file did not come in time");
      }
      return new EventAttachment.Attached(file.get().file());
    } catch (ChatException | InstanceException | SessionException | MediaException e) {
      LOG.info("event {} goes without its file", event.event().id(), e);
      return new EventAttachment.Missing(String.valueOf(e.getMessage()));
    }
  }

  /** A name may have been given to another instance since. */
  private InstanceHandle instance(StoredEvent event) {
    InstanceHandle instance = instances.handle(event.event().instance());
    if (!instance.id().equals(event.instance())) {
      throw new InstanceException.NotFound(event.event().instance());
    }
    return instance;
  }
}
