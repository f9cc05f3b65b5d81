package chatwarp.adapters.wa.noise;

/** A frame cannot be encrypted or decrypted; there is no way to get in step again. */
public final class FrameCipherException extends NoiseException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Fault {
    /** The tag is wrong: a frame was lost, repeated or changed. */
    DECRYPTION,
    /** The frame would be longer than its header can say. */
    TOO_LONG,
    /** The counter is used up; another frame would repeat a vector. */
    EXHAUSTED
  }

  private final Fault fault;

  FrameCipherException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  FrameCipherException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
