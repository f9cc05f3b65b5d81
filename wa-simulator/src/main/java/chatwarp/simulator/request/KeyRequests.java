package chatwarp.simulator.request;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Bundle;
import chatwarp.simulator.account.Companion;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Stanzas;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prekeys: count, upload, digest, rotation, and the bundles others ask for (03 §8, 05 §3). */
final class KeyRequests implements Topic {
  /** Below this a device is told to upload more (09 §8). */
  private static final int LOW = 10;

  private final Accounts accounts;
  private final StanzaIds ids;
  private final InstantSource clock;

  KeyRequests(Accounts accounts, StanzaIds ids, InstantSource clock) {
    this.accounts = accounts;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<Answer> answer(Request request) {
    if (request.isSet()) {
      return request.subject().equals("rotate") ? rotate(request) : upload(request);
    }
    return switch (request.subject()) {
      case "count" -> request.result(count(request.from()));
      case "digest" -> digest(request);
      case "key" -> bundles(request, true);
      case "identity" -> bundles(request, false);
      default -> Optional.empty();
    };
  }

  private static Node count(Device device) {
    return Node.builder("count").attr("value", device.preKeys().count()).build();
  }

  private static Optional<Answer> upload(Request request) {
    Node iq = request.iq();
    byte[] registration = iq.requireChild("registration").requireBytes(4);
    PublicKey identity =
        PublicKey.of(iq.requireChild("identity").requireBytes(PublicKey.RAW_LENGTH));
    Optional<PublicKey> paired = request.from().companion().map(Companion::identity);
    if (paired.filter(key -> !key.equals(identity)).isPresent()) {
      return request.error(406, "not-acceptable"); // another identity than it was paired with
    }
    List<OneTimePreKey> keys = new ArrayList<>();
    for (Node key : iq.requireChild("list").children()) {
      OneTimePreKey oneTime = KeyNodes.readOneTime(key);
      if (oneTime.id() == 0) {
        return request.error(406, "not-acceptable");
      }
      keys.add(oneTime);
    }
    request
        .from()
        .preKeys()
        .upload(
            ByteBuffer.wrap(registration).getInt(),
            identity,
            KeyNodes.readSigned(iq.requireChild("skey")),
            keys);
    return request.result();
  }

  private static Optional<Answer> rotate(Request request) {
    Node skey = request.iq().requireChild("rotate").requireChild("skey");
    request.from().preKeys().rotate(KeyNodes.readSigned(skey));
    return request.result();
  }

  private static Optional<Answer> digest(Request request) {
    Optional<Bundle> bundle = request.from().preKeys().peek();
    if (bundle.isEmpty()) {
      return request.error(404, "item-not-found");
    }
    List<OneTimePreKey> unused = request.from().preKeys().unused();
    List<Node> children = KeyNodes.head(bundle.get());
    children.add(
        Node.builder("list")
            .children(unused.stream().map(key -> KeyNodes.id(key.id())).toList())
            .build());
    children.add(Node.of("hash", hash(bundle.get(), unused)));
    return request.result(Node.builder("digest").children(children).build());
  }

  private static byte[] hash(Bundle bundle, List<OneTimePreKey> unused) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bundle.identity().raw());
    all.writeBytes(bundle.signed().key().raw());
    all.writeBytes(bundle.signed().signature());
    unused.forEach(key -> all.writeBytes(key.key().raw()));
    try {
      return MessageDigest.getInstance("SHA-1").digest(all.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** Bundles under the very addresses that were asked (09 §6); unknown devices get an error. */
  private Optional<Answer> bundles(Request request, boolean withKeys) {
    List<Node> users = new ArrayList<>();
    for (Node user : request.iq().firstChild().orElseThrow().children("user")) {
      users.add(user(request.exchange(), user.requireJid("jid"), withKeys));
    }
    return request.result(Node.builder("list").children(users).build());
  }

  private Node user(Exchange exchange, Jid asked, boolean withKeys) {
    NodeBuilder user = Node.builder("user").attr("jid", asked);
    Optional<Device> device = accounts.device(asked);
    Optional<Bundle> bundle =
        device.flatMap(d -> withKeys ? d.preKeys().take() : d.preKeys().peek());
    if (device.isEmpty() || bundle.isEmpty()) {
      int code = device.isEmpty() ? 406 : 404;
      return user.children(
              Node.builder("error")
                  .attr("code", code)
                  .attr("text", code == 404 ? "item-not-found" : "not-acceptable")
                  .build())
          .build();
    }
    user.attr("t", clock.instant().getEpochSecond());
    List<Node> children = KeyNodes.head(bundle.get());
    if (!withKeys) {
      children.removeLast();
    }
    bundle.get().oneTime().map(KeyNodes::oneTime).ifPresent(children::add);
    device
        .get()
        .companion()
        .map(Companion::deviceIdentity)
        .ifPresent(bytes -> children.add(Node.of("device-identity", bytes)));
    if (bundle.get().oneTime().isPresent()) {
      warnWhenLow(exchange, device.get());
    }
    return user.children(children).build();
  }

  private void warnWhenLow(Exchange exchange, Device device) {
    if (device.preKeys().count() < LOW && !device.isPhone()) {
      long now = clock.instant().getEpochSecond();
      exchange.post(
          device,
          Stanzas.notification(Stanzas.SERVER, "encrypt", ids.next(), now)
              .children(count(device))
              .build());
    }
  }
}
