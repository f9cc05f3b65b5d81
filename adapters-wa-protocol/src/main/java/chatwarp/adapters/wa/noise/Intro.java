package chatwarp.adapters.wa.noise;

import java.util.Arrays;

/**
 * The first bytes a client writes (01 §2): {@code WA}, protocol and dictionary version. They are
 * also the Noise prologue, alone, whatever stands before them on the wire.
 */
public final class Intro {
  /** Number of bytes. */
  public static final int LENGTH = 4;

  private static final byte[] BYTES = {'W', 'A', 6, 3};
  private static final byte[] PRE_INTRO = {'E', 'D', 0, 1};
  private static final int LENGTH_BYTES = 3;
  private static final int MAX_ROUTING_INFO = 0xFFFFFF;

  private Intro() {}

  /** The four bytes. */
  public static byte[] bytes() {
    return BYTES.clone();
  }

  /**
   * The four bytes behind the pre-intro that carries routing info, as the server gave it; without
   * it when there is none or too much.
   */
  public static byte[] withRouting(byte[] routingInfo) {
    int length = routingInfo.length;
    if (length == 0 || length > MAX_ROUTING_INFO) {
      return bytes();
    }
    int start = PRE_INTRO.length + LENGTH_BYTES;
    byte[] all = Arrays.copyOf(PRE_INTRO, start + length + LENGTH);
    all[PRE_INTRO.length] = (byte) (length >> 16);
    all[PRE_INTRO.length + 1] = (byte) (length >> 8);
    all[PRE_INTRO.length + 2] = (byte) length;
    System.arraycopy(routingInfo, 0, all, start, length);
    System.arraycopy(BYTES, 0, all, start + length, LENGTH);
    return all;
  }
}
