package chatwarp.application.instance;

import chatwarp.application.instance.LiveView.Snapshot;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.Instance;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.PortException;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.Timers;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one instance: takes inputs one after the other, asks the {@link StateTable} what follows,
 * and does it. Inputs may come from any thread; everything else happens on the mailbox's thread,
 * which exists only while there is something to do.
 */
final class InstanceRunner {
  /** An input, whether it still matters when its turn comes, and who waits for it. */
  private record Turn(RunInput input, BooleanSupplier current, CompletableFuture<Void> done) {}

  private static final Logger LOG = LoggerFactory.getLogger(InstanceRunner.class);

  private final InstanceParts parts;
  private final StateTable table;
  private final Mailbox<Turn> mailbox;
  private final FactTranslation translation;
  private final UnansweredChanges unanswered = new UnansweredChanges();
  private final InstanceJournal journal;
  private final SessionSlot slot;
  private final LiveView view;

  private RunState state;
  private Draft draft = new Draft();
  private Optional<String> code = Optional.empty();
  private Optional<PairingOffer> offer = Optional.empty();
  private Optional<String> lastError = Optional.empty();
  private Timers.Timer retry = () -> {};
  private int retries;
  private volatile Optional<ProtocolSession> open = Optional.empty();

  InstanceRunner(InstanceParts parts, Instance instance, DisconnectReason reason) {
    this.parts = parts;
    this.table = new StateTable(parts.settings().qrLimit());
    this.mailbox = new Mailbox<>(parts.executor(), this::take);
    this.translation =
        new FactTranslation(
            parts.known(),
            parts.statuses(),
            parts.targets(),
            parts.sessions().contents(),
            unanswered);
    this.journal = new InstanceJournal(parts, instance, translation, this::storeFailed);
    this.slot = new SessionSlot(parts, journal, unanswered, this::heard);
    this.state = RunState.idle(reason);
    this.view = new LiveView(state.phase().state());
  }

  InstanceJournal journal() {
    return journal;
  }

  FactTranslation translation() {
    return translation;
  }

  LiveView view() {
    return view;
  }

  /** The session, while messages can flow. */
  Optional<ProtocolSession> open() {
    return open;
  }

  /** Takes the lease at the start of the server; blocks, before any input was posted. */
  boolean holdLease() {
    return slot.holdLease();
  }

  /** Hands in a command; completes when it has been carried out. */
  CompletableFuture<Void> command(RunInput input) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    mailbox.post(new Turn(input, () -> true, done));
    return done;
  }

  private void post(RunInput input) {
    mailbox.post(new Turn(input, () -> true, new CompletableFuture<>()));
  }

  private void heard(RunnerHost host, RunInput input) {
    Turn turn = new Turn(input, host::listening, new CompletableFuture<>());
    if (input instanceof RunInput.QrOffered) {
      mailbox.post(turn, other -> other.input() instanceof RunInput.QrOffered);
    } else {
      mailbox.post(turn);
    }
  }

  private void storeFailed(StoreException failure) {
    boolean lost = failure instanceof StoreException.StaleLease;
    LOG.warn("{}: nothing can be kept", journal.instance().name(), failure);
    post(lost ? new RunInput.LeaseLost() : new RunInput.StoreFailed());
  }

  private void take(Turn turn) {
    try {
      if (turn.current().getAsBoolean()) {
        handle(turn.input());
      }
      turn.done().complete(null);
    } catch (RuntimeException bug) {
      LOG.error("{}: an input could not be handled", journal.instance().name(), bug);
      turn.done().completeExceptionally(bug);
    }
  }

  private void handle(RunInput input) {
    if (input instanceof RunInput.Closed closed) {
      lastError = Optional.of(closed.reason().text() + ": " + closed.detail());
      LOG.info("{}: connection ended, {}", journal.instance().name(), lastError.get());
    }
    if (input instanceof RunInput.Barred barred) {
      lastError = Optional.of(barred.reason().text());
    }
    Transition transition = table.next(state, input);
    Phase before = state.phase();
    state = transition.next();
    if (state.phase() instanceof Phase.Open) {
      lastError = Optional.empty();
      open = slot.session();
    } else {
      open = Optional.empty();
    }
    if (!before.equals(state.phase())) {
      LOG.info("{}: {}", journal.instance().name(), state.phase());
      show();
    }
    // What is stored of a stop and what is told of it name one time.
    Instant now = parts.clock().instant();
    transition.actions().forEach(action -> act(action, now));
    // Who is told of a QR must find it here.
    show();
    flush();
  }

  private void show() {
    view.show(new Snapshot(state.phase().state(), offer, lastError));
  }

  private void act(RunAction action, Instant now) {
    switch (action) {
      case RunAction.Dial _ -> {
        flush();
        dial();
      }
      case RunAction.Hangup _ -> {
        flush();
        slot.hangup();
      }
      case RunAction.Unlink _ -> {
        flush();
        slot.unlink();
      }
      case RunAction.Drop _ -> {
        flush();
        slot.drop();
      }
      case RunAction.Recover _ -> recover();
      case RunAction.RetryAfter wait -> retryAfter(wait);
      case RunAction.CancelRetry _ -> cancelRetry();
      case RunAction.ShowQr qr -> offer(new PairingOffer(qr.qr(), code, qr.count()));
      case RunAction.ShowCode shown -> showCode(shown.code());
      case RunAction.RequestCode request -> {
        // The one before becomes void, so nobody may be answered with it.
        code = Optional.empty();
        offer = offer.map(shown -> new PairingOffer(shown.qr(), code, shown.count()));
        requestCode(request.number());
      }
      case RunAction.ClearOffer _ -> {
        offer = Optional.empty();
        code = Optional.empty();
      }
      case RunAction.Tell tell ->
          draft.event(
              new InstanceEvent.ConnectionChanged(
                  tell.link(), tell.statusReason(), journal.instance().profile()));
      case RunAction.TellQrLimit _ -> draft.event(new InstanceEvent.QrLimitReached());
      case RunAction.TellLoggedOut _ -> draft.event(new InstanceEvent.LoggedOut());
      case RunAction.TellStopped stopped ->
          draft.event(new InstanceEvent.Stopped(new Disconnection(stopped.reason(), now)));
      case RunAction.RememberOpen _ ->
          draft.row(new RowChange.SetConnection(Optional.empty(), true));
      case RunAction.RememberStop stop ->
          draft.row(
              new RowChange.SetConnection(
                  Optional.of(new Disconnection(stop.reason(), now)), false));
      case RunAction.Forget _ -> draft.auth(new AuthChange.Forget());
    }
  }

  /** Hands over what was gathered as one change set. */
  private void flush() {
    if (!draft.isEmpty()) {
      journal.write(draft);
      draft = new Draft();
    }
  }

  private void dial() {
    try {
      slot.dial().ifPresent(reason -> post(new RunInput.Barred(reason)));
    } catch (StoreException e) {
      LOG.warn("{}: cannot be read", journal.instance().name(), e);
      post(new RunInput.StoreFailed());
    } catch (SessionException e) {
      LOG.info("{}: cannot connect", journal.instance().name(), e);
      post(new RunInput.Closed(DisconnectReason.CONNECTION_LOST, "could not connect"));
    }
  }

  private void recover() {
    try {
      if (!slot.holdLease()) {
        post(new RunInput.LeaseLost());
      }
    } catch (StoreException e) {
      LOG.warn("{}: cannot be taken up again", journal.instance().name(), e);
      post(new RunInput.StoreFailed());
    }
  }

  private void retryAfter(RunAction.RetryAfter wait) {
    cancelRetry();
    int ticket = retries;
    retry =
        parts
            .timers()
            .after(
                Backoff.jittered(wait.about(), parts.random().nextDouble()),
                () ->
                    mailbox.post(
                        new Turn(
                            new RunInput.RetryDue(),
                            () -> ticket == retries,
                            new CompletableFuture<>())));
  }

  private void cancelRetry() {
    retry.cancel();
    retries++;
  }

  private void offer(PairingOffer next) {
    offer = Optional.of(next);
    draft.event(new InstanceEvent.QrUpdated(next));
  }

  private void showCode(String issued) {
    code = Optional.of(issued);
    offer.ifPresent(shown -> offer(new PairingOffer(shown.qr(), code, shown.count())));
  }

  /** Asks on a thread of its own: QRs and the pairing itself go on meanwhile. */
  private void requestCode(String number) {
    Optional<ProtocolSession> session = slot.session();
    Optional<RunnerHost> host = slot.host();
    if (session.isEmpty() || host.isEmpty()) {
      return;
    }
    parts
        .executor()
        .execute(() -> {
          try {
            String issued = session.get().requestPairingCode(number);
            heard(host.get(), new RunInput.CodeIssued(issued));
          } catch (PortException e) {
            LOG.info("{}: no pairing code", journal.instance().name(), e);
            view.fail(new InstanceException.ConnectFailed("no pairing code was issued"));
          }
        });
  }
}
