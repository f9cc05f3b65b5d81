package chatwarp.simulator;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVEncryptionType;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentityHMAC;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.AccountListener;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.SignedPreKey;
import chatwarp.simulator.admin.Phones;
import chatwarp.simulator.admin.RefusedException;
import chatwarp.simulator.pairing.PairingDesk;
import chatwarp.simulator.pairing.PendingCompanion;
import chatwarp.simulator.pairing.Vouching;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Phones that can only scan: they have keys, never connect, and never decrypt anything. */
final class SilentPhones implements Phones, AccountListener {
  private final Accounts accounts;
  private final PairingDesk desk;
  private final Random random = new Random(5);

  SilentPhones(Accounts accounts, PairingDesk desk) {
    this.accounts = accounts;
    this.desk = desk;
    accounts.listen(this);
  }

  @Override
  public void created(Account account) {
    KeyPair preKey = Curve25519.generate(random);
    byte[] signature =
        XEdDsa.sign(account.identity().privateKey(), preKey.publicKey().serialized(), random);
    account
        .primary()
        .preKeys()
        .upload(
            account.registrationId(),
            account.identity().publicKey(),
            new SignedPreKey(1, preKey.publicKey(), signature),
            List.of());
  }

  @Override
  public void linked(Device companion) {}

  @Override
  public void online(Device companion) {}

  @Override
  public void unlinked(Device companion) {}

  @Override
  public Account scan(String qr, Optional<UserJid> phone) {
    String[] fields = qr.substring(qr.indexOf('#') + 1).split(",", -1);
    PendingCompanion companion =
        desk.byRef(fields[0]).orElseThrow(() -> new RefusedException(404, "body", "no such ref"));
    Account account = companion.pushName().map(accounts::ofPushName).orElseGet(accounts::anonymous);
    int device = account.reserveDevice();
    companion.link(
        account,
        device,
        new Signed(account, device, companion.identity(), Base64.getDecoder().decode(fields[3])));
    return account;
  }

  private final class Signed implements Vouching {
    private final ADVSignedDeviceIdentity identity;
    private final byte[] secret;

    Signed(Account account, int device, PublicKey companion, byte[] secret) {
      this.secret = secret;
      byte[] details =
          ADVDeviceIdentity.newBuilder()
              .setRawId(account.rawId())
              .setTimestamp(1_700_000_000)
              .setKeyIndex(device)
              .setAccountType(ADVEncryptionType.E2EE)
              .setDeviceType(ADVEncryptionType.E2EE)
              .build()
              .toByteArray();
      byte[] message =
          ByteBuffer.allocate(2 + details.length + 32)
              .put((byte) 6)
              .put((byte) 0)
              .put(details)
              .put(companion.raw())
              .array();
      identity =
          ADVSignedDeviceIdentity.newBuilder()
              .setDetails(ByteString.copyFrom(details))
              .setAccountSignatureKey(ByteString.copyFrom(account.identity().publicKey().raw()))
              .setAccountSignature(
                  ByteString.copyFrom(
                      XEdDsa.sign(account.identity().privateKey(), message, random)))
              .build();
    }

    @Override
    public byte[] sealed() {
      byte[] details = identity.toByteArray();
      return ADVSignedDeviceIdentityHMAC.newBuilder()
          .setDetails(ByteString.copyFrom(details))
          .setHmac(ByteString.copyFrom(new HmacSha256().code(secret, details)))
          .build()
          .toByteArray();
    }

    @Override
    public byte[] confirm(byte[] signed) {
      try {
        return identity.toBuilder()
            .setDeviceSignature(ADVSignedDeviceIdentity.parseFrom(signed).getDeviceSignature())
            .build()
            .toByteArray();
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalArgumentException("no signed identity", e);
      }
    }
  }

  @Override
  public Account typeCode(UserJid phone, String code) {
    throw new RefusedException(400, "code", "silent phones do not type");
  }

  @Override
  public Account create(Optional<String> number, String name) {
    return number
        .map(digits -> accounts.ofNumber(digits, name))
        .orElseGet(() -> accounts.ofPushName(name));
  }

  @Override
  public String send(UserJid phone, UserJid to, String text) {
    throw new RefusedException(400, "phone", "silent phones do not send");
  }

  @Override
  public void online(UserJid phone) {}

  @Override
  public void offline(UserJid phone) {}

  @Override
  public List<Received> inbox(UserJid phone) {
    return List.of();
  }
}
