package chatwarp.simulator.media;

/** Reads the size out of a JPEG's frame header (ITU T.81 §B.2.2). */
record Jpeg(int width, int height) {
  private static final int SOI = 0xD8;
  private static final int SOS = 0xDA;

  /**
   * The size of a picture.
   *
   * @throws MediaRefusedException 406 when the bytes are no JPEG
   */
  static Jpeg parse(byte[] bytes) {
    if (bytes.length < 4 || marker(bytes, 0) != SOI) {
      throw new MediaRefusedException(406, "no JPEG");
    }
    int at = 2;
    while (at + 9 <= bytes.length) {
      int marker = marker(bytes, at);
      if (isFrame(marker)) {
        return new Jpeg(number(bytes, at + 7), number(bytes, at + 5));
      }
      if (marker == SOS) {
        break;
      }
      at += 2 + number(bytes, at + 2);
    }
    throw new MediaRefusedException(406, "a JPEG without a frame");
  }

  /** SOF0 to SOF15, which the tables DHT (C4), JPG (C8) and DAC (CC) interrupt. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int marker(byte[] bytes, int at) {
    if ((bytes[at] & 0xFF) != 0xFF) {
      throw new MediaRefusedException(406, "a JPEG with a broken segment");
    }
    return bytes[at + 1] & 0xFF;
  }

  private static int number(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }
}
