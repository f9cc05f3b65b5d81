package chatwarp.simulator.server;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Companion;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.pairing.CodeFinish;
import chatwarp.simulator.pairing.CodeHello;
import chatwarp.simulator.pairing.PendingCompanion;
import chatwarp.simulator.pairing.Vouching;
import chatwarp.simulator.server.ClientServer.Surroundings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A new companion's connection: shows refs, waits for a phone, and ends with 515 (09 §3). */
final class Registration implements Session, PendingCompanion {
  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
  private static final int REFS = 6;
  private static final int REF_BYTES = 48;
  private static final Duration BEFORE_CLOSE = Duration.ofMillis(50);

  private final RegistrationPayload payload;
  private final PublicKey noiseKey;
  private final Channel channel;
  private final Surroundings around;

  private volatile Optional<Code> code = Optional.empty();
  private volatile Optional<Attempt> attempt = Optional.empty();
  private volatile CodeFinish onFinish = (bundle, companion) -> {};

  /** A pairing by code in progress. */
  private record Code(CodeHello hello, byte[] ref) {}

  /** A pair-success that waits for its answer. */
  private record Attempt(String id, Account account, int device, Vouching vouching) {}

  Registration(
      RegistrationPayload payload, PublicKey noiseKey, Channel channel, Surroundings around) {
    this.payload = payload;
    this.noiseKey = noiseKey;
    this.channel = channel;
    this.around = around;
  }

  @Override
  public void begin() {
    List<Node> refs = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < REFS; i++) {
      String ref = "2@" + Base64.getUrlEncoder().withoutPadding().encodeToString(random());
      texts.add(ref);
      refs.add(Node.of("ref", ref.getBytes(StandardCharsets.US_ASCII)));
    }
    around.desk().add(this, texts);
    channel.send(md(around.ids().next(), Node.builder("pair-device").children(refs).build()));
  }

  private byte[] random() {
    byte[] bytes = new byte[REF_BYTES];
    around.random().nextBytes(bytes);
    return bytes;
  }

  private static Node md(String id, Node child) {
    return Node.builder("iq")
        .attr("from", Stanzas.SERVER)
        .attr("type", "set")
        .attr("id", id)
        .attr("xmlns", "md")
        .children(child)
        .build();
  }

  @Override
  public void received(Node stanza) {
    if (!stanza.is("iq")) {
      return; // session marks and acks
    }
    switch (stanza.attr("type").orElse("")) {
      case "get" -> channel.send(Stanzas.result(stanza)); // keepalive
      case "set" -> set(stanza);
      case "result" -> result(stanza);
      default ->
          LOG.info(
              "a companion refused its pairing with {}",
              stanza.child("error").flatMap(e -> e.attr("code")).orElse("no code"));
    }
  }

  private void set(Node iq) {
    Optional<Node> child = iq.child("link_code_companion_reg");
    switch (child.flatMap(reg -> reg.attr("stage")).orElse("")) {
      case "companion_hello" -> companionHello(iq, child.orElseThrow());
      case "companion_finish" -> companionFinish(iq, child.orElseThrow());
      default -> channel.send(Stanzas.error(iq, 501, "feature-not-implemented"));
    }
  }

  private void companionHello(Node iq, Node hello) {
    if (!(hello.requireJid("jid") instanceof UserJid phone)) {
      channel.send(Stanzas.error(iq, 400, "bad-request"));
      return;
    }
    byte[] wrapped =
        hello.requireChild("link_code_pairing_wrapped_companion_ephemeral_pub").requireBytes();
    byte[] ref = random();
    code = Optional.of(new Code(new CodeHello(phone, wrapped), ref));
    channel.send(
        Stanzas.result(
            iq,
            Node.builder("link_code_companion_reg")
                .attr("stage", "companion_hello")
                .children(Node.of("link_code_pairing_ref", ref))
                .build()));
  }

  private void companionFinish(Node iq, Node finish) {
    byte[] bundle = finish.requireChild("link_code_pairing_wrapped_key_bundle").requireBytes();
    PublicKey companion =
        PublicKey.of(
            finish.requireChild("companion_identity_public").requireBytes(PublicKey.RAW_LENGTH));
    channel.send(Stanzas.result(iq));
    try {
      onFinish.finished(bundle, companion);
    } catch (RuntimeException e) {
      // A wrong code shows here; the real server stays silent and the client stays in pairing.
      LOG.info("pairing by code failed", e);
    }
  }

  private void result(Node iq) {
    Optional<Attempt> current = attempt.filter(a -> iq.attrIs("id", a.id()));
    if (current.isEmpty()) {
      return; // the answer to pair-device
    }
    byte[] signed =
        iq.requireChild("pair-device-sign").requireChild("device-identity").requireBytes();
    byte[] identity;
    try {
      identity = current.get().vouching().confirm(signed);
    } catch (RuntimeException e) {
      LOG.warn("a companion's signature is wrong, not linked", e);
      channel.end(Stanzas.streamError(401));
      return;
    }
    linked(current.get(), identity);
  }

  private void linked(Attempt done, byte[] identity) {
    around.desk().remove(this);
    Companion companion = new Companion(noiseKey, payload.identity(), identity);
    Device device = done.account().link(done.device(), payload.registrationId(), companion);
    device
        .preKeys()
        .upload(payload.registrationId(), payload.identity(), payload.signedPreKey(), List.of());
    around.accounts().announceLinked(device);
    channel.send(Stanzas.streamError(515));
    around.later().run(BEFORE_CLOSE, channel::close);
  }

  @Override
  public void closed() {
    around.desk().remove(this);
  }

  @Override
  public PublicKey noiseKey() {
    return noiseKey;
  }

  @Override
  public PublicKey identity() {
    return payload.identity();
  }

  @Override
  public Optional<String> pushName() {
    return payload.pushName();
  }

  @Override
  public Optional<CodeHello> codeHello() {
    return code.map(Code::hello);
  }

  @Override
  public void link(Account account, int device, Vouching vouching) {
    Attempt next = new Attempt(around.ids().next(), account, device, vouching);
    attempt = Optional.of(next);
    Node success =
        Node.of(
            "pair-success",
            Node.of("device-identity", vouching.sealed()),
            Node.builder("device")
                .attr("jid", account.phone().device(device))
                .attr("lid", account.lid().device(device))
                .build(),
            Node.builder("platform").attr("name", "android").build());
    channel.send(
        md(next.id(), success).toBuilder()
            .attr("t", around.clock().instant().getEpochSecond())
            .build());
  }

  @Override
  public void primaryHello(byte[] wrappedEphemeral, PublicKey identity, CodeFinish then) {
    onFinish = then;
    Node hello =
        Node.builder("link_code_companion_reg")
            .attr("stage", "primary_hello")
            .children(
                Node.of("link_code_pairing_wrapped_primary_ephemeral_pub", wrappedEphemeral),
                Node.of("primary_identity_pub", identity.raw()),
                Node.of("link_code_pairing_ref", code.map(Code::ref).orElse(new byte[0])))
            .build();
    channel.send(
        Stanzas.notification(
                Stanzas.SERVER,
                "link_code_companion_reg",
                around.ids().next(),
                around.clock().instant().getEpochSecond())
            .children(hello)
            .build());
  }
}
