package chatwarp.simulator.exchange;

import chatwarp.domain.model.DeviceJid;
import java.time.Instant;

/**
 * Something a client must never do.
 *
 * @param kind what rule it broke
 * @param from the device that did it
 * @param to the device it was meant for, or the same device when it concerns nobody else
 * @param messageId the stanza's id, or empty
 * @param detail a sentence without keys or texts
 */
public record Violation(
    Kind kind, DeviceJid from, DeviceJid to, String messageId, Instant at, String detail) {

  /** The rules that are watched. */
  public enum Kind {
    /** Two different ciphertexts under one ratchet key and counter. */
    MESSAGE_KEY_REUSED,
    /** A ciphertext that is no Signal message. */
    NOT_A_SIGNAL_MESSAGE,
    /** A stanza that the real server answers with a stream error. */
    BAD_STANZA
  }
}
