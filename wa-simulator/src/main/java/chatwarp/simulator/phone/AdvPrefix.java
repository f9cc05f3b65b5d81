package chatwarp.simulator.phone;

import java.nio.ByteBuffer;

/** The two bytes in front of everything that ADV signs or authenticates (03 §3.3). */
enum AdvPrefix {
  /** The phone vouches for a companion. */
  ACCOUNT(0),
  /** A companion vouches for its phone. */
  DEVICE(1);

  private final byte kind;

  AdvPrefix(int kind) {
    this.kind = (byte) kind;
  }

  /** The prefix followed by the parts. */
  byte[] before(byte[]... parts) {
    int length = 2;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length).put((byte) 6).put(kind);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }
}
