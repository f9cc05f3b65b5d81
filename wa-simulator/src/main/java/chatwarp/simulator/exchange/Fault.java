package chatwarp.simulator.exchange;

import java.time.Duration;

/** One planned misbehaviour of the server towards a device. */
public sealed interface Fault {

  /** Refuses the next message with this error in its ack, and delivers it to nobody. */
  record Nack(int code) implements Fault {}

  /** Delivers the next message but never acks it. */
  record DropAck() implements Fault {}

  /** Gives the device no ciphertext of the next message for it between two, as if none came. */
  record Unavailable() implements Fault {}

  /** Acks and delivers the next message only after this time. */
  record Delay(Duration by) implements Fault {}

  /** Answers the next request about this topic with an error, and does nothing else with it. */
  record RequestError(String xmlns, int code, String text) implements Fault {}

  /** Drops the connection once this many more stanzas have come from the device; 0 is now. */
  record Close(int after) implements Fault {}

  /** Ends the stream with this number once this many more stanzas have come; 0 is now. */
  record StreamError(int code, int after) implements Fault {}

  /** Ends the stream as not well-formed when the message of this id comes. */
  record BadStanza(String id) implements Fault {}

  /** Refuses the next login with this reason. */
  record LoginFailure(int reason) implements Fault {}

  /** Withholds the next frame to the device; its counters do not notice. */
  record DropFrame() implements Fault {}

  /** Sends one broken frame now. */
  record BadFrame(Kind kind) implements Fault {
    /** What is wrong with the frame. */
    public enum Kind {
      /** A frame that no key opens. */
      GARBAGE,
      /** A frame that announces more bytes than come before the connection ends. */
      TRUNCATED,
      /** A properly encrypted frame that inflates beyond every limit. */
      OVERSIZE,
      /** A properly encrypted frame that holds no node. */
      MALFORMED
    }
  }
}
