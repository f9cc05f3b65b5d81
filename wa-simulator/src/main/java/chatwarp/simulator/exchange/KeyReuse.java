package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.proto.PreKeySignalMessage;
import chatwarp.adapters.wa.proto.SignalMessage;
import chatwarp.adapters.wa.signal.InvalidMessageException;
import chatwarp.adapters.wa.signal.SenderKeyMessage;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Violation.Kind;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches the clear headers of Signal messages: one ratchet key and counter towards one device
 * belong to one ciphertext for ever (design invariant 1). Safe from any thread.
 */
final class KeyReuse {
  private static final int REMEMBERED = 1_000_000;

  /** 0x33: current and oldest version 3 in one byte. */
  private static final byte VERSION = 0x33;

  private static final int MAC_LENGTH = 8;
  private static final int SIGNATURE_LENGTH = 64;

  private final Recent<Digest, Digest> seen = new Recent<>(REMEMBERED);
  private final Violations violations;
  private final InstantSource clock;

  KeyReuse(Violations violations, InstantSource clock) {
    this.violations = violations;
    this.clock = clock;
  }

  /**
   * Notes one ciphertext and reports it when its message key was used for another.
   *
   * @param type the enc type, {@code msg} or {@code pkmsg}; others have no such header
   */
  void note(Device from, Device to, String id, String type, byte[] ciphertext) {
    Optional<SignalMessage> message;
    try {
      message = header(type, ciphertext);
    } catch (InvalidProtocolBufferException e) {
      report(Kind.NOT_A_SIGNAL_MESSAGE, from, to, id, "an enc of type " + type + " is no message");
      return;
    }
    message.ifPresent(header -> {
      Digest key =
          Digest.of(
              Digest.utf8(from.jid().toString()),
              Digest.utf8(to.jid().toString()),
              header.getRatchetKey().toByteArray(),
              ByteBuffer.allocate(4).putInt(header.getCounter()).array());
      Digest body = Digest.of(header.getCiphertext().toByteArray());
      Optional<Digest> earlier = seen.putIfAbsent(key, body);
      if (earlier.isPresent() && !earlier.get().equals(body)) {
        report(
            Kind.MESSAGE_KEY_REUSED,
            from,
            to,
            id,
            "counter " + header.getCounter() + " of one chain encrypted two messages");
      }
    });
  }

  /** The same for a group's ciphertext: one sender key and iteration belong to one of them. */
  void noteGroup(Device from, Jid chat, String id, byte[] ciphertext) {
    SenderKeyMessage message;
    try {
      message = SenderKeyMessage.parse(ciphertext);
    } catch (InvalidMessageException e) {
      report(Kind.NOT_A_SIGNAL_MESSAGE, from, from, id, "an enc of type skmsg is no message");
      return;
    }
    Digest key =
        Digest.of(
            Digest.utf8(from.jid().toString()),
            Digest.utf8(chat.toString()),
            ByteBuffer.allocate(8).putInt(message.id()).putInt(message.iteration()).array());
    // The signature is different each time, also over the same message.
    Digest body = Digest.of(Arrays.copyOf(ciphertext, ciphertext.length - SIGNATURE_LENGTH));
    Optional<Digest> earlier = seen.putIfAbsent(key, body);
    if (earlier.isPresent() && !earlier.get().equals(body)) {
      report(
          Kind.MESSAGE_KEY_REUSED,
          from,
          from,
          id,
          "iteration " + message.iteration() + " of one sender key encrypted two messages");
    }
  }

  private static Optional<SignalMessage> header(String type, byte[] ciphertext)
      throws InvalidProtocolBufferException {
    return switch (type) {
      case "msg" -> Optional.of(signalMessage(ciphertext));
      case "pkmsg" -> {
        requireVersion(ciphertext, 1);
        ByteString inner =
            PreKeySignalMessage.parseFrom(Arrays.copyOfRange(ciphertext, 1, ciphertext.length))
                .getMessage();
        yield Optional.of(signalMessage(inner.toByteArray()));
      }
      default -> Optional.empty();
    };
  }

  private static SignalMessage signalMessage(byte[] bytes) throws InvalidProtocolBufferException {
    requireVersion(bytes, 1 + MAC_LENGTH);
    SignalMessage message =
        SignalMessage.parseFrom(Arrays.copyOfRange(bytes, 1, bytes.length - MAC_LENGTH));
    if (!message.hasRatchetKey() || !message.hasCounter()) {
      throw new InvalidProtocolBufferException("no ratchet key or counter");
    }
    return message;
  }

  private static void requireVersion(byte[] bytes, int least)
      throws InvalidProtocolBufferException {
    if (bytes.length < least || bytes[0] != VERSION) {
      throw new InvalidProtocolBufferException("not version 3");
    }
  }

  private void report(Kind kind, Device from, Device to, String id, String detail) {
    violations.report(new Violation(kind, from.jid(), to.jid(), id, clock.instant(), detail));
  }
}
