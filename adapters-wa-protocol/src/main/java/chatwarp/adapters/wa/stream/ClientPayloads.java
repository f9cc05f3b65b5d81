package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.adapters.wa.proto.DeviceProps;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.StoredSignedPreKey;
import chatwarp.domain.port.SessionOptions;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** What a client says about itself inside the handshake (03 §2): who it is, or that it is new. */
public final class ClientPayloads {
  private ClientPayloads() {}

  /** The payload of a device that no phone has linked yet. */
  public static ClientPayload registration(
      IdentityState identity, SessionOptions options, WebVersion version) {
    StoredSignedPreKey signedPreKey = identity.signedPreKey();
    return common(version)
        .setPassive(false)
        .setPull(false)
        .setDevicePairingData(
            ClientPayload.DevicePairingRegistrationData.newBuilder()
                .setERegid(bigEndian(identity.registrationId(), 4))
                .setEKeytype(ByteString.copyFrom(new byte[] {5}))
                .setEIdent(bytes(identity.identityKey().publicKey().reveal()))
                .setESkeyId(bigEndian(signedPreKey.id(), 3))
                .setESkeyVal(bytes(signedPreKey.keys().publicKey().reveal()))
                .setESkeySig(bytes(signedPreKey.signature().reveal()))
                .setBuildHash(bytes(buildHash(version)))
                .setDeviceProps(deviceProps(options).toByteString()))
        .build();
  }

  /**
   * The payload of a linked device.
   *
   * @param device own device, addressed by phone number
   */
  public static ClientPayload login(
      DeviceJid device, Optional<String> pushName, WebVersion version) {
    ClientPayload.Builder payload =
        common(version)
            .setUsername(Long.parseUnsignedLong(device.user()))
            .setDevice(device.device())
            .setPassive(true)
            .setPull(true)
            // Our Signal sessions are held under LID addresses.
            .setLidDbMigrated(true)
            .setLc(1);
    pushName.ifPresent(payload::setPushName);
    return payload.build();
  }

  private static ClientPayload.Builder common(WebVersion version) {
    return ClientPayload.newBuilder()
        .setUserAgent(
            ClientPayload.UserAgent.newBuilder()
                .setPlatform(ClientPayload.UserAgent.Platform.WEB)
                .setReleaseChannel(ClientPayload.UserAgent.ReleaseChannel.RELEASE)
                .setAppVersion(
                    ClientPayload.UserAgent.AppVersion.newBuilder()
                        .setPrimary(version.primary())
                        .setSecondary(version.secondary())
                        .setTertiary(version.tertiary()))
                .setMcc("000")
                .setMnc("000")
                .setOsVersion("0.1")
                .setManufacturer("")
                .setDevice("Desktop")
                .setOsBuildNumber("0.1")
                .setLocaleLanguageIso6391("en")
                .setLocaleCountryIso31661Alpha2("US"))
        .setWebInfo(
            ClientPayload.WebInfo.newBuilder()
                .setWebSubPlatform(ClientPayload.WebInfo.WebSubPlatform.WEB_BROWSER))
        .setConnectType(ClientPayload.ConnectType.WIFI_UNKNOWN)
        .setConnectReason(ClientPayload.ConnectReason.USER_ACTIVATED);
  }

  private static DeviceProps deviceProps(SessionOptions options) {
    return DeviceProps.newBuilder()
        .setOs(options.clientName())
        .setVersion(
            DeviceProps.AppVersion.newBuilder().setPrimary(10).setSecondary(15).setTertiary(7))
        .setPlatformType(Browser.ofName(options.browser()).platform())
        .setRequireFullSync(options.fullHistory())
        .setHistorySyncConfig(
            DeviceProps.HistorySyncConfig.newBuilder()
                .setStorageQuotaMb(10240)
                .setInlineInitialPayloadInE2EeMsg(true)
                .setSupportCallLogHistory(false)
                .setSupportBotUserAgentChatHistory(true)
                .setSupportCagReactionsAndPolls(true)
                .setSupportBizHostedMsg(true)
                .setSupportRecentSyncChunkMessageCountTuning(true)
                .setSupportHostedGroupMsg(true)
                .setSupportFbidBotChatHistory(true)
                .setSupportMessageAssociation(true)
                .setSupportGroupHistory(false))
        .build();
  }

  /** MD5 of the version's text: what the protocol asks for, no matter of security. */
  private static byte[] buildHash(WebVersion version) {
    try {
      return MessageDigest.getInstance("MD5")
          .digest(version.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no MD5", e);
    }
  }

  private static ByteString bigEndian(int value, int length) {
    return bytes(ByteBuffer.allocate(4).putInt(value).array()).substring(4 - length);
  }

  private static ByteString bytes(byte[] owned) {
    return UnsafeByteOperations.unsafeWrap(owned);
  }
}
