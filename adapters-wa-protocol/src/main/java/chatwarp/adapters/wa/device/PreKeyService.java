package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.signal.PreKey;
import chatwarp.adapters.wa.signal.SignedPreKey;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.port.SessionException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the server supplied with our prekeys (03 §8): 812 at first, 50 when fewer than 5 are left.
 * Every call blocks for the server's answer; one upload runs at a time.
 */
public final class PreKeyService {
  private static final Logger LOG = LoggerFactory.getLogger(PreKeyService.class);
  private static final int FIRST_BATCH = 812;
  private static final int LATER_BATCH = 50;
  private static final int FEW = 5;
  private static final int NO_BUNDLE = 404;

  private final StagedState state;
  private final RandomGenerator random;
  private final AtomicBoolean uploading = new AtomicBoolean();

  public PreKeyService(StagedState state, RandomGenerator random) {
    this.state = state;
    this.random = random;
  }

  /** Asks how many the server has, and uploads when they are few. */
  public void topUp(Connection connection) {
    Node answer = connection.request(Connection.iq("get", "encrypt").children(Node.of("count")));
    long left = answer.child("count").map(count -> count.attrLong("value").orElse(0)).orElse(0L);
    topUp(connection, left);
  }

  /** Uploads when this many are few; the server told so. */
  public void topUp(Connection connection, long left) {
    if (left < FEW) {
      upload(connection);
    }
  }

  /**
   * Compares what the server hands out in our name with what we have; uploads when it has nothing.
   * Differences are only logged, as official clients do.
   */
  public void checkDigest(Connection connection) {
    Node answer;
    try {
      answer = connection.request(Connection.iq("get", "encrypt").children(Node.of("digest")));
    } catch (SessionException.Refused e) {
      if (e.code() == NO_BUNDLE) {
        upload(connection);
      } else {
        LOG.info("the server refused the digest with {}", e.code());
      }
      return;
    }
    try {
      if (!agrees(answer)) {
        LOG.warn("the server's copy of our keys differs from ours");
      }
    } catch (NodeException e) {
      LOG.info("the digest cannot be read: {}", e.getMessage());
    }
  }

  private void upload(Connection connection) {
    if (!uploading.compareAndSet(false, true)) {
      return;
    }
    try {
      StagedState.Commit<Node> offered = state.step(this::offer);
      // The private halves are durable before anybody can use the public ones.
      offered.durable().join();
      connection.request(Connection.iq("set", "encrypt").children(offered.result().children()));
      state.step(step -> {
        PreKeys.confirmed(step);
        return step;
      });
    } catch (CompletionException e) {
      LOG.warn("prekeys were not kept and not uploaded", e);
    } finally {
      uploading.set(false);
    }
  }

  private Node offer(Step step) {
    List<PreKey> keys = PreKeys.unconfirmed(step);
    if (keys.isEmpty()) {
      boolean first = step.auth().metadata().nextPreKeyId() == 1;
      keys = PreKeys.generate(step, first ? FIRST_BATCH : LATER_BATCH, random);
      PreKeys.offered(step, keys);
    }
    IdentityState identity = step.auth().identity();
    return Node.of(
        "keys",
        Node.of("registration", registration(identity)),
        Node.of("type", new byte[] {PublicKey.TYPE}),
        Node.of("identity", identity.identityKey().publicKey().reveal()),
        Node.builder("list").children(keys.stream().map(PreKeys::node).toList()).build(),
        PreKeys.node(OwnKeys.signedPreKey(identity)));
  }

  /** Our registration id as stanzas have it: 4 bytes, big-endian. */
  public static byte[] registration(IdentityState identity) {
    return ByteBuffer.allocate(4).putInt(identity.registrationId()).array();
  }

  private boolean agrees(Node answer) {
    Node digest = answer.requireChild("digest");
    IdentityState identity =
        state.auth().orElseThrow(SessionException.NotConnected::new).identity();
    SignedPreKey signed = OwnKeys.signedPreKey(identity);
    byte[] ownKey = identity.identityKey().publicKey().reveal();
    MessageDigest sha1 = sha1();
    sha1.update(ownKey);
    sha1.update(signed.keys().publicKey().raw());
    sha1.update(signed.signature());
    List<Integer> ids = new ArrayList<>();
    for (Node id : digest.requireChild("list").children()) {
      byte[] bytes = id.requireBytes(3);
      ids.add(((bytes[0] & 0xFF) << 16) | ((bytes[1] & 0xFF) << 8) | (bytes[2] & 0xFF));
    }
    List<Optional<PreKey>> keys =
        state.view(step -> {
          PreKeys.want(step, ids);
          return ids.stream().map(id -> PreKeys.read(step, id)).toList();
        });
    if (keys.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    keys.forEach(key -> sha1.update(key.orElseThrow().keys().publicKey().raw()));
    return MessageDigest.isEqual(digest.requireChild("identity").requireBytes(), ownKey)
        && MessageDigest.isEqual(digest.requireChild("hash").requireBytes(), sha1.digest());
  }

  /** What the protocol asks for; the hash only finds mistakes. */
  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-1", e);
    }
  }
}
