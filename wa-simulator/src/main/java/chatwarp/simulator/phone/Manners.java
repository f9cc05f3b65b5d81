package chatwarp.simulator.phone;

/**
 * What a phone answers to a message that it could read.
 *
 * @param speaks when it sends receipts at all
 * @param reads whether it says at once that it has read a message
 * @param acks whether it takes messages off the server's queue; a phone that does not gets them
 *     again when it comes back
 */
public record Manners(Speaking speaks, boolean reads, boolean acks) {

  /** When a phone sends delivery receipts. */
  public enum Speaking {
    /** While its account has no companion: else those do the talking (09 §5). */
    ALONE,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER
  }

  /** The phone of an account that exists for its companions. */
  public static final Manners SILENT = new Manners(Speaking.NEVER, false, true);

  /** A phone that somebody holds in their hand. */
  public static final Manners ACTIVE = new Manners(Speaking.ALONE, false, true);

  public Manners reading(boolean now) {
    return new Manners(speaks, now, acks);
  }

  public Manners speaking(Speaking now) {
    return new Manners(now, reads, acks);
  }

  public Manners acking(boolean now) {
    return new Manners(speaks, reads, now);
  }
}
