package chatwarp.adapters.wa.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.noise.HandshakeException.Fault;
import chatwarp.adapters.wa.proto.HandshakeMessage;
import chatwarp.adapters.wa.proto.HandshakeMessage.ClientFinish;
import chatwarp.adapters.wa.proto.HandshakeMessage.ClientHello;
import chatwarp.adapters.wa.proto.HandshakeMessage.ServerHello;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The synthetic handshake of 01 §10.3, both sides, and what either side refuses (01 §7). */
class NoiseHandshakeTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final KeyPair CLIENT_EPHEMERAL = pair(1);
  private static final KeyPair CLIENT_STATIC = pair(2);
  private static final KeyPair SERVER_EPHEMERAL = pair(3);
  private static final KeyPair SERVER_STATIC = pair(4);
  private static final byte[] CERTIFICATES = "CERT".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PAYLOAD = "PAYLOAD".getBytes(StandardCharsets.US_ASCII);

  private final NoiseInitiator client =
      new NoiseInitiator(CLIENT_STATIC, CLIENT_EPHEMERAL, (certificates, key) -> {});
  private final NoiseResponder server =
      new NoiseResponder(SERVER_STATIC, SERVER_EPHEMERAL, CERTIFICATES);

  @Test
  void writesTheFirstFrame() {
    assertEquals(
        "12220a20a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209",
        HEX.formatHex(client.hello()));
    assertHash("0019031be1b0506972e4f4e2cb9de0dec5350cb635a4e6b4eea81a50f20d0f11", client.state());
  }

  @Test
  void answersAsServer() throws Exception {
    ServerHello hello = HandshakeMessage.parseFrom(server.answer(client.hello())).getServerHello();
    assertEquals(
        "5dfedd3b6bd47f6fa28ee15d969d5bb0ea53774d488bdaf9df1c6e0124b3ef22",
        hex(hello.getEphemeral()));
    assertEquals(
        "fad351e77ceb11c0a3c7a310c84044831d305ad1677bb5b736eff6f6392eee8c"
            + "dc9e71ab200c437245ad235dd9ed1694",
        hex(hello.getStatic()));
    assertEquals("4675fd8f5621cbc7e22c43d879a0077992af0f59", hex(hello.getPayload()));
    assertHash("38bcaf672e26fa87c36037daf070dc089e4ed01a7daf2dbd58215747bb624d3f", server.state());
    assertEquals(
        "22c2c9a2cbd25a0355b9dbff35f09a22ffb4b9985b28b4064d2d982d823cf1cf",
        HEX.formatHex(server.state().chainingKey()));
  }

  @Test
  void finishesAsClient() throws Exception {
    ClientFinish finish =
        HandshakeMessage.parseFrom(client.finish(server.answer(client.hello()), PAYLOAD))
            .getClientFinish();
    assertEquals(
        "6f7715b54f3863d7c6b58baab8f65a070327545ff9ce8db3e46a1e6447aaea6f"
            + "52ec76cdcd8af49b238c80853119a648",
        hex(finish.getStatic()));
    assertEquals("699a6c4b59ed7b8d397c8f46ced4fb0c0b365e9504c312", hex(finish.getPayload()));
    assertHash("e3fbe3fd375ea7433dd3bbae4610e810f6c9fc3ef6b751da9d1a72f84b9417f3", client.state());
    assertEquals(
        "e8268624138384a4de3bfc1d9f1c0a7d0439004eec30fe958d3f97fffb918fc5",
        HEX.formatHex(client.state().chainingKey()));
  }

  @Test
  void leavesMatchingCiphers() {
    ClientIdentity identity = server.accept(client.finish(server.answer(client.hello()), PAYLOAD));
    assertEquals(CLIENT_STATIC.publicKey(), identity.noiseKey());
    assertArrayEquals(PAYLOAD, identity.payload());
    NoiseCiphers atClient = client.ciphers();
    NoiseCiphers atServer = server.ciphers();

    byte[] iq = HEX.parseHex("00f80119");
    byte[] first = atClient.sending().sealFrame(iq);
    byte[] second = atClient.sending().sealFrame(iq);
    assertEquals("000014d03d082a6b29021c9fbd44ddfb007e0bcaeff74d", HEX.formatHex(first));
    assertEquals("000014eafe7231b37fb7f83cdcf0e49012b015910a0477", HEX.formatHex(second));
    assertArrayEquals(iq, atServer.receiving().open(first, 3, first.length - 3));
    assertArrayEquals(iq, atServer.receiving().open(second, 3, second.length - 3));
    byte[] back = atServer.sending().sealFrame(iq);
    assertArrayEquals(iq, atClient.receiving().open(back, 3, back.length - 3));
  }

  @Test
  void usesADerivedKeyForEachDirection() {
    server.accept(client.finish(server.answer(client.hello()), PAYLOAD));
    byte[] key = HEX.parseHex("f10d8344bf33545050601629f58c5b0fe21b913641d2eeb1f5b49d07a5a6cffe");
    byte[] back = HEX.parseHex("d18c191f5a5bbf1a8f8b5d4713aebc66fb7335f082e1131687d8354d196d8b85");
    NoiseCiphers ciphers = client.ciphers();
    assertArrayEquals(
        new FrameCipher(key, 0).sealFrame(PAYLOAD), ciphers.sending().sealFrame(PAYLOAD));
    byte[] frame = new FrameCipher(back, 0).sealFrame(PAYLOAD);
    assertArrayEquals(PAYLOAD, ciphers.receiving().open(frame, 3, frame.length - 3));
  }

  @Test
  void connectsWithARealChain() {
    RandomGenerator random = new Random(7);
    KeyPair root = Curve25519.generate(random);
    KeyPair serverKey = Curve25519.generate(random);
    KeyPair clientKey = Curve25519.generate(random);
    Instant now = Instant.ofEpochSecond(1_800_000_000L);
    byte[] chain =
        CertificateChains.issue(
            root.privateKey(),
            serverKey.publicKey(),
            now.minusSeconds(1),
            now.plusSeconds(1),
            random);
    NoiseInitiator initiator =
        new NoiseInitiator(
            clientKey, new CertificateVerifier(root.publicKey(), InstantSource.fixed(now)), random);
    NoiseResponder responder = new NoiseResponder(serverKey, chain, random);
    ClientIdentity identity =
        responder.accept(initiator.finish(responder.answer(initiator.hello()), PAYLOAD));
    assertEquals(clientKey.publicKey(), identity.noiseKey());
  }

  /** A resuming client's own steps, as whatsapp-rust takes them when it is declined. */
  @Test
  void leadsAResumingClientBackToXx() throws Exception {
    byte[] hello =
        HandshakeMessage.newBuilder()
            .setClientHello(
                ClientHello.newBuilder()
                    .setEphemeral(ByteString.copyFrom(CLIENT_EPHEMERAL.publicKey().raw()))
                    .setStatic(ByteString.copyFrom(new byte[48]))
                    .setPayload(ByteString.copyFrom(new byte[100])))
            .build()
            .toByteArray();
    ServerHello answer = HandshakeMessage.parseFrom(server.answer(hello)).getServerHello();

    SymmetricState state = new SymmetricState(HandshakePattern.XX_FALLBACK);
    state.mixHash(CLIENT_EPHEMERAL.publicKey().raw());
    state.mixHash(answer.getEphemeral().toByteArray());
    state.mixKey(CLIENT_EPHEMERAL.privateKey(), SERVER_EPHEMERAL.publicKey());
    assertArrayEquals(
        SERVER_STATIC.publicKey().raw(),
        state.decryptAndHash(answer.getStatic().toByteArray(), "static key"));
    state.mixKey(CLIENT_EPHEMERAL.privateKey(), SERVER_STATIC.publicKey());
    assertArrayEquals(
        CERTIFICATES, state.decryptAndHash(answer.getPayload().toByteArray(), "payload"));
    ByteString ourStatic =
        ByteString.copyFrom(state.encryptAndHash(CLIENT_STATIC.publicKey().raw()));
    state.mixKey(CLIENT_STATIC.privateKey(), SERVER_EPHEMERAL.publicKey());
    ByteString ourPayload = ByteString.copyFrom(state.encryptAndHash(PAYLOAD));
    ClientIdentity identity =
        server.accept(
            HandshakeMessage.newBuilder()
                .setClientFinish(
                    ClientFinish.newBuilder().setStatic(ourStatic).setPayload(ourPayload))
                .build()
                .toByteArray());
    assertEquals(CLIENT_STATIC.publicKey(), identity.noiseKey());
    byte[] frame = state.split(true).sending().sealFrame(PAYLOAD);
    assertArrayEquals(PAYLOAD, server.ciphers().receiving().open(frame, 3, frame.length - 3));
  }

  @Test
  void startsFromTheNameItselfOrItsHash() {
    assertEquals(
        "4e6f6973655f58585f32353531395f41455347434d5f53484132353600000000",
        HEX.formatHex(HandshakePattern.XX.initialHash(chatwarp.adapters.wa.crypto.Sha.sha256())));
  }

  record Refusal(String name, byte[] message, Fault fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refusal> badServerHellos() throws Exception {
    NoiseInitiator client =
        new NoiseInitiator(CLIENT_STATIC, CLIENT_EPHEMERAL, (certificates, key) -> {});
    ServerHello good =
        HandshakeMessage.parseFrom(
                new NoiseResponder(SERVER_STATIC, SERVER_EPHEMERAL, CERTIFICATES)
                    .answer(client.hello()))
            .getServerHello();
    return Stream.of(
        new Refusal("empty frame", new byte[0], Fault.UNEXPECTED),
        new Refusal("no protobuf", new byte[] {1, 2, 3}, Fault.MALFORMED),
        new Refusal(
            "client hello",
            HandshakeMessage.newBuilder()
                .setClientHello(ClientHello.getDefaultInstance())
                .build()
                .toByteArray(),
            Fault.UNEXPECTED),
        refusal("no ephemeral", good.toBuilder().clearEphemeral(), Fault.MISSING_PART),
        refusal("no static", good.toBuilder().clearStatic(), Fault.MISSING_PART),
        refusal("no payload", good.toBuilder().clearPayload(), Fault.MISSING_PART),
        refusal(
            "ephemeral of 31 bytes",
            good.toBuilder().setEphemeral(good.getEphemeral().substring(1)),
            Fault.KEY_LENGTH),
        refusal(
            "ephemeral of small order",
            good.toBuilder().setEphemeral(ByteString.copyFrom(new byte[32])),
            Fault.WEAK_KEY),
        refusal(
            "changed static", good.toBuilder().setStatic(flip(good.getStatic())), Fault.DECRYPTION),
        refusal(
            "static shorter than its tag",
            good.toBuilder().setStatic(good.getStatic().substring(0, 10)),
            Fault.DECRYPTION),
        refusal(
            "changed payload",
            good.toBuilder().setPayload(flip(good.getPayload())),
            Fault.DECRYPTION),
        refusal(
            "another ephemeral",
            good.toBuilder().setEphemeral(ByteString.copyFrom(SERVER_STATIC.publicKey().raw())),
            Fault.DECRYPTION));
  }

  @ParameterizedTest
  @MethodSource("badServerHellos")
  void refusesAsClient(Refusal refusal) {
    client.hello();
    HandshakeException thrown =
        assertThrows(HandshakeException.class, () -> client.finish(refusal.message, PAYLOAD));
    assertEquals(refusal.fault, thrown.fault());
  }

  static Stream<Refusal> badClientHellos() {
    return Stream.of(
        new Refusal("empty frame", new byte[0], Fault.UNEXPECTED),
        new Refusal("no protobuf", new byte[] {1, 2, 3}, Fault.MALFORMED),
        hello("no ephemeral", new byte[0], Fault.MISSING_PART),
        hello("ephemeral of 33 bytes", new byte[33], Fault.KEY_LENGTH),
        hello("ephemeral of small order", new byte[32], Fault.WEAK_KEY));
  }

  @ParameterizedTest
  @MethodSource("badClientHellos")
  void refusesAHelloAsServer(Refusal refusal) {
    HandshakeException thrown =
        assertThrows(HandshakeException.class, () -> server.answer(refusal.message));
    assertEquals(refusal.fault, thrown.fault());
  }

  @Test
  void refusesAFinishAsServer() throws Exception {
    ClientFinish good =
        HandshakeMessage.parseFrom(client.finish(server.answer(client.hello()), PAYLOAD))
            .getClientFinish();
    assertFinish(good.toBuilder().clearStatic(), Fault.MISSING_PART);
    assertFinish(good.toBuilder().clearPayload(), Fault.MISSING_PART);
    assertFinish(good.toBuilder().setStatic(flip(good.getStatic())), Fault.DECRYPTION);
    assertFinish(good.toBuilder().setPayload(flip(good.getPayload())), Fault.DECRYPTION);
  }

  private static void assertFinish(ClientFinish.Builder finish, Fault fault) {
    NoiseResponder fresh = new NoiseResponder(SERVER_STATIC, SERVER_EPHEMERAL, CERTIFICATES);
    fresh.answer(new NoiseInitiator(CLIENT_STATIC, CLIENT_EPHEMERAL, (c, k) -> {}).hello());
    byte[] message = HandshakeMessage.newBuilder().setClientFinish(finish).build().toByteArray();
    HandshakeException thrown = assertThrows(HandshakeException.class, () -> fresh.accept(message));
    assertEquals(fault, thrown.fault());
  }

  @Test
  void keepsItsOrder() {
    assertThrows(IllegalStateException.class, () -> client.finish(new byte[0], PAYLOAD));
    assertThrows(IllegalStateException.class, client::ciphers);
    assertThrows(IllegalStateException.class, () -> server.accept(new byte[0]));
    assertThrows(IllegalStateException.class, server::ciphers);
  }

  @Test
  void refusesEveryPrefixOfACapturedHello() {
    byte[] hello = CapturedHandshakeTest.serverHello();
    for (int length = 0; length < hello.length; length++) {
      NoiseInitiator fresh =
          new NoiseInitiator(CLIENT_STATIC, CLIENT_EPHEMERAL, (certificates, key) -> {});
      fresh.hello();
      byte[] cut = Arrays.copyOf(hello, length);
      assertThrows(NoiseException.class, () -> fresh.finish(cut, PAYLOAD), "cut to " + length);
    }
  }

  private static Refusal refusal(String name, ServerHello.Builder hello, Fault fault) {
    return new Refusal(
        name, HandshakeMessage.newBuilder().setServerHello(hello).build().toByteArray(), fault);
  }

  private static Refusal hello(String name, byte[] ephemeral, Fault fault) {
    return new Refusal(
        name,
        HandshakeMessage.newBuilder()
            .setClientHello(ClientHello.newBuilder().setEphemeral(ByteString.copyFrom(ephemeral)))
            .build()
            .toByteArray(),
        fault);
  }

  private static ByteString flip(ByteString bytes) {
    byte[] changed = bytes.toByteArray();
    changed[0] ^= 1;
    return ByteString.copyFrom(changed);
  }

  private static KeyPair pair(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Curve25519.keyPair(PrivateKey.of(bytes));
  }

  private static void assertHash(String hex, SymmetricState state) {
    assertEquals(hex, HEX.formatHex(state.hash()));
  }

  private static String hex(ByteString bytes) {
    return HEX.formatHex(bytes.toByteArray());
  }
}
