package chatwarp.application.instance;

import static chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link.CLOSE;
import static chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link.CONNECTING;
import static chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link.OPEN;
import static chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link.REFUSED;
import static chatwarp.domain.model.DisconnectReason.CLOSED_BY_USER;
import static chatwarp.domain.model.DisconnectReason.CONNECTION_LOST;
import static chatwarp.domain.model.DisconnectReason.LOGGED_OUT_BY_USER;
import static chatwarp.domain.model.DisconnectReason.NOT_OWNER;
import static chatwarp.domain.model.DisconnectReason.QR_TIMEOUT;
import static chatwarp.domain.model.DisconnectReason.STORE_FAILED;

import chatwarp.application.instance.RunAction.CancelRetry;
import chatwarp.application.instance.RunAction.ClearOffer;
import chatwarp.application.instance.RunAction.Dial;
import chatwarp.application.instance.RunAction.Drop;
import chatwarp.application.instance.RunAction.Forget;
import chatwarp.application.instance.RunAction.Hangup;
import chatwarp.application.instance.RunAction.Recover;
import chatwarp.application.instance.RunAction.RememberOpen;
import chatwarp.application.instance.RunAction.RememberStop;
import chatwarp.application.instance.RunAction.RequestCode;
import chatwarp.application.instance.RunAction.RetryAfter;
import chatwarp.application.instance.RunAction.ShowCode;
import chatwarp.application.instance.RunAction.ShowQr;
import chatwarp.application.instance.RunAction.Tell;
import chatwarp.application.instance.RunAction.TellLoggedOut;
import chatwarp.application.instance.RunAction.TellQrLimit;
import chatwarp.application.instance.RunAction.TellStopped;
import chatwarp.application.instance.RunAction.Unlink;
import chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.PairingMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an instance does next: state and input to state and actions. Pure; every row has a test.
 *
 * <p>An input that means nothing in a phase changes nothing: signals may come late.
 *
 * @param qrLimit QRs shown before pairing is given up
 */
record StateTable(int qrLimit) {
  /** Evolution's status number when all is well. */
  private static final int FINE = 200;

  Transition next(RunState state, RunInput input) {
    return switch (input) {
      case RunInput.Connect connect -> connect(state, connect.number());
      case RunInput.Restart _ -> restart(state);
      case RunInput.Logout _ -> logout(state);
      case RunInput.Remove _ -> leave(state, new Unlink());
      case RunInput.Stop _ -> leave(state, new Hangup());
      case RunInput.QrOffered offered -> qr(state, offered.qr());
      case RunInput.CodeIssued issued -> code(state, issued.code());
      case RunInput.Opened _ -> opened(state);
      case RunInput.Closed closed -> closed(state, closed.reason());
      case RunInput.Barred barred -> barred(state, barred.reason());
      case RunInput.RetryDue _ -> retryDue(state);
      case RunInput.StoreFailed _ -> storeFailed(state);
      case RunInput.LeaseLost _ -> leaseLost(state);
    };
  }

  private Transition connect(RunState state, Optional<String> number) {
    return switch (state.phase()) {
      case Phase.Idle _ -> {
        RunState fresh = state.failures(0).qrs(0).number(number);
        yield telling(CONNECTING, FINE, fresh.with(new Phase.Dialing()), List.of(new Dial()));
      }
      case Phase.Waiting _ ->
          Transition.to(
              renumbered(state, number).with(new Phase.Dialing()), new CancelRetry(), new Dial());
      case Phase.Dialing _ -> Transition.stay(renumbered(state, number));
      case Phase.Pairing _ ->
          number.isPresent()
              ? Transition.to(state.number(number), new RequestCode(number.get()))
              : Transition.stay(state);
      case Phase.Open _ -> Transition.stay(state);
    };
  }

  private static RunState renumbered(RunState state, Optional<String> number) {
    return number.isPresent() ? state.number(number) : state;
  }

  private Transition restart(RunState state) {
    return switch (state.phase()) {
      case Phase.Idle _, Phase.Waiting _ -> connect(state, Optional.empty());
      case Phase.Dialing _, Phase.Pairing _, Phase.Open _ ->
          telling(
              CONNECTING,
              FINE,
              state.failures(0).qrs(0).with(new Phase.Dialing()),
              List.of(new ClearOffer(), new Hangup(), new Dial()));
    };
  }

  private Transition logout(RunState state) {
    if (state.phase() instanceof Phase.Idle) {
      return Transition.stay(state);
    }
    List<RunAction> first = List.of(new CancelRetry(), new ClearOffer(), new Unlink());
    return stopped(state, LOGGED_OUT_BY_USER, first);
  }

  /** Deleted, or the server goes down: nobody is told, and nothing is remembered. */
  private static Transition leave(RunState state, RunAction ending) {
    RunState next = state.with(new Phase.Idle(CLOSED_BY_USER)).told(CLOSE);
    return switch (state.phase()) {
      case Phase.Idle _ -> Transition.stay(state);
      case Phase.Waiting _ -> Transition.to(next, new CancelRetry(), new Hangup());
      case Phase.Dialing _, Phase.Pairing _ -> Transition.to(next, new ClearOffer(), new Hangup());
      case Phase.Open _ -> Transition.to(next, ending);
    };
  }

  private Transition qr(RunState state, String qr) {
    return switch (state.phase()) {
      case Phase.Dialing _ -> state.qrs() >= qrLimit ? qrLimitReached(state) : firstQr(state, qr);
      case Phase.Pairing _ ->
          state.qrs() >= qrLimit ? qrLimitReached(state) : show(state, state.phase(), qr);
      case Phase.Idle _, Phase.Waiting _, Phase.Open _ -> Transition.stay(state);
    };
  }

  /** The first QR of a connection says that a code can be asked for. */
  private static Transition firstQr(RunState state, String qr) {
    Transition shown = show(state, new Phase.Pairing(PairingMethod.QR), qr);
    List<RunAction> actions = new ArrayList<>(shown.actions());
    state.number().ifPresent(number -> actions.add(new RequestCode(number)));
    return new Transition(shown.next(), actions);
  }

  private static Transition show(RunState state, Phase phase, String qr) {
    int count = state.qrs() + 1;
    return Transition.to(state.failures(0).qrs(count).with(phase), new ShowQr(qr, count));
  }

  private static Transition qrLimitReached(RunState state) {
    return Transition.to(
        state.with(new Phase.Idle(QR_TIMEOUT)).told(CLOSE),
        new ClearOffer(),
        new Hangup(),
        new RememberStop(QR_TIMEOUT),
        new TellQrLimit(),
        new Tell(REFUSED, CLOSED_BY_USER.code()));
  }

  private static Transition code(RunState state, String code) {
    return state.phase() instanceof Phase.Pairing
        ? Transition.to(state.with(new Phase.Pairing(PairingMethod.CODE)), new ShowCode(code))
        : Transition.stay(state);
  }

  private static Transition opened(RunState state) {
    return switch (state.phase()) {
      case Phase.Dialing _, Phase.Pairing _ -> {
        RunState next = state.with(new Phase.Open()).failures(0).qrs(0).number(Optional.empty());
        yield state.told() == OPEN
            ? Transition.to(next, new ClearOffer())
            : telling(OPEN, FINE, next, List.of(new ClearOffer(), new RememberOpen()));
      }
      case Phase.Idle _, Phase.Waiting _, Phase.Open _ -> Transition.stay(state);
    };
  }

  private Transition closed(RunState state, DisconnectReason reason) {
    if (state.phase() instanceof Phase.Idle || state.phase() instanceof Phase.Waiting) {
      return Transition.stay(state);
    }
    return switch (reason) {
      case RESTART_REQUIRED -> restartRequired(state);
      case QR_TIMEOUT -> qrTimeout(state);
      case STORE_FAILED -> storeFailed(state);
      case CONNECTION_LOST, RATE_LIMITED, SERVER_ERROR, SERVICE_UNAVAILABLE ->
          backOff(state, reason, List.of());
      case CLOSED_BY_USER,
          LOGGED_OUT,
          LOGGED_OUT_BY_USER,
          TEMPORARILY_BANNED,
          ACCOUNT_LOCKED,
          CLIENT_TOO_OLD,
          BANNED,
          USER_AGENT_REFUSED,
          MULTI_DEVICE_MISMATCH,
          REPLACED,
          REFUSED,
          OTHER_NETWORK,
          UNTRUSTED_SERVER,
          NOT_OWNER,
          PAIRING_REFUSED ->
          stopped(state, reason, List.of(new ClearOffer(), new Drop()));
    };
  }

  /** At once and unseen; but a server that asks for nothing else is one that fails. */
  private static Transition restartRequired(RunState state) {
    if (state.phase() instanceof Phase.Dialing && state.failures() > 0) {
      return backOff(state, DisconnectReason.RESTART_REQUIRED, List.of());
    }
    int failures = state.phase() instanceof Phase.Dialing ? 1 : 0;
    return Transition.to(
        state.failures(failures).with(new Phase.Dialing()), new ClearOffer(), new Dial());
  }

  /** New refs come with a new connection, until the limit. */
  private Transition qrTimeout(RunState state) {
    if (state.qrs() >= qrLimit) {
      return qrLimitReached(state);
    }
    return state.phase() instanceof Phase.Pairing
        ? Transition.to(state.with(new Phase.Dialing()), new ClearOffer(), new Dial())
        : backOff(state, CONNECTION_LOST, List.of());
  }

  private static Transition backOff(
      RunState state, DisconnectReason reason, List<RunAction> before) {
    int failures = state.failures() + 1;
    List<RunAction> actions = new ArrayList<>(before);
    actions.add(new ClearOffer());
    actions.add(new RetryAfter(Backoff.after(failures, reason)));
    RunState next = state.failures(failures).with(new Phase.Waiting());
    return telling(CONNECTING, reason.code(), next, actions);
  }

  private static Transition stopped(
      RunState state, DisconnectReason reason, List<RunAction> before) {
    List<RunAction> actions = new ArrayList<>(before);
    if (reason.credentialsGone()) {
      actions.add(new Forget());
    }
    actions.add(new RememberStop(reason));
    actions.add(new Tell(CLOSE, reason.code()));
    actions.add(new TellStopped(reason));
    if (reason.credentialsGone()) {
      actions.add(new TellLoggedOut());
    }
    return new Transition(state.with(new Phase.Idle(reason)).told(CLOSE), actions);
  }

  /** It never came to a connection; what is kept of the instance stays as it is. */
  private static Transition barred(RunState state, DisconnectReason reason) {
    if (state.phase() instanceof Phase.Idle) {
      return Transition.stay(state);
    }
    if (reason == NOT_OWNER) {
      return leaseLost(state);
    }
    RunState next = state.with(new Phase.Idle(reason));
    return telling(
        CLOSE, reason.code(), next, List.of(new CancelRetry(), new ClearOffer(), new Drop()));
  }

  private static Transition retryDue(RunState state) {
    return switch (state.phase()) {
      case Phase.Waiting _ -> Transition.to(state.with(new Phase.Dialing()), new Dial());
      case Phase.Idle _ -> Transition.to(state, new Recover());
      case Phase.Dialing _, Phase.Pairing _, Phase.Open _ -> Transition.stay(state);
    };
  }

  private static Transition storeFailed(RunState state) {
    return switch (state.phase()) {
      case Phase.Idle _ ->
          Transition.to(
              state.failures(state.failures() + 1),
              new RetryAfter(Backoff.after(state.failures() + 1, STORE_FAILED)));
      case Phase.Waiting _ -> Transition.stay(state);
      case Phase.Dialing _, Phase.Pairing _, Phase.Open _ ->
          backOff(state, STORE_FAILED, List.of(new Drop()));
    };
  }

  /** Nothing can be kept any more, so nobody is told: the new owner does that. */
  private static Transition leaseLost(RunState state) {
    return Transition.to(
        state.with(new Phase.Idle(NOT_OWNER)).told(CLOSE),
        new CancelRetry(),
        new ClearOffer(),
        new Drop());
  }

  /** Tells about the connection, unless that was told already; after that, the other actions. */
  private static Transition telling(
      Link link, int statusReason, RunState next, List<RunAction> actions) {
    if (next.told() == link) {
      return new Transition(next, actions);
    }
    List<RunAction> all = new ArrayList<>();
    all.add(new Tell(link, statusReason));
    all.addAll(actions);
    return new Transition(next.told(link), all);
  }
}
