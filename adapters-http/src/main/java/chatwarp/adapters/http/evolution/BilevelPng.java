package chatwarp.adapters.http.evolution;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * PNG images of one dark colour on white, one bit a pixel (PNG 1.2). By hand, so that the server
 * does not need the JDK's desktop module for its QR codes.
 */
final class BilevelPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private BilevelPng() {}

  /** Tells which pixels are dark. */
  @FunctionalInterface
  interface Pixels {
    boolean dark(int x, int y);
  }

  static byte[] encode(int width, int height, Rgb dark, Pixels pixels) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    chunk(png, "IHDR", header(width, height));
    chunk(png, "PLTE", palette(dark));
    chunk(png, "IDAT", deflate(rows(width, height, pixels)));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  /** Bit depth 1, colour type 3 (palette), deflate, no filter, not interlaced. */
  private static byte[] header(int width, int height) {
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put(new byte[] {1, 3, 0, 0, 0})
        .array();
  }

  private static byte[] palette(Rgb dark) {
    int rgb = dark.value();
    byte white = (byte) 0xFF;
    return new byte[] {white, white, white, (byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb};
  }

  /** Each row begins with its filter type, which is 0. */
  private static byte[] rows(int width, int height, Pixels pixels) {
    int stride = 1 + (width + 7) / 8;
    byte[] rows = new byte[stride * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (pixels.dark(x, y)) {
          rows[y * stride + 1 + x / 8] |= (byte) (0x80 >> (x & 7));
        }
      }
    }
    return rows;
  }

  private static byte[] deflate(byte[] raw) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(raw);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    byte[] body =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 crc = new CRC32();
    crc.update(body);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(body);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
