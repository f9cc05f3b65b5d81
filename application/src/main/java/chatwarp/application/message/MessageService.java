package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.InstanceManager;
import chatwarp.application.instance.SendClaim;
import chatwarp.application.time.Deadline;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.Quote;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.PortException;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.Timers;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages: recognises repeats, finds the recipient, keeps the order of a chat, waits for the
 * server. Any thread may call; blocks, and is meant for virtual threads.
 */
public final class MessageService implements Messages {
  private static final Logger LOG = LoggerFactory.getLogger(MessageService.class);

  private final SendSettings settings;
  private final InstanceManager instances;
  private final ConversationRepository conversations;
  private final Deadline deadline;
  private final MessageIds ids;
  private final Repeats repeats;
  private final Recipients recipients;
  private final ChatQueues queues = new ChatQueues();
  private final Typing typing;

  /**
   * @param random safe for use by many threads
   */
  public MessageService(
      SendSettings settings,
      InstanceManager instances,
      ConversationRepository conversations,
      Timers timers,
      InstantSource clock,
      RandomGenerator random) {
    this.settings = settings;
    this.instances = instances;
    this.conversations = conversations;
    this.deadline = new Deadline(timers);
    this.ids = new MessageIds(random);
    this.repeats = new Repeats(conversations);
    this.recipients = new Recipients(settings, clock);
    this.typing = new Typing(deadline, settings.typingLimit());
  }

  @Override
  public SendResult send(InstanceName name, SendRequest request) {
    InstanceHandle instance = instances.handle(name);
    Optional<IdempotencyKey> key = Repeats.key(request);
    return repeats.once(
        instance.id(), key, request.digest(), () -> sendNew(instance, request, key));
  }

  private SendResult sendNew(
      InstanceHandle instance, SendRequest request, Optional<IdempotencyKey> key) {
    try {
      requireConnected(instance);
      Jid chat = recipients.resolve(instance, request.recipient());
      request.id().ifPresent(chosen -> requireUnused(instance.id(), chosen));
      MessageId id = request.id().orElseGet(ids::next);
      Optional<SendClaim> claim = key.map(named -> new SendClaim(named, request.digest()));
      Sending sending =
          queues.inTurn(
              instance.id(),
              chat,
              () -> {
                request.delay().ifPresent(delay -> typing.show(instance, chat, delay));
                MessageContent content = quoting(instance.id(), chat, request);
                return instance.send(new OutgoingMessage(id, chat, content), claim);
              });
      return new SendResult(instance.id(), settled(sending));
    } catch (SessionException.NotConnected e) {
      throw new SendException.NotConnected(e);
    }
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

  /** With the message it quotes, if that is kept: in this chat, else in any. */
  private MessageContent quoting(InstanceId instance, Jid chat, SendRequest request) {
    Optional<Quote> quote =
        request
            .quoted()
            .flatMap(id ->
                conversations
                    .message(instance, Optional.of(chat), id)
                    .or(() -> conversations.message(instance, Optional.empty(), id)))
            .map(kept -> new Quote(kept.key(), kept.sender(), kept.content()));
    return switch (request.content()) {
      case TextContent text ->
          quote.isPresent() ? new TextContent(text.text(), quote, text.mentioned()) : text;
    };
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
