package chatwarp.simulator.phone;

import chatwarp.adapters.wa.proto.AppStateSyncKey;
import chatwarp.adapters.wa.proto.AppStateSyncKeyData;
import chatwarp.adapters.wa.proto.AppStateSyncKeyFingerprint;
import chatwarp.adapters.wa.proto.AppStateSyncKeyId;
import chatwarp.adapters.wa.proto.AppStateSyncKeyRequest;
import chatwarp.adapters.wa.proto.AppStateSyncKeyShare;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.Seed;
import com.google.protobuf.ByteString;
import java.time.Instant;

/**
 * The one app state key of an account, derived from the seed, which its phone shares with every
 * companion (07 §2.1, 09 §5). Two bytes of its id name device 0 as the maker, four its epoch.
 */
final class AppStateKey {
  private final Account account;
  private final ByteString id;
  private final ByteString data;

  AppStateKey(Seed seed, Account account) {
    this.account = account;
    String number = account.phone().user();
    byte[] keyId = new byte[6];
    System.arraycopy(seed.bytes("app state key id " + number, 4), 0, keyId, 2, 4);
    id = ByteString.copyFrom(keyId);
    data = ByteString.copyFrom(seed.bytes("app state key " + number, 32));
  }

  /** The message that shares the key. */
  Message share(Instant now) {
    return share(AppStateSyncKeyShare.newBuilder().addKeys(key(now)));
  }

  /** The answer to a request: the key when it was asked for, nothing for unknown ones. */
  Message answer(AppStateSyncKeyRequest request, Instant now) {
    AppStateSyncKeyShare.Builder answer = AppStateSyncKeyShare.newBuilder();
    for (AppStateSyncKeyId wanted : request.getKeyIdsList()) {
      if (wanted.getKeyId().equals(id)) {
        answer.addKeys(key(now));
      } else {
        answer.addKeys(
            AppStateSyncKey.newBuilder()
                .setKeyId(wanted)
                .setKeyData(AppStateSyncKeyData.getDefaultInstance()));
      }
    }
    return share(answer);
  }

  private AppStateSyncKey key(Instant now) {
    return AppStateSyncKey.newBuilder()
        .setKeyId(AppStateSyncKeyId.newBuilder().setKeyId(id))
        .setKeyData(
            AppStateSyncKeyData.newBuilder()
                .setKeyData(data)
                .setFingerprint(fingerprint())
                .setTimestamp(now.toEpochMilli()))
        .build();
  }

  private AppStateSyncKeyFingerprint fingerprint() {
    AppStateSyncKeyFingerprint.Builder fingerprint =
        AppStateSyncKeyFingerprint.newBuilder().setRawId(account.rawId());
    int highest = 0;
    for (Device device : account.devices()) {
      fingerprint.addDeviceIndexes(device.keyIndex());
      highest = Math.max(highest, device.keyIndex());
    }
    return fingerprint.setCurrentIndex(highest).build();
  }

  private static Message share(AppStateSyncKeyShare.Builder share) {
    return Message.newBuilder()
        .setProtocolMessage(
            ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE)
                .setAppStateSyncKeyShare(share))
        .build();
  }

  @Override
  public String toString() {
    return "AppStateKey[redacted]";
  }
}
