package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.proto.ADVDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVEncryptionType;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server hands out to begin sessions with devices (05 §3). */
public final class Bundles {
  private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);

  private Bundles() {}

  /**
   * Asks for bundles and blocks for the answer. A device without one, or with one that cannot be
   * read or is not signed by its account, is left out: the others still count.
   */
  public static Map<DeviceJid, PreKeyBundle> fetch(
      Connection connection, Collection<DeviceJid> devices) {
    if (devices.isEmpty()) {
      return Map.of();
    }
    List<Node> users =
        devices.stream()
            .map(device -> Node.builder("user").attr("jid", wire(device)).build())
            .toList();
    Node answer =
        connection.request(
            Connection.iq("get", "encrypt").children(Node.builder("key").children(users).build()));
    Map<DeviceJid, PreKeyBundle> bundles = new LinkedHashMap<>();
    for (Node user :
        answer
            .child("list")
            .orElseThrow(() -> new SessionException.Malformed("an answer has no bundles"))
            .children("user")) {
      try {
        read(user, bundles);
      } catch (NodeException | InvalidCurveKeyException e) {
        LOG.warn("a bundle cannot be read: {}", e.getMessage());
      }
    }
    return bundles;
  }

  private static Jid wire(DeviceJid device) {
    return device.isPhone() ? device.owner() : device;
  }

  private static void read(Node user, Map<DeviceJid, PreKeyBundle> bundles) {
    DeviceJid device =
        switch (user.requireJid("jid")) {
          case DeviceJid companion -> companion;
          case UserJid phone -> phone.device(0);
          case Jid _ -> throw new SessionException.Malformed("a bundle is of no device");
        };
    Optional<Node> error = user.child("error");
    if (error.isPresent()) {
      LOG.info("a device has no bundle: {}", error.get().attr("code").orElse("?"));
      return;
    }
    PreKeyBundle bundle = parse(user, user.requireChild("registration"));
    if (user.child("device-identity").map(id -> vouched(id, bundle.identity())).orElse(true)) {
      bundles.put(device, bundle);
    } else {
      LOG.warn("a device's identity is not signed by its account");
    }
  }

  /**
   * The bundle inside an element.
   *
   * @param keys holds {@code identity}, {@code skey} and perhaps {@code key}
   * @param registration its bytes are the registration id
   */
  public static PreKeyBundle parse(Node keys, Node registration) {
    Node signed = keys.requireChild("skey");
    return new PreKeyBundle(
        ByteBuffer.wrap(registration.requireBytes(4)).getInt(),
        PublicKey.of(keys.requireChild("identity").requireBytes()),
        id(signed),
        PublicKey.of(signed.requireChild("value").requireBytes()),
        signed.requireChild("signature").requireBytes(XEdDsa.SIGNATURE_LENGTH),
        keys.child("key")
            .map(key ->
                new PreKeyBundle.OneTime(
                    id(key), PublicKey.of(key.requireChild("value").requireBytes()))));
  }

  private static int id(Node key) {
    byte[] bytes = key.requireChild("id").requireBytes(3);
    return ((bytes[0] & 0xFF) << 16) | ((bytes[1] & 0xFF) << 8) | (bytes[2] & 0xFF);
  }

  /** Whether the account that the element names has signed this identity. */
  private static boolean vouched(Node deviceIdentity, PublicKey identity) {
    try {
      ADVSignedDeviceIdentity signed =
          ADVSignedDeviceIdentity.parseFrom(deviceIdentity.requireBytes());
      if (signed.getAccountSignatureKey().size() != PublicKey.RAW_LENGTH) {
        // The account's key is left out where the receiver is expected to know it.
        return true;
      }
      ADVDeviceIdentity details = ADVDeviceIdentity.parseFrom(signed.getDetails());
      boolean hosted = details.getDeviceType() == ADVEncryptionType.HOSTED;
      byte[] message =
          UnsafeByteOperations.unsafeWrap(new byte[] {6, (byte) (hosted ? 5 : 0)})
              .concat(signed.getDetails())
              .concat(UnsafeByteOperations.unsafeWrap(identity.raw()))
              .toByteArray();
      return XEdDsa.verify(
          PublicKey.of(signed.getAccountSignatureKey().toByteArray()),
          message,
          signed.getAccountSignature().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a device identity cannot be read: {}", e.getMessage());
      return false;
    }
  }
}
