package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.signal.CiphertextType;
import chatwarp.adapters.wa.signal.Encryption;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.signal.SessionCipher;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SessionStart;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plaintext, or two, encrypted for many devices within one step. */
final class FanOut {
  private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

  /** What is encrypted for a device. */
  record Part(DeviceJid device, byte[] padded) {}

  /**
   * The ciphertexts.
   *
   * @param encs by device; those that could not be encrypted to are missing
   * @param begins whether any of them begins a session, so that our identity must be proved
   */
  record Sealed(Map<DeviceJid, Node> encs, boolean begins) {}

  private final SessionCipher cipher;
  private final Step step;

  /** Looked up once: nobody's addresses change while one message is encrypted. */
  private final Map<DeviceJid, Peer> peers = new HashMap<>();

  FanOut(SessionCipher cipher, Step step) {
    this.cipher = cipher;
    this.step = step;
  }

  /**
   * Devices that a bundle is needed for, by the address to ask with: those without a session to
   * send in, or with one under an identity that is not theirs any more.
   */
  List<DeviceJid> lacking(Collection<DeviceJid> devices) {
    lookUp(devices);
    List<DeviceJid> lacking = new ArrayList<>();
    for (DeviceJid device : devices) {
      Peer peer = peers.get(device);
      if (peer != null && !usable(peer, Peers.session(step, peer))) {
        lacking.add(LidMap.preferLid(step, device));
      }
    }
    return lacking;
  }

  private void lookUp(Collection<DeviceJid> devices) {
    List<DeviceJid> unknown =
        devices.stream().filter(device -> !peers.containsKey(device)).distinct().toList();
    if (!unknown.isEmpty()) {
      peers.putAll(Peers.of(step, unknown));
    }
  }

  private boolean usable(Peer peer, SessionRecord record) {
    return record.canSend()
        && Peers.identity(step, peer)
            .map(known -> record.remoteIdentity().filter(known::equals).isPresent())
            .orElse(true);
  }

  /**
   * Encrypts each part in the session with its device, beginning one where there is none.
   *
   * @param bundles by the addresses of {@link #lacking}
   * @param kind what stands on the ciphertexts
   */
  Sealed seal(List<Part> parts, Map<DeviceJid, PreKeyBundle> bundles, StanzaKind kind) {
    lookUp(parts.stream().map(Part::device).toList());
    Map<DeviceJid, Node> encs = new LinkedHashMap<>();
    // Two addresses of one device share a session: it gets one ciphertext.
    Map<Object, DeviceJid> done = new LinkedHashMap<>();
    boolean begins = false;
    for (Part part : parts) {
      Peer peer = peers.get(part.device());
      if (peer == null || done.putIfAbsent(peer.address(), part.device()) != null) {
        continue;
      }
      try {
        Encryption sealed = seal(peer, part.padded(), bundles);
        begins |= sealed.ciphertext().type() == CiphertextType.PRE_KEY_MESSAGE;
        encs.put(part.device(), enc(sealed.ciphertext(), kind).build());
      } catch (SignalException e) {
        LOG.warn("a device is left out: {}", e.getMessage());
      }
    }
    return new Sealed(encs, begins);
  }

  private Encryption seal(Peer peer, byte[] padded, Map<DeviceJid, PreKeyBundle> bundles) {
    SessionRecord record = Peers.session(step, peer);
    PreKeyBundle bundle =
        bundles.isEmpty() ? null : bundles.get(LidMap.preferLid(step, peer.device()));
    if (bundle != null && !usable(peer, record)) {
      begin(peer, bundle);
      record = Peers.session(step, peer);
    }
    Encryption sealed = cipher.encrypt(record, Peers.identity(step, peer), padded);
    Peers.session(step, peer, sealed.next());
    return sealed;
  }

  /** Begins a new session, whatever there was before. */
  void begin(Peer peer, PreKeyBundle bundle) {
    SessionStart start =
        cipher.begin(Peers.session(step, peer), Peers.identity(step, peer), bundle);
    Peers.identity(step, peer, start.identity());
    Peers.session(step, peer, start.next());
  }

  static NodeBuilder enc(SignalCiphertext ciphertext, StanzaKind kind) {
    NodeBuilder enc =
        Node.builder("enc")
            .attr("v", "2")
            .attr("type", ciphertext.type().attribute())
            .attrText("mediatype", kind.media());
    if (kind.hidden()) {
      enc.attr("decrypt-fail", "hide");
    }
    return enc.bytes(ciphertext.bytes());
  }

  /** The element that proves our identity to devices that meet it first. */
  static Optional<Node> deviceIdentity(Step step) {
    return step.auth().identity().account().map(a -> Node.of("device-identity", a.reveal()));
  }

  /** A device as stanzas name it: the phone has no device number. */
  static Jid wire(DeviceJid device) {
    return device.isPhone() ? device.owner() : device;
  }
}
