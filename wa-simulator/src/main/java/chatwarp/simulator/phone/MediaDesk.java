package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.crypto.Hkdf;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.MediaRetryNotification;
import chatwarp.adapters.wa.proto.ServerErrorReceipt;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.content.MediaPointer;
import chatwarp.simulator.exchange.Stanzas;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads the file of a message again when an own companion could not fetch it (06 §6). Belongs to
 * the phone's executor.
 */
final class MediaDesk {
  private static final Logger LOG = LoggerFactory.getLogger(MediaDesk.class);
  private static final byte[] INFO =
      "WhatsApp Media Retry Notification".getBytes(StandardCharsets.US_ASCII);

  /** The phone does not have it. */
  private static final int NOT_AVAILABLE = 2;

  private final PhoneKit kit;
  private final Recollection recollection;

  MediaDesk(PhoneKit kit, Recollection recollection) {
    this.kit = kit;
    this.recollection = recollection;
  }

  /** Answers a receipt of type server-error. */
  void answer(Node receipt) {
    String id = receipt.requireAttr("id");
    Optional<Device> asker =
        receipt.attrJid("from").flatMap(kit.accounts()::device).filter(device -> !device.isPhone());
    Optional<Node> about = receipt.child("rmr");
    if (asker.isEmpty() || about.isEmpty()) {
      return; // of a history sync, or of nobody
    }
    Optional<MediaPointer> file =
        recollection.find(id).flatMap(original -> MediaPointer.of(original.message()));
    Node answer =
        file.isPresent()
            ? sealed(id, receipt, file.get())
            : Node.builder("error").attr("code", NOT_AVAILABLE).build();
    NodeBuilder notification =
        Stanzas.notification(kit.account().phone(), "mediaretry", id, kit.now().getEpochSecond());
    kit.line().tell(asker.get(), notification.children(answer, about.get()).build());
  }

  private Node sealed(String id, Node receipt, MediaPointer file) {
    AesGcm cipher =
        new AesGcm(
            new Hkdf(new HmacSha256()).derive(file.key().toByteArray(), INFO, AesGcm.KEY_LENGTH));
    byte[] associated = id.getBytes(StandardCharsets.UTF_8);
    MediaRetryNotification.Builder answer = MediaRetryNotification.newBuilder().setStanzaId(id);
    if (!asksFor(id, receipt, cipher, associated)) {
      answer.setResult(MediaRetryNotification.ResultType.DECRYPTION_ERROR);
    } else {
      kit.media()
          .uploadAgain(file)
          .ifPresentOrElse(
              path ->
                  answer.setDirectPath(path).setResult(MediaRetryNotification.ResultType.SUCCESS),
              () -> answer.setResult(MediaRetryNotification.ResultType.NOT_FOUND));
    }
    byte[] iv = new byte[AesGcm.IV_LENGTH];
    kit.random().nextBytes(iv);
    return Node.of(
        "encrypt",
        Node.of("enc_p", cipher.seal(iv, associated, answer.build().toByteArray())),
        Node.of("enc_iv", iv));
  }

  private static boolean asksFor(String id, Node receipt, AesGcm cipher, byte[] associated) {
    Node encrypted = receipt.requireChild("encrypt");
    try {
      byte[] plain =
          cipher.open(
              encrypted.requireChild("enc_iv").requireBytes(),
              associated,
              encrypted.requireChild("enc_p").requireBytes());
      return ServerErrorReceipt.parseFrom(plain).getStanzaId().equals(id);
    } catch (CryptoException | InvalidProtocolBufferException e) {
      LOG.warn("a companion asks for a file in a way that cannot be opened", e);
      return false;
    }
  }
}
