package chatwarp.application.instance;

import static chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link.CLOSE;
import static chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link.CONNECTING;
import static chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link.OPEN;
import static chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.event.InstanceEvent.ConnectionChanged.Link;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.PairingMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every transition of an instance, one named row each. */
final class StateTableTest {
  private static final int QR_LIMIT = 3;
  private static final StateTable TABLE = new StateTable(QR_LIMIT);
  private static final Optional<String> NO_NUMBER = Optional.empty();
  private static final Optional<String> NUMBER = Optional.of("5511999990001");

  private static final RunState IDLE = idle(DisconnectReason.CLOSED_BY_USER);
  private static final RunState DIALING = state(new Phase.Dialing(), CONNECTING);
  private static final RunState WAITING = state(new Phase.Waiting(), CONNECTING).failures(1);
  private static final RunState PAIRING =
      state(new Phase.Pairing(PairingMethod.QR), CONNECTING).qrs(1);
  private static final RunState PAIRING_BY_CODE =
      PAIRING.with(new Phase.Pairing(PairingMethod.CODE));
  private static final RunState OPENED = state(new Phase.Open(), OPEN);

  private static final RunInput CONNECT = new RunInput.Connect(NO_NUMBER);
  private static final RunInput CONNECT_BY_CODE = new RunInput.Connect(NUMBER);
  private static final RunInput RESTART = new RunInput.Restart();
  private static final RunInput LOGOUT = new RunInput.Logout();
  private static final RunInput REMOVE = new RunInput.Remove();
  private static final RunInput STOP = new RunInput.Stop();
  private static final RunInput QR = new RunInput.QrOffered("2@qr");
  private static final RunInput LOGGED_IN = new RunInput.Opened();
  private static final RunInput RETRY_DUE = new RunInput.RetryDue();
  private static final RunInput STORE_FAILED = new RunInput.StoreFailed();

  private static final RunAction DIAL = new RunAction.Dial();
  private static final RunAction HANGUP = new RunAction.Hangup();
  private static final RunAction UNLINK = new RunAction.Unlink();
  private static final RunAction DROP = new RunAction.Drop();
  private static final RunAction CANCEL = new RunAction.CancelRetry();
  private static final RunAction CLEAR = new RunAction.ClearOffer();
  private static final RunAction SAY_CONNECTING = new RunAction.Tell(CONNECTING, 200);
  private static final RunAction SAY_OPEN = new RunAction.Tell(OPEN, 200);
  private static final RunAction ASK_CODE = new RunAction.RequestCode("5511999990001");
  private static final RunAction REMEMBER_OPEN = new RunAction.RememberOpen();

  private record Row(
      String name, RunState state, RunInput input, RunState next, List<RunAction> actions) {}

  private static RunState state(Phase phase, Link told) {
    return new RunState(phase, told, 0, 0, NO_NUMBER);
  }

  private static RunState idle(DisconnectReason reason) {
    return RunState.idle(reason);
  }

  private static Row row(
      String name, RunState state, RunInput input, RunState next, RunAction... actions) {
    return new Row(name, state, input, next, List.of(actions));
  }

  private static Row stays(String name, RunState state, RunInput input) {
    return row(name, state, input, state);
  }

  private static RunInput closed(DisconnectReason reason) {
    return new RunInput.Closed(reason, "detail");
  }

  private static RunAction retry(int seconds) {
    return new RunAction.RetryAfter(Duration.ofSeconds(seconds));
  }

  private static RunAction show(int count) {
    return new RunAction.ShowQr("2@qr", count);
  }

  private static RunAction lost(int code) {
    return new RunAction.Tell(CONNECTING, code);
  }

  @TestFactory
  Stream<DynamicTest> commands() {
    RunState reset = IDLE.qrs(3).failures(7);
    RunState loggedOut = idle(DisconnectReason.LOGGED_OUT_BY_USER);
    return tests(
        row("connect dials", IDLE, CONNECT, DIALING, SAY_CONNECTING, DIAL),
        row(
            "connect by code remembers the number",
            IDLE,
            CONNECT_BY_CODE,
            DIALING.number(NUMBER),
            SAY_CONNECTING,
            DIAL),
        row("connect counts anew", reset, CONNECT, DIALING, SAY_CONNECTING, DIAL),
        row("connect ends the wait", WAITING, CONNECT, DIALING.failures(1), CANCEL, DIAL),
        row(
            "connect by code while dialing keeps the number for the first QR",
            DIALING,
            CONNECT_BY_CODE,
            DIALING.number(NUMBER)),
        row(
            "connect by code while a QR shows asks for a code",
            PAIRING,
            CONNECT_BY_CODE,
            PAIRING.number(NUMBER),
            ASK_CODE),
        stays("connect of an open one is done", OPENED, CONNECT),
        stays("connect of one that dials is done", DIALING, CONNECT),
        stays("connect of one that shows a QR is done", PAIRING, CONNECT),
        row("restart of a closed one connects", IDLE, RESTART, DIALING, SAY_CONNECTING, DIAL),
        row("restart ends the wait", WAITING, RESTART, DIALING.failures(1), CANCEL, DIAL),
        row("restart dials anew", DIALING.failures(2), RESTART, DIALING, CLEAR, HANGUP, DIAL),
        row("restart while pairing", PAIRING, RESTART, DIALING, CLEAR, HANGUP, DIAL),
        row("restart while open", OPENED, RESTART, DIALING, SAY_CONNECTING, CLEAR, HANGUP, DIAL),
        row("logout unlinks and forgets", OPENED, LOGOUT, loggedOut, logout()),
        row("logout while pairing", PAIRING, LOGOUT, loggedOut.qrs(1), logout()),
        row("logout while dialing", DIALING, LOGOUT, loggedOut, logout()),
        row("logout in back-off", WAITING, LOGOUT, loggedOut.failures(1), logout()),
        stays("logout of a closed one is done", IDLE, LOGOUT),
        row("removing an open one unlinks it", OPENED, REMOVE, IDLE, UNLINK),
        row("removing in back-off", WAITING, REMOVE, IDLE.failures(1), CANCEL, HANGUP),
        row("removing while pairing", PAIRING, REMOVE, IDLE.qrs(1), CLEAR, HANGUP),
        row("removing while dialing", DIALING, REMOVE, IDLE, CLEAR, HANGUP),
        stays("removing a closed one is done", IDLE, REMOVE),
        row("stopping hangs up without a word", OPENED, STOP, IDLE, HANGUP),
        row("stopping ends a wait", WAITING, STOP, IDLE.failures(1), CANCEL, HANGUP),
        row("stopping ends a pairing", PAIRING, STOP, IDLE.qrs(1), CLEAR, HANGUP),
        row("stopping ends a dial", DIALING, STOP, IDLE, CLEAR, HANGUP),
        stays("stopping a closed one is done", IDLE, STOP));
  }

  private static RunAction[] logout() {
    DisconnectReason reason = DisconnectReason.LOGGED_OUT_BY_USER;
    return new RunAction[] {
      CANCEL,
      CLEAR,
      UNLINK,
      new RunAction.Forget(),
      new RunAction.RememberStop(reason),
      new RunAction.Tell(CLOSE, 401),
      new RunAction.TellStopped(reason),
      new RunAction.TellLoggedOut()
    };
  }

  @TestFactory
  Stream<DynamicTest> pairing() {
    RunState over = idle(DisconnectReason.QR_TIMEOUT).qrs(QR_LIMIT);
    RunInput refsOut = closed(DisconnectReason.QR_TIMEOUT);
    RunInput code = new RunInput.CodeIssued("ABCD1234");
    return tests(
        row("the first QR is shown", DIALING, QR, PAIRING, show(1)),
        row(
            "the first QR lets a code be asked for",
            DIALING.number(NUMBER),
            QR,
            PAIRING.number(NUMBER),
            show(1),
            ASK_CODE),
        row("a QR ends a row of failures", DIALING.failures(4), QR, PAIRING, show(1)),
        row("the next QR replaces it", PAIRING, QR, PAIRING.qrs(2), show(2)),
        row("a QR beside a code", PAIRING_BY_CODE, QR, PAIRING_BY_CODE.qrs(2), show(2)),
        row("one QR too many ends the pairing", PAIRING.qrs(QR_LIMIT), QR, over, limit()),
        row("one QR too many after new refs", DIALING.qrs(QR_LIMIT), QR, over, limit()),
        stays("a late QR while open", OPENED, QR),
        stays("a late QR in back-off", WAITING, QR),
        stays("a late QR when closed", IDLE, QR),
        row("a code is shown", PAIRING, code, PAIRING_BY_CODE, new RunAction.ShowCode("ABCD1234")),
        stays("a late code while open", OPENED, code),
        stays("a late code while dialing", DIALING, code),
        stays("a late code in back-off", WAITING, code),
        stays("a late code when closed", IDLE, code),
        row("refs are renewed unseen", PAIRING.qrs(2), refsOut, DIALING.qrs(2), CLEAR, DIAL),
        row("refs at the limit end the pairing", PAIRING.qrs(QR_LIMIT), refsOut, over, limit()),
        row("a server without refs fails", DIALING, refsOut, WAITING, CLEAR, retry(1)),
        row(
            "a scan is followed by a restart that nobody sees",
            PAIRING,
            closed(DisconnectReason.RESTART_REQUIRED),
            DIALING.qrs(1),
            CLEAR,
            DIAL),
        row(
            "the login after a pairing opens",
            DIALING.qrs(2).number(NUMBER),
            LOGGED_IN,
            OPENED,
            SAY_OPEN,
            CLEAR,
            REMEMBER_OPEN));
  }

  private static RunAction[] limit() {
    return new RunAction[] {
      CLEAR,
      HANGUP,
      new RunAction.RememberStop(DisconnectReason.QR_TIMEOUT),
      new RunAction.TellQrLimit(),
      new RunAction.Tell(REFUSED, 428)
    };
  }

  @TestFactory
  Stream<DynamicTest> connection() {
    RunInput gone = closed(DisconnectReason.CONNECTION_LOST);
    RunInput restart = closed(DisconnectReason.RESTART_REQUIRED);
    RunInput limited = closed(DisconnectReason.RATE_LIMITED);
    RunInput away = closed(DisconnectReason.SERVICE_UNAVAILABLE);
    RunInput fault = closed(DisconnectReason.SERVER_ERROR);
    RunState unseen = DIALING.told(OPEN);
    return tests(
        row(
            "a login opens",
            DIALING.failures(3),
            LOGGED_IN,
            OPENED,
            SAY_OPEN,
            CLEAR,
            REMEMBER_OPEN),
        row("a login from a QR", PAIRING, LOGGED_IN, OPENED, SAY_OPEN, CLEAR, REMEMBER_OPEN),
        row("a login after an unseen restart is not told", unseen, LOGGED_IN, OPENED, CLEAR),
        stays("a late login while open", OPENED, LOGGED_IN),
        stays("a late login in back-off", WAITING, LOGGED_IN),
        stays("a late login when closed", IDLE, LOGGED_IN),
        row("a loss is told and tried again", OPENED, gone, WAITING, lost(408), CLEAR, retry(1)),
        row(
            "another loss is not told",
            DIALING.failures(1),
            gone,
            WAITING.failures(2),
            CLEAR,
            retry(2)),
        row("a loss while pairing", PAIRING, gone, WAITING.qrs(1), CLEAR, retry(1)),
        row("an unavailable service", OPENED, away, WAITING, lost(503), CLEAR, retry(1)),
        row("a fault of the server", OPENED, fault, WAITING, lost(500), CLEAR, retry(1)),
        row(
            "too many connections wait long",
            OPENED,
            limited,
            WAITING,
            lost(429),
            CLEAR,
            retry(300)),
        row("the wait is over", WAITING, RETRY_DUE, DIALING.failures(1), DIAL),
        stays("a late timer while dialing", DIALING, RETRY_DUE),
        stays("a late timer while pairing", PAIRING, RETRY_DUE),
        stays("a late timer while open", OPENED, RETRY_DUE),
        row("a restart asked for is at once and unseen", OPENED, restart, unseen, CLEAR, DIAL),
        row("a restart at the login", DIALING, restart, DIALING.failures(1), CLEAR, DIAL),
        row(
            "a server that only asks for restarts fails",
            DIALING.failures(1),
            restart,
            WAITING.failures(2),
            CLEAR,
            retry(2)),
        row(
            "an unseen restart that fails is told",
            unseen,
            gone,
            WAITING,
            lost(408),
            CLEAR,
            retry(1)));
  }

  @TestFactory
  Stream<DynamicTest> endings() {
    List<Row> rows = new ArrayList<>();
    for (DisconnectReason reason : terminal()) {
      for (RunState from : List.of(DIALING, PAIRING, OPENED)) {
        rows.add(
            new Row(
                reason.text() + " ends it for good, from " + from.phase(),
                from,
                closed(reason),
                from.with(new Phase.Idle(reason)).told(CLOSE),
                ending(reason)));
      }
    }
    for (DisconnectReason reason : DisconnectReason.values()) {
      rows.add(stays("a late " + reason.text() + " when closed", IDLE, closed(reason)));
      rows.add(stays("a late " + reason.text() + " in back-off", WAITING, closed(reason)));
    }
    return tests(rows.toArray(Row[]::new));
  }

  private static List<DisconnectReason> terminal() {
    return Arrays.stream(DisconnectReason.values())
        .filter(DisconnectReason::terminal)
        .filter(reason -> reason != DisconnectReason.QR_TIMEOUT)
        .toList();
  }

  private static List<RunAction> ending(DisconnectReason reason) {
    List<RunAction> actions = new ArrayList<>(List.of(CLEAR, DROP));
    if (reason.credentialsGone()) {
      actions.add(new RunAction.Forget());
    }
    actions.add(new RunAction.RememberStop(reason));
    actions.add(new RunAction.Tell(CLOSE, reason.code()));
    actions.add(new RunAction.TellStopped(reason));
    if (reason.credentialsGone()) {
      actions.add(new RunAction.TellLoggedOut());
    }
    return actions;
  }

  @TestFactory
  Stream<DynamicTest> ownership() {
    List<Row> rows = new ArrayList<>();
    RunInput elsewhere = new RunInput.Barred(DisconnectReason.OTHER_NETWORK);
    RunInput theirs = new RunInput.Barred(DisconnectReason.NOT_OWNER);
    rows.add(
        row(
            "another network closes",
            DIALING,
            elsewhere,
            idle(DisconnectReason.OTHER_NETWORK),
            new RunAction.Tell(CLOSE, 428),
            CANCEL,
            CLEAR,
            DROP));
    rows.add(stays("a late bar when closed", IDLE, elsewhere));
    rows.add(
        row(
            "another owner closes without a word",
            DIALING,
            theirs,
            idle(DisconnectReason.NOT_OWNER),
            CANCEL,
            CLEAR,
            DROP));
    for (RunState from : List.of(IDLE, DIALING, WAITING, PAIRING, OPENED)) {
      rows.add(
          row(
              "a lost lease ends it without a word, from " + from.phase(),
              from,
              new RunInput.LeaseLost(),
              from.with(new Phase.Idle(DisconnectReason.NOT_OWNER)).told(CLOSE),
              CANCEL,
              CLEAR,
              DROP));
    }
    return tests(rows.toArray(Row[]::new));
  }

  @TestFactory
  Stream<DynamicTest> storage() {
    RunInput reported = closed(DisconnectReason.STORE_FAILED);
    RunState idleAgain = IDLE.failures(1);
    return tests(
        row("a step was not kept", OPENED, STORE_FAILED, WAITING, lost(500), DROP, CLEAR, retry(1)),
        row("a session says so", OPENED, reported, WAITING, lost(500), DROP, CLEAR, retry(1)),
        row(
            "a dial could not read",
            DIALING.failures(5),
            STORE_FAILED,
            WAITING.failures(6),
            DROP,
            CLEAR,
            retry(30)),
        row("a pairing was not kept", PAIRING, STORE_FAILED, WAITING.qrs(1), DROP, CLEAR, retry(1)),
        row("a closed one recovers later", IDLE, STORE_FAILED, idleAgain, retry(1)),
        row("a closed one recovers", idleAgain, RETRY_DUE, idleAgain, new RunAction.Recover()),
        stays("one that waits recovers when it dials", WAITING, STORE_FAILED));
  }

  private static Stream<DynamicTest> tests(Row... rows) {
    return Arrays.stream(rows)
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () ->
                    assertEquals(
                        new Transition(row.next(), row.actions()),
                        TABLE.next(row.state(), row.input()))));
  }

  @Test
  void waitsLongerWithEachFailureAndLongAfterTwenty() {
    List<Long> waits =
        IntStream.rangeClosed(1, 21)
            .mapToObj(n -> Backoff.after(n, DisconnectReason.CONNECTION_LOST).toSeconds())
            .toList();
    List<Long> expected = new ArrayList<>(List.of(1L, 2L, 4L, 8L, 16L));
    expected.addAll(Collections.nCopies(14, 30L));
    expected.addAll(List.of(300L, 300L));
    assertEquals(expected, waits);
  }

  @Test
  void leavesAFifthOfTheWaitToChance() {
    assertEquals(Duration.ofSeconds(8), Backoff.jittered(Duration.ofSeconds(10), 0));
    assertEquals(Duration.ofSeconds(10), Backoff.jittered(Duration.ofSeconds(10), 0.5));
    assertEquals(Duration.ofSeconds(12), Backoff.jittered(Duration.ofSeconds(10), 1));
  }

  @Test
  void neverRetriesATerminalReason() {
    for (DisconnectReason reason : terminal()) {
      Transition transition = TABLE.next(OPENED, closed(reason));
      assertTrue(transition.next().phase() instanceof Phase.Idle, reason.text());
      assertTrue(
          transition.actions().stream()
              .noneMatch(a -> a instanceof RunAction.Dial || a instanceof RunAction.RetryAfter),
          reason.text());
    }
  }

  @Test
  void tellsOncePerOutageHoweverLongItLasts() {
    RunState state = OPENED;
    int told = 0;
    for (int attempt = 0; attempt < 30; attempt++) {
      Transition ended = TABLE.next(state, closed(DisconnectReason.CONNECTION_LOST));
      told += (int) ended.actions().stream().filter(RunAction.Tell.class::isInstance).count();
      state = TABLE.next(ended.next(), RETRY_DUE).next();
    }
    assertEquals(1, told);
    assertEquals(30, state.failures());
  }
}
