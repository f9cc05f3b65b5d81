package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentityHMAC;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.pairing.CodeFinish;
import chatwarp.simulator.pairing.CodeHello;
import chatwarp.simulator.pairing.PendingCompanion;
import chatwarp.simulator.pairing.Vouching;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones take companions from the desk, by QR and by code. */
class ScanTest {
  private static final UserJid NUMBER = UserJid.phone("5511987654321");

  private final World world = new World();
  private final Waiting waiting = new Waiting(Optional.of("Ana"));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void linksTheCompanionToThePhoneOfItsPushName() throws Exception {
    Phone phone = scan(waiting);
    assertSame(world.phones.activeByName("Ana"), phone);
    assertEquals("Ana", phone.account().pushName());
    Linked linked = waiting.linked.getFirst();
    assertSame(phone.account(), linked.account());
    assertEquals(1, linked.device());
    waiting.verify(linked, waiting.advSecret);
  }

  @Test
  void givesTheNextDeviceOfTheSameNameTheNextNumber() throws Exception {
    Waiting second = new Waiting(Optional.of("Ana"));
    assertSame(scan(waiting), scan(second));
    assertEquals(2, second.linked.getFirst().device());
    second.verify(second.linked.getFirst(), second.advSecret);
  }

  @Test
  void makesAPhoneForACompanionWithoutAName() {
    Waiting nameless = new Waiting(Optional.empty());
    Phone phone = scan(nameless);
    assertNotEquals(scan(waiting), phone);
    assertFalse(phone.account().pushName().isEmpty(), "a companion learns its name from it");
  }

  @Test
  void linksToAGivenPhone() throws Exception {
    Phone bia = world.phone("Bia");
    world.phones.scan(bia, waiting.qr(), ScanFault.NONE);
    assertSame(bia.account(), waiting.linked.getFirst().account());
    waiting.verify(waiting.linked.getFirst(), waiting.advSecret);
  }

  @Test
  void checksTheCompanionsAnswer() throws Exception {
    scan(waiting);
    Linked linked = waiting.linked.getFirst();
    byte[] full = linked.vouching().confirm(waiting.answer(linked, waiting.identity));
    ADVSignedDeviceIdentity identity = ADVSignedDeviceIdentity.parseFrom(full);
    assertEquals(
        ByteString.copyFrom(linked.account().identity().publicKey().raw()),
        identity.getAccountSignatureKey());
    byte[] other = waiting.answer(linked, Curve25519.generate(world.random));
    assertThrows(PairingRefusedException.class, () -> linked.vouching().confirm(other));
  }

  @Test
  void refusesARefThatNobodyShows() {
    String qr = waiting.qr().replace("2@", "3@");
    assertThrows(PairingRefusedException.class, () -> world.phones.scan(qr, ScanFault.NONE));
    assertEquals(List.of(), waiting.linked);
  }

  @Test
  void refusesAQrWithAnotherNoiseKey() {
    String qr = waiting.qr(other(), waiting.identity.publicKey());
    assertThrows(PairingRefusedException.class, () -> world.phones.scan(qr, ScanFault.NONE));
    assertEquals(List.of(), waiting.linked);
  }

  @Test
  void refusesAQrWithAnotherIdentityKey() {
    String qr = waiting.qr(waiting.noise, other());
    assertThrows(PairingRefusedException.class, () -> world.phones.scan(qr, ScanFault.NONE));
    assertEquals(List.of(), waiting.linked);
  }

  @Test
  void linksByCode() throws Exception {
    LinkCode code = LinkCode.parse("ABCD1234");
    KeyPair ephemeral = Curve25519.generate(world.random);
    waiting.hello =
        Optional.of(new CodeHello(NUMBER, code.wrap(ephemeral.publicKey(), world.random)));
    Phone phone = world.phones.typeCode(NUMBER, "abcd-1234");
    assertEquals(NUMBER, phone.account().phone());
    TestLinkCodeCompanion companion =
        new TestLinkCodeCompanion(waiting.identity, ephemeral, code, world.random);
    byte[] bundle = companion.finish(waiting.wrappedPrimary, waiting.primaryIdentity);
    waiting.finish.finished(bundle, waiting.identity.publicKey());
    Linked linked = waiting.linked.getFirst();
    assertSame(phone.account(), linked.account());
    waiting.verify(linked, companion.secret());
  }

  @Test
  void doesNotLinkByAWrongCode() {
    LinkCode code = LinkCode.parse("ABCD1234");
    KeyPair ephemeral = Curve25519.generate(world.random);
    waiting.hello =
        Optional.of(new CodeHello(NUMBER, code.wrap(ephemeral.publicKey(), world.random)));
    world.phones.typeCode(NUMBER, "ABCD1235");
    byte[] bundle =
        new TestLinkCodeCompanion(waiting.identity, ephemeral, code, world.random)
            .finish(waiting.wrappedPrimary, waiting.primaryIdentity);
    PublicKey identity = waiting.identity.publicKey();
    assertThrows(PairingRefusedException.class, () -> waiting.finish.finished(bundle, identity));
    assertEquals(List.of(), waiting.linked);
  }

  @Test
  void refusesACodeForANumberThatNobodyAskedFor() {
    assertThrows(PairingRefusedException.class, () -> world.phones.typeCode(NUMBER, "ABCD1234"));
  }

  private Phone scan(Waiting companion) {
    return world.phones.scan(companion.qr(), ScanFault.NONE);
  }

  private PublicKey other() {
    return Curve25519.generate(world.random).publicKey();
  }

  private record Linked(Account account, int device, Vouching vouching) {}

  /** A companion at the desk, as the server would put it there. */
  private final class Waiting implements PendingCompanion {
    private final KeyPair identity = Curve25519.generate(world.random);
    private final PublicKey noise = other();
    private final AdvSecret advSecret = AdvSecret.of(other().raw());
    private final String ref = "2@" + System.identityHashCode(this);
    private final Optional<String> name;
    private final List<Linked> linked = new ArrayList<>();
    private Optional<CodeHello> hello = Optional.empty();
    private byte[] wrappedPrimary = new byte[0];
    private PublicKey primaryIdentity = noise;
    private CodeFinish finish = (bundle, companion) -> {};

    Waiting(Optional<String> name) {
      this.name = name;
      world.desk.add(this, List.of(ref));
    }

    String qr() {
      return qr(noise, identity.publicKey());
    }

    String qr(PublicKey noiseKey, PublicKey identityKey) {
      return String.join(
          ",", ref, base64(noiseKey.raw()), base64(identityKey.raw()), base64(advSecret.bytes()));
    }

    /** What a strict client checks (03 §3.3). */
    void verify(Linked link, AdvSecret secret) throws Exception {
      ADVSignedDeviceIdentityHMAC sealed =
          ADVSignedDeviceIdentityHMAC.parseFrom(link.vouching().sealed());
      assertEquals(
          ByteString.copyFrom(
              new HmacSha256().code(secret.bytes(), sealed.getDetails().toByteArray())),
          sealed.getHmac());
      ADVSignedDeviceIdentity signed = ADVSignedDeviceIdentity.parseFrom(sealed.getDetails());
      PublicKey account = PublicKey.of(signed.getAccountSignatureKey().toByteArray());
      assertEquals(link.account().identity().publicKey(), account);
      assertEquals(
          true,
          XEdDsa.verify(
              account,
              AdvPrefix.ACCOUNT.before(
                  signed.getDetails().toByteArray(), identity.publicKey().raw()),
              signed.getAccountSignature().toByteArray()));
      ADVDeviceIdentity details = ADVDeviceIdentity.parseFrom(signed.getDetails());
      assertEquals(link.device(), details.getKeyIndex());
      assertEquals(link.account().rawId(), details.getRawId());
    }

    byte[] answer(Linked link, KeyPair signer) throws Exception {
      ADVSignedDeviceIdentity signed =
          ADVSignedDeviceIdentity.parseFrom(
              ADVSignedDeviceIdentityHMAC.parseFrom(link.vouching().sealed()).getDetails());
      byte[] message =
          AdvPrefix.DEVICE.before(
              signed.getDetails().toByteArray(),
              identity.publicKey().raw(),
              signed.getAccountSignatureKey().toByteArray());
      return signed.toBuilder()
          .clearAccountSignatureKey()
          .setDeviceSignature(
              ByteString.copyFrom(XEdDsa.sign(signer.privateKey(), message, world.random)))
          .build()
          .toByteArray();
    }

    @Override
    public PublicKey noiseKey() {
      return noise;
    }

    @Override
    public PublicKey identity() {
      return identity.publicKey();
    }

    @Override
    public Optional<String> pushName() {
      return name;
    }

    @Override
    public Optional<CodeHello> codeHello() {
      return hello;
    }

    @Override
    public void link(Account account, int device, Vouching vouching) {
      linked.add(new Linked(account, device, vouching));
    }

    @Override
    public void primaryHello(byte[] wrapped, PublicKey primary, CodeFinish then) {
      wrappedPrimary = Arrays.copyOf(wrapped, wrapped.length);
      primaryIdentity = primary;
      finish = then;
    }

    private static String base64(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
  }
}
