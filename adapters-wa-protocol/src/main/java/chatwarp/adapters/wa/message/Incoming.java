package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionHost;
import chatwarp.domain.port.StateKey;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on their way in (05 §12): decrypted, understood, staged with what they change, and
 * answered when that is durable.
 *
 * <p>Called by the inbox worker, one message after the other. Never waits for the server; a message
 * that cannot be used is answered by itself and leaves the others alone.
 */
public final class Incoming {
  private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
  private static final int PARSING_ERROR = 487;
  private static final int UNKNOWN_STANZA = 488;
  private static final int INVALID_PROTOBUF = 491;

  /** What a bot says is sealed with the secret of the message it answers (05 §12.7). */
  private static final int MISSING_SECRET = 495;

  private static final Duration STATUS_LASTS = Duration.ofHours(24);

  private final StagedState state;
  private final Ciphers ciphers;
  private final RetryRequests retries;
  private final TrustedContacts trusted;
  private final PhoneRequests phone;
  private final SessionHost host;
  private final InstantSource clock;
  private final BooleanSupplier active;
  private final Runnable ownNameLearned;

  /** Used by the inbox worker alone. */
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  /**
   * @param phone is asked for what does not come otherwise
   * @param clock the server's time
   * @param active whether we show ourselves as available
   * @param ownNameLearned runs when our own name changed and that is durable
   */
  public Incoming(
      StagedState state,
      Ciphers ciphers,
      RetryRequests retries,
      TrustedContacts trusted,
      PhoneRequests phone,
      SessionHost host,
      InstantSource clock,
      BooleanSupplier active,
      Runnable ownNameLearned) {
    this.state = state;
    this.ciphers = ciphers;
    this.retries = retries;
    this.trusted = trusted;
    this.phone = phone;
    this.host = host;
    this.clock = clock;
    this.active = active;
    this.ownNameLearned = ownNameLearned;
  }

  /** Takes one message; what it comes to is durable when the future is complete. */
  public CompletableFuture<Void> handle(Node message, Connection connection) {
    OwnAddress own = OwnAddress.of(state.auth().orElseThrow(SessionException.NotConnected::new));
    if (message.attrJid("from").filter(NewsletterJid.class::isInstance).isPresent()) {
      // Channels are not followed yet; refusing their posts would tell of a fault that is none.
      return acknowledge(message, connection);
    }
    if (message.children("enc").stream().anyMatch(enc -> enc.attrIs("type", "msmsg"))) {
      return refuse(message, connection, MISSING_SECRET);
    }
    MessageSource source;
    try {
      source = MessageSource.of(message, own);
    } catch (NodeException | InvalidValueException | SessionException.Malformed e) {
      LOG.warn("a message cannot be placed: {}", e.getMessage());
      return refuse(message, connection, PARSING_ERROR);
    }
    // Pairwise ciphertexts first: one of them may hold the key that another one needs.
    List<Node> encs =
        message.children("enc").stream()
            .sorted(Comparator.comparing((Node enc) -> enc.attrIs("type", "skmsg")))
            .toList();
    if (encs.isEmpty()) {
      if (message.child("unavailable").isEmpty()) {
        return refuse(message, connection, UNKNOWN_STANZA);
      }
      phone.askForUnavailable(message, source, connection);
      return acknowledge(message, connection);
    }
    // Encrypted anew, for example because we asked for it twice, it would decrypt twice.
    boolean known = host.knows(source.chat(), source.sender(), source.id());
    Recollection kept = new Recollection(host::message);
    Arrival arrival = new Arrival(message, encs, source, own, connection, kept);
    while (true) {
      try {
        last = state.step(step -> handle(step, arrival, known)).durable();
        return last;
      } catch (Recollection.Missing missing) {
        kept.fetch(missing, this::settle);
      }
    }
  }

  /** What a message speaks of may have come just before it. A failure is told elsewhere. */
  private void settle() {
    try {
      last.join();
    } catch (CompletionException | CancellationException e) {
      LOG.debug("the message before was not kept", e);
    }
  }

  private record Arrival(
      Node message,
      List<Node> encs,
      MessageSource source,
      OwnAddress own,
      Connection connection,
      KeptMessages kept) {
    /** Where it is said, for who understands it within a step. */
    Scene scene(Step step, Jid chat) {
      People people = new People(own, person -> LidMap.other(step, person));
      return new Scene(
          chat,
          Optional.of(new Scene.Speaker(source.sender(), people)),
          message.attrIs("edit", StanzaKind.ADMIN_REVOKE),
          kept);
    }
  }

  private boolean handle(Step step, Arrival arrival, boolean known) {
    MessageSource source = arrival.source();
    learnAddresses(step, source);
    Peer sender = Peers.fetched(step, source.device());
    GroupKeys groupKeys = new GroupKeys(ciphers.group(), step, source.chat());
    Decryptor decryptor = new Decryptor(ciphers.of(step), step, sender, groupKeys);
    Optional<Message> whole = Optional.empty();
    int unreadable = 0;
    for (Node enc : arrival.encs()) {
      switch (decryptor.decrypt(enc)) {
        case Decryptor.Result.Plain(byte[] padded) -> {
          Optional<Message> part = parse(padded);
          if (part.isEmpty()) {
            unreadable = INVALID_PROTOBUF;
          } else {
            if (source.amongMany()) {
              groupKeys.takeFrom(part.get(), sender);
            }
            whole =
                Optional.of(
                    whole.map(w -> w.toBuilder().mergeFrom(part.get()).build()).orElse(part.get()));
          }
        }
        case Decryptor.Result.Duplicate _ -> {}
        case Decryptor.Result.Unknown _ -> unreadable = UNKNOWN_STANZA;
        case Decryptor.Result.Failed(SignalException why) -> {
          if (outdated(arrival)) {
            Node ack = Acks.of(arrival.message());
            step.afterwards(() -> arrival.connection().trySend(ack));
          } else {
            ask(step, arrival, why);
          }
          return false;
        }
      }
    }
    if (whole.isPresent()) {
      take(step, arrival, whole.get(), known);
    } else if (unreadable != 0) {
      Node nack = Acks.refusing(arrival.message(), unreadable);
      step.afterwards(() -> arrival.connection().trySend(nack));
    } else {
      // Read before; our answer was lost with a connection, and the sender waits for its receipt.
      answer(step, arrival);
    }
    return true;
  }

  /** The sender is asked each time; our phone once, in case the sender does not answer. */
  private void ask(Step step, Arrival arrival, SignalException why) {
    int count = retries.ask(step, arrival.message(), arrival.source(), why, arrival.connection());
    if (count == 1) {
      step.afterwards(
          () -> phone.askSoon(arrival.message(), arrival.source(), arrival.connection()));
    }
  }

  /** A status post is shown for a day: one that is older is not worth asking for. */
  private boolean outdated(Arrival arrival) {
    var seconds = arrival.message().attrLong("t");
    return arrival.source().chat().equals(BroadcastJid.STATUS)
        && seconds.isPresent()
        && Instant.ofEpochSecond(seconds.getAsLong()).plus(STATUS_LASTS).isBefore(clock.instant());
  }

  private static void learnAddresses(Step step, MessageSource source) {
    List<StateKey> keys = new ArrayList<>(LidMap.keys(source.sender()));
    source.senderAlt().ifPresent(alt -> keys.addAll(LidMap.keys(alt)));
    if (source.chat() instanceof UserJid chat) {
      keys.addAll(LidMap.keys(chat));
    }
    source.chatAlt().ifPresent(alt -> keys.addAll(LidMap.keys(alt)));
    step.want(keys);
    source.senderAlt().ifPresent(alt -> LidMap.learn(step, source.sender(), alt));
    if (source.chat() instanceof UserJid chat) {
      source.chatAlt().ifPresent(alt -> LidMap.learn(step, chat, alt));
    }
  }

  private static Optional<Message> parse(byte[] padded) {
    try {
      Optional<byte[]> plain = Padding.strip(padded);
      return plain.isEmpty() ? Optional.empty() : Optional.of(Message.parseFrom(plain.get()));
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a message is no protobuf: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void take(Step step, Arrival arrival, Message whole, boolean known) {
    MessageSource source = arrival.source();
    Jid chat = source.chat();
    Message message = whole;
    if (whole.hasDeviceSentMessage()) {
      if (!source.fromMe()) {
        LOG.warn("somebody else's message claims to be sent by us");
        Node nack = Acks.refusing(arrival.message(), INVALID_PROTOBUF);
        step.afterwards(() -> arrival.connection().trySend(nack));
        return;
      }
      message = Wrappers.sentByOwnDevice(whole);
      chat = destination(whole, source, arrival.own());
    }
    // The key is a secret of its sender, and no part of what is said.
    message = Surroundings.withoutKeys(message);
    learnOwnName(step, arrival);
    if (OwnPhone.concerns(message)) {
      if (source.fromMe()) {
        OwnPhone.apply(step, message, trusted);
        if (source.device().isPhone()) {
          PhoneAnswers.take(step, message, arrival.own(), arrival.kept(), clock.instant());
        }
        if (OwnPhone.isHistory(message)) {
          Node accepted = Receipts.historyAccepted(source.id(), arrival.own());
          step.afterwards(() -> arrival.connection().trySend(accepted));
        }
      }
    } else if (Contents.saysSomething(message) && !known) {
      step.fact(
          new SessionFact.Received(
              record(step, arrival, chat, message),
              Contents.understand(message, arrival.scene(step, chat))));
    }
    answer(step, arrival);
  }

  /** Where another device of ours sent it: the stanza says so, or the message itself. */
  private static Jid destination(Message whole, MessageSource source, OwnAddress own) {
    boolean named = source.chat() instanceof UserJid chat && !own.is(chat);
    if (named || source.amongMany()) {
      return source.chat();
    }
    try {
      Jid told = Jid.parse(whole.getDeviceSentMessage().getDestinationJid()).bare();
      return told instanceof UserJid ? told : source.chat();
    } catch (InvalidValueException e) {
      return source.chat();
    }
  }

  private MessageRecord record(Step step, Arrival arrival, Jid chat, Message message) {
    MessageSource source = arrival.source();
    var seconds = arrival.message().attrLong("t");
    return new MessageRecord(
        addressed(step, source.key(chat)),
        source.sender(),
        pushName(arrival.message()),
        seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : clock.instant(),
        source.fromMe() ? MessageStatus.SERVER_ACK : MessageStatus.DELIVERY_ACK,
        Contents.wire(message, message.toByteArray()));
  }

  /** The key with the other addresses that the stanza left out but that we know. */
  static MessageKey addressed(Step step, MessageKey key) {
    Optional<UserJid> chat =
        key.chat() instanceof UserJid person
            ? key.chatAlt().or(() -> LidMap.other(step, person))
            : Optional.empty();
    Optional<UserJid> participant =
        key.participantAlt()
            .or(() -> key.participant().flatMap(person -> LidMap.other(step, person)));
    return new MessageKey(
        key.chat(), key.fromMe(), key.id(), key.participant(), chat, participant, key.addressing());
  }

  private static Optional<String> pushName(Node message) {
    return message.attr("notify").filter(name -> !name.isEmpty() && !name.equals("-"));
  }

  private void learnOwnName(Step step, Arrival arrival) {
    Optional<String> name = pushName(arrival.message());
    AuthState auth = step.auth();
    if (arrival.source().fromMe() && name.isPresent() && !name.equals(auth.metadata().pushName())) {
      step.auth(auth.with(auth.metadata().withPushName(name.get())));
      step.afterwards(ownNameLearned);
    }
  }

  private void answer(Step step, Arrival arrival) {
    Node answer =
        Receipts.wanted(arrival.source())
            ? Receipts.delivered(
                arrival.message(), arrival.source(), arrival.own(), active.getAsBoolean())
            : Acks.of(arrival.message());
    step.afterwards(() -> arrival.connection().trySend(answer));
  }

  private CompletableFuture<Void> acknowledge(Node message, Connection connection) {
    Node ack = Acks.of(message);
    state.afterAll(() -> connection.trySend(ack));
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> refuse(Node message, Connection connection, int error) {
    Node nack = Acks.refusing(message, error);
    state.afterAll(() -> connection.trySend(nack));
    return CompletableFuture.completedFuture(null);
  }
}
