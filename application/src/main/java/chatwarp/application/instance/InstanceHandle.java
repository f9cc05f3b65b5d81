package chatwarp.application.instance;

import chatwarp.application.time.Deadline;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.ContactSession;
import chatwarp.domain.port.GroupSession;
import chatwarp.domain.port.MediaSession;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A running instance: what can be asked of it. Any thread may call; methods block where they say so
 * and are meant for virtual threads.
 */
public final class InstanceHandle {
  private final InstanceParts parts;
  private final InstanceRunner runner;
  private final Deadline deadline;

  InstanceHandle(InstanceParts parts, Instance instance, DisconnectReason reason) {
    this.parts = parts;
    this.runner = new InstanceRunner(parts, instance, reason);
    this.deadline = new Deadline(parts.timers());
  }

  public InstanceId id() {
    return instance().id();
  }

  /** The instance as it will be once everything handed over is durable. */
  public Instance instance() {
    return runner.journal().instance();
  }

  public InstanceState state() {
    return runner.view().now().state();
  }

  /** The QR or code that can be shown now. */
  public Optional<PairingOffer> offer() {
    return runner.view().now().offer();
  }

  /** Why the last connection ended. */
  public Optional<String> lastError() {
    return runner.view().now().lastError();
  }

  /**
   * Events from now on, once they are durable.
   *
   * @param capacity events that may wait to be taken; a listener further behind is cut off
   */
  public EventSubscription subscribe(int capacity) {
    return runner.journal().subscribe(capacity);
  }

  /**
   * Sends a message; blocks until it is kept.
   *
   * @param claim kept with the message, if it is kept
   * @throws SessionException.NotConnected when nothing can be sent now; nothing was kept
   */
  public Sending send(OutgoingMessage message, Optional<SendClaim> claim) {
    return send(List.of(message), claim).getFirst();
  }

  /**
   * Sends messages of one chat as one unit, all kept or none; blocks until they are.
   *
   * @param claim kept with them, in the name of the first
   * @throws SessionException.NotConnected when nothing can be sent now; nothing was kept
   */
  public List<Sending> send(List<OutgoingMessage> messages, Optional<SendClaim> claim) {
    ProtocolSession session = session();
    Optional<SendClaim> next = claim;
    for (OutgoingMessage message : messages) {
      parts.known().learnChat(id(), message.chat());
      learnTarget(message);
      runner.translation().expect(message, next);
      next = Optional.empty();
    }
    try {
      return session.send(messages);
    } catch (StoreException.SessionEnded e) {
      // A restart or a logout came between: it is as if the message had come a moment later.
      SessionException gone = new SessionException.NotConnected();
      gone.addSuppressed(e);
      throw gone;
    } finally {
      messages.forEach(message -> runner.translation().unexpect(message.id()));
    }
  }

  /** What is changed must be known when it is told that it was. */
  private void learnTarget(OutgoingMessage message) {
    Optional<MessageKey> target =
        switch (message.content()) {
          case RevokeContent revoke -> Optional.of(revoke.target());
          case PollVoteContent vote -> Optional.of(vote.poll());
          default -> Optional.empty();
        };
    target.ifPresent(key -> parts.targets().learn(id(), key.chat(), key.id()));
  }

  /** Which of these are on WhatsApp; blocks until the server answered. */
  public List<Registration> lookup(List<UserJid> people) {
    return session().lookup(people);
  }

  /** Shows typing or recording in a chat. */
  public void chatState(Jid chat, ChatState state) {
    session().sendChatState(chat, state);
  }

  /** Shows the account as there or not. */
  public void available(boolean available) {
    session().sendPresence(available);
  }

  /** Whether messages can be sent now. */
  public boolean connected() {
    return runner.open().isPresent();
  }

  /** Groups, as the account sees them. */
  public GroupSession groups() {
    return session().groups();
  }

  /** The media hosts. */
  public MediaSession media() {
    return session().media();
  }

  /** Other people. */
  public ContactSession contacts() {
    return session().contacts();
  }

  /** Names a chat, if it is kept; durable soon. */
  public void nameChat(Jid chat, String name) {
    runner.journal().write(new Draft().row(new RowChange.NameChat(chat, name)));
  }

  /** Takes a chat as read; durable soon. */
  public void readChat(Jid chat) {
    runner
        .journal()
        .write(new Draft().row(new RowChange.ReadChat(parts.known().addresses().name(id(), chat))));
  }

  /**
   * Keeps where a message's file is now; blocks until that is durable.
   *
   * @param edited when the content was edited that the file was found in
   * @throws chatwarp.domain.port.StoreException when it cannot be kept now
   */
  public void moveFile(MessageKey key, WireContent content, Optional<Instant> edited) {
    Deadline.join(
        runner.journal().writeNow(new Draft().row(new RowChange.MoveFile(key, content, edited))));
  }

  private ProtocolSession session() {
    return runner.open().orElseThrow(SessionException.NotConnected::new);
  }

  /** Takes the lease; false when another node has it. Blocks. */
  boolean holdLease() {
    return runner.holdLease();
  }

  /** Keeps an event of the instance itself. */
  void tell(InstanceEvent event) {
    runner.journal().write(new Draft().event(event));
  }

  /** Hands in a command and returns. */
  CompletableFuture<Void> post(RunInput input) {
    return runner.command(input);
  }

  /** Hands in a command; blocks until it is carried out and what it changed is durable. */
  void run(RunInput input) {
    Deadline.join(runner.command(input));
    runner.journal().awaitQuiet();
  }

  /**
   * Waits for what the user must do next.
   *
   * @param wantsCode whether only a pairing code will do
   */
  Pairing awaitPairing(boolean wantsCode) {
    LiveView.Waiter waiter = runner.view().await(seen -> arrived(seen, wantsCode));
    try {
      Optional<LiveView.Snapshot> seen =
          deadline.await(waiter.arrived(), parts.settings().qrWait());
      return pairing(seen.orElseGet(() -> runner.view().now()));
    } finally {
      runner.view().forget(waiter);
    }
  }

  private static boolean arrived(LiveView.Snapshot seen, boolean wantsCode) {
    return switch (seen.state()) {
      case InstanceState.Connecting _ -> false;
      case InstanceState.Connected _, InstanceState.Disconnected _ -> true;
      case InstanceState.QrPending _ ->
          seen.offer().filter(o -> !wantsCode || o.pairingCode().isPresent()).isPresent();
    };
  }

  private static Pairing pairing(LiveView.Snapshot seen) {
    return switch (seen.state()) {
      case InstanceState.Connected _ -> new Pairing.Open();
      case InstanceState.Connecting _, InstanceState.QrPending _ ->
          new Pairing.Pending(seen.offer());
      case InstanceState.Disconnected disconnected ->
          throw new InstanceException.ConnectFailed(
              seen.lastError().orElseGet(() -> disconnected.reason().text()));
    };
  }

  /** Sets the webhook; blocks until that is durable. */
  void webhook(Optional<WebhookConfig> webhook) {
    Deadline.join(runner.journal().writeNow(new Draft().row(new RowChange.SetWebhook(webhook))));
  }

  /** Ends every subscription. */
  void endSubscriptions(String reason) {
    runner.journal().endSubscriptions(reason);
  }

  /** Blocks until all that was handed over is durable, or has failed. */
  void awaitQuiet() {
    runner.journal().awaitQuiet();
  }
}
