package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.InstanceManager;
import chatwarp.application.instance.SendClaim;
import chatwarp.application.time.Deadline;
import chatwarp.domain.content.AlbumContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.LinkReader;
import chatwarp.domain.port.MediaFetcher;
import chatwarp.domain.port.MediaWorkshop;
import chatwarp.domain.port.PortException;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages: recognises repeats, finds the recipient, keeps the order of a chat, brings files
 * to the media hosts, waits for the server. Any thread may call; blocks, and is meant for virtual
 * threads.
 */
public final class MessageService implements Messages {
  /** What it needs to send files and previews. */
  public record Media(MediaFetcher fetcher, LinkReader links, MediaWorkshop workshop) {}

  /** A message of which only the id and the chat are missing. */
  private record Composed(MessageContent content, MessageContext context) {}

  /** What goes with a message beside its content. */
  private record Around(
      MessageContext context,
      Mentions mentions,
      StatusViewers.Chosen viewers,
      Optional<SendClaim> claim) {}

  private static final Logger LOG = LoggerFactory.getLogger(MessageService.class);

  private final SendSettings settings;
  private final InstanceManager instances;
  private final ConversationRepository conversations;
  private final Deadline deadline;
  private final MessageIds ids;
  private final Repeats repeats;
  private final Recipients recipients;
  private final Targets targets;
  private final Deletions deletions;
  private final Surroundings surroundings;
  private final StatusViewers viewers;
  private final Uploads uploads;
  private final LinkPreviews previews;
  private final ChatQueues queues = new ChatQueues();
  private final Typing typing;

  /**
   * @param random safe for use by many threads
   */
  public MessageService(
      SendSettings settings,
      InstanceManager instances,
      ConversationRepository conversations,
      ContentCodec contents,
      Recipients recipients,
      Typing typing,
      Media media,
      Deadline deadline,
      InstantSource clock,
      RandomGenerator random) {
    this.settings = settings;
    this.instances = instances;
    this.conversations = conversations;
    this.deadline = deadline;
    this.ids = new MessageIds(random);
    this.repeats = new Repeats(conversations);
    this.recipients = recipients;
    this.targets = new Targets(conversations, contents, clock);
    this.deletions = new Deletions(conversations);
    this.surroundings = new Surroundings(conversations, recipients);
    this.viewers = new StatusViewers(conversations, recipients);
    this.uploads =
        new Uploads(new SourceFiles(media.fetcher(), settings.maxMediaBytes()), media.workshop());
    this.previews = new LinkPreviews(media.links(), media.fetcher(), media.workshop());
    this.typing = typing;
  }

  @Override
  public SendResult send(InstanceName name, SendRequest request) {
    try {
      InstanceHandle instance = instances.handle(name);
      Optional<IdempotencyKey> key = Repeats.key(request);
      return repeats.once(
          instance.id(), key, request.digest(), () -> sendNew(instance, request, key));
    } finally {
      SourceFiles.discard(request.content());
    }
  }

  private SendResult sendNew(
      InstanceHandle instance, SendRequest request, Optional<IdempotencyKey> key) {
    try {
      requireConnected(instance);
      Jid chat = recipients.resolve(instance, request.recipient());
      StatusViewers.Chosen audience = viewers.of(instance, chat, request);
      request.id().ifPresent(chosen -> requireUnused(instance.id(), chosen));
      MessageId id = request.id().orElseGet(ids::next);
      Optional<SendClaim> claim = key.map(named -> new SendClaim(named, request.digest()));
      Sending sending =
          queues.inTurn(
              instance.id(),
              chat,
              () -> {
                request
                    .options()
                    .delay()
                    .ifPresent(delay -> typing.show(instance, chat, shown(request), delay));
                Around around = around(instance, chat, request.options(), audience, claim);
                return request.content() instanceof SendContent.Album(List<MediaOrder> items)
                    ? sendAlbum(instance, id, chat, items, around)
                    : sendOne(instance, id, chat, request, around);
              });
      return new SendResult(instance.id(), settled(sending));
    } catch (SessionException.NotConnected e) {
      throw new SendException.NotConnected(e);
    }
  }

  private Around around(
      InstanceHandle instance,
      Jid chat,
      SendOptions options,
      StatusViewers.Chosen viewers,
      Optional<SendClaim> claim) {
    Optional<GroupMetadata> group = surroundings.group(instance, chat);
    Mentions mentions = surroundings.mentions(instance, chat, group, options);
    return new Around(
        surroundings.context(instance, chat, group, mentions, options), mentions, viewers, claim);
  }

  /** Who records a voice note does not type. */
  private static ChatState shown(SendRequest request) {
    return request.content() instanceof SendContent.Media(MediaOrder order)
            && order.kind() == MediaKind.VOICE
        ? ChatState.RECORDING
        : ChatState.COMPOSING;
  }

  private static void requireConnected(InstanceHandle instance) {
    if (!instance.connected()) {
      throw new SessionException.NotConnected();
    }
  }

  /** A chosen id that names another message would be dropped by the server as a repeat. */
  private void requireUnused(InstanceId instance, MessageId id) {
    if (conversations.message(instance, Optional.empty(), id).isPresent()) {
      throw new SendException.KeyReused();
    }
  }

  private Sending sendOne(
      InstanceHandle instance, MessageId id, Jid chat, SendRequest request, Around around) {
    Composed composed = composed(instance, chat, request, around.context());
    return instance.send(
        outgoing(id, chat, composed.content(), composed.context(), around), around.claim());
  }

  /** People are named in its words as the chat knows them. */
  private static OutgoingMessage outgoing(
      MessageId id, Jid chat, MessageContent content, MessageContext context, Around around) {
    return new OutgoingMessage(
        id,
        chat,
        around.mentions().named(content),
        context,
        around.viewers().people(),
        around.viewers().scope());
  }

  private Composed composed(
      InstanceHandle instance, Jid chat, SendRequest request, MessageContext context) {
    return switch (request.content()) {
      case SendContent.Ready(TextContent text) when request.options().linkPreview() ->
          new Composed(previews.adorned(instance, text), context);
      case SendContent.Ready(RevokeContent revoke) ->
          new Composed(deletions.completed(instance, revoke.target()), context);
      case SendContent.Ready(MessageContent content) ->
          new Composed(targets.completed(instance.id(), chat, content), context);
      case SendContent.Media(MediaOrder order) ->
          new Composed(uploads.upload(instance, order), context);
      case SendContent.Headed(InteractiveContent below, MediaOrder header) ->
          new Composed(
              new InteractiveContent(
                  below.title(),
                  below.body(),
                  below.footer(),
                  Optional.of(uploads.upload(instance, header)),
                  below.buttons()),
              context);
      case SendContent.Forward(MessageKey original) ->
          new Composed(
              targets.forwarded(instance.id(), original),
              forwarded(context, targets.forwardingScore(instance.id(), original)));
      case SendContent.Album _ ->
          throw new IllegalArgumentException("an album is several messages");
    };
  }

  private static MessageContext forwarded(MessageContext context, int score) {
    return new MessageContext(
        context.quoted(),
        context.mentioned(),
        context.everyone(),
        score,
        context.expiration(),
        context.album());
  }

  /**
   * Everything is uploaded before anything is sent, and all is kept in one step: an album is not
   * left half-empty for want of a file, nor by a crash.
   */
  private Sending sendAlbum(
      InstanceHandle instance, MessageId id, Jid chat, List<MediaOrder> items, Around around) {
    List<MediaContent> uploaded = new ArrayList<>();
    items.forEach(item -> uploaded.add(uploads.upload(instance, item)));
    int images = (int) uploaded.stream().filter(ImageContent.class::isInstance).count();
    List<OutgoingMessage> messages = new ArrayList<>();
    messages.add(
        outgoing(
            id,
            chat,
            new AlbumContent(images, uploaded.size() - images),
            around.context(),
            around));
    MessageContext within = within(around.context()).inAlbum(MessageKey.of(chat, true, id));
    for (MediaContent item : uploaded) {
      messages.add(outgoing(ids.next(), chat, item, within, around));
    }
    return instance.send(messages, around.claim()).getFirst();
  }

  /** What an item has of what surrounds its album: its caption is where people are named. */
  private static MessageContext within(MessageContext album) {
    MessageContext people = MessageContext.NONE.mentioning(album.mentioned());
    MessageContext named = album.everyone() ? people.mentioningEveryone() : people;
    return album.expiration().map(named::expiring).orElse(named);
  }

  /** The message with the server's answer, or as it was kept when the answer takes longer. */
  private MessageRecord settled(Sending sending) {
    Optional<Sending.Outcome> outcome;
    try {
      outcome = deadline.await(sending.outcome(), settings.ackWait());
    } catch (PortException e) {
      // The session ended; the message is kept and the next session sends it.
      LOG.info("message {} is still under way", sending.stored().key().id(), e);
      outcome = Optional.empty();
    }
    if (outcome.isEmpty()) {
      return sending.stored();
    }
    return switch (outcome.get()) {
      case Sending.Outcome.Acked _ -> sending.stored().withStatus(MessageStatus.SERVER_ACK);
      case Sending.Outcome.Refused refused -> throw new SendException.Refused(refused.code());
    };
  }
}
