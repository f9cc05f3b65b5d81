package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.model.Dimensions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What the chunks of a WebP say about it (RFC 9649 §2); nothing is decoded. */
final class WebpFile {
  private static final int MOST_CHUNKS = 1000;
  private static final int ANIMATION = 2;

  /** What the chunks say. */
  record Facts(Optional<Dimensions> size, boolean animated) {}

  private WebpFile() {}

  static Facts read(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      Optional<Dimensions> size = Optional.empty();
      boolean animated = false;
      long at = 12;
      for (int i = 0; i < MOST_CHUNKS && at + 8 <= in.length(); i++) {
        in.seek(at);
        byte[] chunk = new byte[(int) Math.min(18, in.length() - at)];
        in.readFully(chunk);
        String name = new String(chunk, 0, 4, StandardCharsets.ISO_8859_1);
        if (chunk.length == 18) {
          size = size.isPresent() ? size : size(name, chunk);
          animated |= name.equals("VP8X") && (chunk[8] & ANIMATION) != 0;
        }
        animated |= name.equals("ANIM");
        long length = Bits.littleEndian(chunk, 4, 4);
        at += 8 + length + (length & 1);
      }
      return new Facts(size, animated);
    }
  }

  private static Optional<Dimensions> size(String name, byte[] chunk) {
    return switch (name) {
      case "VP8X" -> size(1 + Bits.littleEndian(chunk, 12, 3), 1 + Bits.littleEndian(chunk, 15, 3));
      case "VP8L" -> {
        long bits = Bits.littleEndian(chunk, 9, 4);
        yield size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
      }
      case "VP8 " ->
          size(Bits.littleEndian(chunk, 14, 2) & 0x3FFF, Bits.littleEndian(chunk, 16, 2) & 0x3FFF);
      default -> Optional.empty();
    };
  }

  private static Optional<Dimensions> size(long width, long height) {
    return width > 0 && height > 0
        ? Optional.of(new Dimensions((int) width, (int) height))
        : Optional.empty();
  }
}
