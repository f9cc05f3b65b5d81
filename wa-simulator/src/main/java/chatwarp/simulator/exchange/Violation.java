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
    /** A participant hash that the group's devices never had. */
    WRONG_PHASH,
    /** A ciphertext for a device that was never linked. */
    UNKNOWN_DEVICE,
    /** A message without a child that must go with it, or with one that must not. */
    MISSING_SIDE_NODE,
    /** A privacy token that its recipient never issued to the sender, or that counts no more. */
    BAD_TOKEN,
    /** A message in a stanza that does not fit it, so that the apps would not show it. */
    STANZA_DOES_NOT_FIT,
    /** A file that the receiver cannot fetch, or whose hash, MAC or length is wrong. */
    BAD_MEDIA,
    /** A vote, answer or comment that its message's secret does not open. */
    BAD_SECRET,
    /** A stanza that the real server answers with a stream error. */
    BAD_STANZA
  }
}
