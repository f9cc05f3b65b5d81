package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.pairing.CodePairing;
import chatwarp.adapters.wa.pairing.PairSuccess;
import chatwarp.adapters.wa.pairing.QrPairing;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Browser;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Ending;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionSignal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one unpaired connection becomes an account: QRs are shown, a code is asked for, a phone
 * answers.
 */
final class Linking {
  private static final Logger LOG = LoggerFactory.getLogger(Linking.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SHORTEST_NUMBER = 7;

  private final SessionParts parts;
  private final Connection connection;
  private final QrPairing qr;
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile @Nullable CodePairing code;
  private volatile boolean linked;

  Linking(SessionParts parts, Connection connection, IdentityState identity) {
    this.parts = parts;
    this.connection = connection;
    this.qr =
        new QrPairing(
            identity,
            browser(),
            parts.shared.timers(),
            text -> parts.context.host().signal(new SessionSignal.QrOffered(text)),
            () ->
                connection.close(
                    new Ending(DisconnectReason.QR_TIMEOUT, "no phone scanned a QR in time")));
  }

  private Browser browser() {
    return Browser.ofName(parts.context.options().browser());
  }

  /** Whether a phone has linked this device on this connection. */
  boolean linked() {
    return linked;
  }

  /** Whether the server has offered to link. */
  boolean begun() {
    return begun.getCount() == 0;
  }

  /** The connection is over. */
  void stop() {
    qr.stop();
  }

  /** A request of the server; runs in the inbox lane. */
  void asked(Node iq) {
    Optional<Node> pairDevice = iq.child("pair-device");
    if (pairDevice.isPresent()) {
      connection.trySend(reply(iq, "result").build());
      qr.begin(pairDevice.get());
      begun.countDown();
    } else if (iq.child("pair-success").isPresent()) {
      succeed(iq);
    } else {
      LOG.debug("an unknown request of the server: {}", iq);
    }
  }

  private static NodeBuilder reply(Node iq, String type) {
    return Node.builder("iq")
        .attr("to", ServerJid.WHATSAPP)
        .attr("type", type)
        .attrText("id", iq.attr("id"));
  }

  private void succeed(Node iq) {
    qr.stop();
    try {
      parts.state.step(step -> succeed(step, iq));
    } catch (NodeException | InvalidCurveKeyException e) {
      LOG.warn("a pairing cannot be read: {}", e.getMessage());
      Node error = Node.builder("error").attr("code", "500").attr("text", "internal-error").build();
      refuse(reply(iq, "error").children(error).build(), "unreadable");
    }
  }

  private PairSuccess.Outcome succeed(Step step, Node iq) {
    PairSuccess.Outcome outcome = PairSuccess.read(iq, step.auth(), parts.shared.random());
    switch (outcome) {
      case PairSuccess.Outcome.Linked done -> {
        remember(step, done);
        step.paired(done.auth());
        // The server ends the connection on this answer, so all of it must be kept before.
        step.afterwards(() -> {
          linked = true;
          connection.trySend(done.reply());
        });
      }
      case PairSuccess.Outcome.Refused(Node reply, String why) ->
          step.afterwards(() -> refuse(reply, why));
    }
    return outcome;
  }

  /** Our two addresses, and the phone's identity key: it is the key that signed us. */
  private static void remember(Step step, PairSuccess.Outcome.Linked done) {
    DeviceJid own = done.auth().metadata().device().orElseThrow();
    done.auth().metadata().lid().ifPresent(lid -> LidMap.learn(step, own.owner(), lid.owner()));
    Peers.identity(step, Peers.fetched(step, own.owner().device(0)), done.phoneKey());
  }

  private void refuse(Node reply, String why) {
    connection.trySend(reply);
    connection.close(
        new Ending(DisconnectReason.PAIRING_REFUSED, "the phone's proof was refused: " + why));
  }

  /** Asks for a code to type on this phone; blocks for the server's answer. */
  String requestCode(String number) {
    if (number.length() < SHORTEST_NUMBER
        || number.startsWith("0")
        || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new InvalidValueException("number", "must be digits with the country code first");
    }
    awaitOffer();
    AuthState auth = parts.state.auth().orElseThrow(SessionException.NotConnected::new);
    CodePairing attempt = new CodePairing(UserJid.phone(number), parts.shared.random());
    code = attempt;
    attempt.greeted(
        connection.request(
            attempt.hello(auth.identity(), browser(), parts.context.options().clientName())));
    return attempt.code();
  }

  private void awaitOffer() {
    try {
      if (!begun.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SessionException.TimedOut("the registration");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionException.NotConnected();
    }
  }

  /** The phone answers a code; runs in the chore lane, for it waits for the server. */
  void answered(Node notification) {
    connection.trySend(Acks.of(notification));
    CodePairing attempt = code;
    boolean empty =
        notification
            .child("link_code_companion_reg")
            .flatMap(reg -> reg.child("link_code_pairing_wrapped_primary_ephemeral_pub"))
            .isEmpty();
    if (attempt == null || empty) {
      return;
    }
    try {
      IdentityState own =
          parts.state.auth().orElseThrow(SessionException.NotConnected::new).identity();
      CodePairing.Finish finish = attempt.finish(notification, own);
      // The phone's proof may follow at once, and is made with this secret.
      parts
          .state
          .step(step -> {
            step.auth(withSecret(step.auth(), finish.advSecret()));
            return finish;
          })
          .durable()
          .join();
      connection.request(finish.request());
    } catch (NodeException | InvalidCurveKeyException | SessionException e) {
      LOG.warn("a phone's answer to a pairing code cannot be used: {}", e.getMessage());
    } catch (CompletionException e) {
      LOG.warn("a pairing secret was not kept", e);
    }
  }

  private static AuthState withSecret(AuthState auth, Secret advSecret) {
    IdentityState keys = auth.identity();
    return new AuthState(
        new IdentityState(
            keys.noiseKey(),
            keys.identityKey(),
            keys.signedPreKey(),
            keys.registrationId(),
            advSecret,
            keys.account()),
        auth.metadata());
  }
}
