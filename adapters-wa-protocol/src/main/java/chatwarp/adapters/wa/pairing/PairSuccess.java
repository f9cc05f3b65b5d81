package chatwarp.adapters.wa.pairing;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.SessionMetadata;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The phone has linked this device, says the server (03 §3.3); true only if the proof holds. */
public final class PairSuccess {
  /** What came of it. */
  public sealed interface Outcome {
    /** What to answer; after this one the server ends the connection. */
    Node reply();

    /**
     * Linked.
     *
     * @param auth to be kept before replying
     * @param phoneKey identity key of the account's phone
     */
    record Linked(AuthState auth, PublicKey phoneKey, Node reply) implements Outcome {}

    /** Refused: the proof is wrong, and the connection ends. */
    record Refused(Node reply, String why) implements Outcome {}
  }

  private PairSuccess() {}

  /**
   * Checks a {@code pair-success}.
   *
   * @param iq the whole request
   */
  public static Outcome read(Node iq, AuthState auth, RandomGenerator random) {
    Node success = iq.requireChild("pair-success");
    Node device = success.requireChild("device");
    byte[] proof = success.requireChild("device-identity").requireBytes();
    return switch (DeviceProof.check(proof, auth.identity(), random)) {
      case DeviceProof.Result.Refused(int code, String text) -> refuse(iq, code, text);
      case DeviceProof.Result.Accepted accepted -> {
        Optional<DeviceJid> jid = device.attrJid("jid").flatMap(PairSuccess::device);
        yield jid.isEmpty() || jid.get().isLid()
            ? refuse(iq, 500, "internal-error")
            : link(iq, auth, jid.get(), accepted);
      }
    };
  }

  private static Outcome link(
      Node iq, AuthState auth, DeviceJid jid, DeviceProof.Result.Accepted accepted) {
    Node success = iq.requireChild("pair-success");
    IdentityState keys = auth.identity();
    SessionMetadata before = auth.metadata();
    AuthState linked =
        new AuthState(
            new IdentityState(
                keys.noiseKey(),
                keys.identityKey(),
                keys.signedPreKey(),
                keys.registrationId(),
                keys.advSecret(),
                Optional.of(accepted.account())),
            new SessionMetadata(
                Optional.of(jid),
                success
                    .child("device")
                    .flatMap(d -> d.attrJid("lid"))
                    .flatMap(PairSuccess::device)
                    .filter(DeviceJid::isLid),
                before.pushName(),
                success.child("platform").flatMap(p -> p.attr("name")),
                success.child("biz").flatMap(b -> b.attr("name")),
                before.routingInfo(),
                before.nextPreKeyId(),
                before.network()));
    return new Outcome.Linked(
        linked,
        accepted.phoneKey(),
        reply(iq, "result")
            .children(
                Node.of(
                    "pair-device-sign",
                    Node.builder("device-identity")
                        .attr("key-index", accepted.keyIndex())
                        .bytes(accepted.answer())
                        .build()))
            .build());
  }

  /** A companion always has a device number; a bare address would be the phone itself. */
  private static Optional<DeviceJid> device(Jid jid) {
    return jid instanceof DeviceJid own && !own.isPhone() ? Optional.of(own) : Optional.empty();
  }

  private static Outcome refuse(Node iq, int code, String text) {
    return new Outcome.Refused(
        reply(iq, "error")
            .children(Node.builder("error").attr("code", code).attr("text", text).build())
            .build(),
        text);
  }

  private static NodeBuilder reply(Node iq, String type) {
    return Node.builder("iq")
        .attr("to", ServerJid.WHATSAPP)
        .attr("type", type)
        .attrText("id", iq.attr("id"));
  }
}
