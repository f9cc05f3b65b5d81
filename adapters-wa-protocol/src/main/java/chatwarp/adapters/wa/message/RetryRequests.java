package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.device.OwnKeys;
import chatwarp.adapters.wa.device.PreKeyService;
import chatwarp.adapters.wa.device.PreKeys;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.signal.RetryReason;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.IdentityState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asking for messages again that we could not read (05 §13). Works within steps. */
public final class RetryRequests {
  private static final Logger LOG = LoggerFactory.getLogger(RetryRequests.class);

  /** How often a message is asked for. */
  private static final int MOST = 5;

  private final RandomGenerator random;
  private final InstantSource clock;

  /**
   * @param random a secure generator
   * @param clock the server's time
   */
  public RetryRequests(RandomGenerator random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * Counts a message that could not be read and asks its sender for it, five times at most; gives
   * which time it is.
   */
  int ask(
      Step step, Node message, MessageSource source, SignalException why, Connection connection) {
    String name = RetryState.asking(source);
    int before = step.read(RetryState.KIND, name).map(RetryState::count).orElse(0);
    int count = Math.max(before, resend(message)) + 1;
    LOG.info("a message cannot be read (attempt {}): {}", count, why.getMessage());
    step.put(
        RetryState.KIND,
        name,
        new RetryState(Math.min(count, MOST + 1), Optional.empty()),
        Optional.of(clock.instant().plus(RetryState.KEPT)));
    Node ack = Acks.of(message);
    if (count <= MOST) {
      Node receipt = receipt(step, message, count, why.reason());
      step.afterwards(() -> connection.trySend(receipt));
    }
    step.afterwards(() -> connection.trySend(ack));
    return count;
  }

  /** The number of the retry that a message answers, 0 when it is no answer. */
  private static int resend(Node message) {
    return message.children("enc").stream()
        .mapToInt(enc -> Math.clamp(enc.attrLong("count").orElse(0), 0, MOST))
        .max()
        .orElse(0);
  }

  private Node receipt(Step step, Node message, int count, RetryReason reason) {
    IdentityState identity = step.auth().identity();
    String id = message.requireAttr("id");
    NodeBuilder retry =
        Node.builder("retry")
            .attr("count", count)
            .attr("id", id)
            .attrText("t", message.attr("t"))
            .attr("v", "1");
    if (reason != RetryReason.UNKNOWN) {
      retry.attr("error", reason.code());
    }
    List<Node> children = new ArrayList<>();
    children.add(retry.build());
    children.add(Node.of("registration", PreKeyService.registration(identity)));
    if (count > 1 || reason == RetryReason.NO_SESSION) {
      children.add(keys(step, identity));
    }
    return Node.builder("receipt")
        .attr("id", id)
        .attr("type", "retry")
        .attr("to", message.requireJid("from"))
        .attrJid("participant", message.attrJid("participant"))
        .attrJid("recipient", message.attrJid("recipient"))
        .attrText("category", message.attr("category"))
        .children(children)
        .build();
  }

  private Node keys(Step step, IdentityState identity) {
    List<Node> keys = new ArrayList<>();
    keys.add(Node.of("type", new byte[] {PublicKey.TYPE}));
    keys.add(Node.of("identity", identity.identityKey().publicKey().reveal()));
    keys.add(PreKeys.node(PreKeys.generate(step, 1, random).getFirst()));
    keys.add(PreKeys.node(OwnKeys.signedPreKey(identity)));
    FanOut.deviceIdentity(step).ifPresent(keys::add);
    return Node.builder("keys").children(keys).build();
  }
}
