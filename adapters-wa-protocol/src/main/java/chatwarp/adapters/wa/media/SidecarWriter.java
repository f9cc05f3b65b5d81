package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.domain.content.Sidecar;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Computes a streaming sidecar (06 §2): the stream, vector and MAC included, is cut into pieces of
 * 64 KiB, and the code of each covers the 16 bytes behind it too. One thread, one file.
 */
final class SidecarWriter {
  private static final int PIECE = 1 << 16;
  private static final int OVERLAP = 16;

  /** A sidecar travels inside the message; receivers do without that of a very long file. */
  private static final int MOST = 6553;

  private final HmacSha256 hmac = new HmacSha256();
  private final byte[] piece = new byte[PIECE + OVERLAP];
  private final ByteArrayOutputStream codes = new ByteArrayOutputStream();
  private int held;
  private int count;

  SidecarWriter(byte[] macKey) {
    hmac.key(macKey);
  }

  void update(byte[] source, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      int taken = Math.min(left, piece.length - held);
      System.arraycopy(source, at, piece, held, taken);
      held += taken;
      at += taken;
      left -= taken;
      if (held == piece.length) {
        add(0, held);
        System.arraycopy(piece, PIECE, piece, 0, OVERLAP);
        held = OVERLAP;
      }
    }
  }

  /** The sidecar, unless it is too long for a message. */
  Optional<Sidecar> finish() {
    if (held > 0) {
      add(0, held);
    }
    if (held > PIECE) {
      add(PIECE, held - PIECE);
    }
    return count == 0 || count > MOST
        ? Optional.empty()
        : Optional.of(Sidecar.of(codes.toByteArray()));
  }

  private void add(int from, int length) {
    count++;
    if (count <= MOST) {
      codes.write(hmac.update(piece, from, length).finish(), 0, MediaKeys.MAC_LENGTH);
    }
  }
}
