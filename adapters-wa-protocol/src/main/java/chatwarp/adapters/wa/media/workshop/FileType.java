package chatwarp.adapters.wa.media.workshop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a file is, by its first bytes. */
enum FileType {
  JPEG(Family.PICTURE, "image/jpeg"),
  PNG(Family.PICTURE, "image/png"),
  GIF(Family.PICTURE, "image/gif"),
  WEBP(Family.PICTURE, "image/webp"),
  BMP(Family.PICTURE, "image/bmp"),
  TIFF(Family.PICTURE, "image/tiff"),
  MP4(Family.VIDEO, "video/mp4"),
  THREE_GP(Family.VIDEO, "video/3gpp"),
  QUICKTIME(Family.VIDEO, "video/quicktime"),
  WEBM(Family.VIDEO, "video/webm"),
  AVI(Family.VIDEO, "video/x-msvideo"),
  OGG_OPUS(Family.SOUND, "audio/ogg; codecs=opus"),
  OGG(Family.SOUND, "audio/ogg"),
  MP3(Family.SOUND, "audio/mpeg"),
  AAC(Family.SOUND, "audio/aac"),
  M4A(Family.SOUND, "audio/mp4"),
  AMR(Family.SOUND, "audio/amr"),
  WAV(Family.SOUND, "audio/wav"),
  FLAC(Family.SOUND, "audio/flac"),
  PDF(Family.OTHER, "application/pdf"),
  /** Also what office documents are packed in. */
  ZIP(Family.OTHER, "application/zip"),
  UNKNOWN(Family.OTHER, "application/octet-stream");

  /** What people see or hear of it. */
  enum Family {
    PICTURE,
    VIDEO,
    SOUND,
    OTHER
  }

  private static final int ENOUGH = 64;

  private final Family family;
  private final String mimetype;

  FileType(Family family, String mimetype) {
    this.family = family;
    this.mimetype = mimetype;
  }

  Family family() {
    return family;
  }

  String mimetype() {
    return mimetype;
  }

  /** Whether it says more than that there are bytes. */
  boolean telling() {
    return this != UNKNOWN && this != ZIP;
  }

  static FileType of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(ENOUGH));
    }
  }

  /** By the first bytes, 64 or all. */
  static FileType of(byte[] head) {
    if (starts(head, 0, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    }
    if (starts(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return PNG;
    }
    if (text(head, 0, "GIF87a") || text(head, 0, "GIF89a")) {
      return GIF;
    }
    if (text(head, 0, "RIFF")) {
      return riff(head);
    }
    if (text(head, 4, "ftyp")) {
      return brand(head);
    }
    if (text(head, 0, "OggS")) {
      return text(head, 28, "OpusHead") ? OGG_OPUS : OGG;
    }
    if (starts(head, 0, 0x1A, 0x45, 0xDF, 0xA3)) {
      return WEBM;
    }
    if (text(head, 0, "ID3")) {
      return MP3;
    }
    if (text(head, 0, "fLaC")) {
      return FLAC;
    }
    if (text(head, 0, "#!AMR")) {
      return AMR;
    }
    if (text(head, 0, "%PDF-")) {
      return PDF;
    }
    if (starts(head, 0, 'P', 'K', 3, 4)) {
      return ZIP;
    }
    if (starts(head, 0, 'I', 'I', 42, 0) || starts(head, 0, 'M', 'M', 0, 42)) {
      return TIFF;
    }
    if (text(head, 0, "BM") && head.length >= 18 && starts(head, 6, 0, 0, 0, 0)) {
      return BMP;
    }
    return frames(head);
  }

  private static FileType riff(byte[] head) {
    if (text(head, 8, "WEBP")) {
      return WEBP;
    }
    if (text(head, 8, "WAVE")) {
      return WAV;
    }
    return text(head, 8, "AVI ") ? AVI : UNKNOWN;
  }

  private static FileType brand(byte[] head) {
    if (head.length < 12) {
      return UNKNOWN;
    }
    String brand = new String(head, 8, 4, StandardCharsets.ISO_8859_1);
    if (brand.startsWith("M4A") || brand.startsWith("M4B")) {
      return M4A;
    }
    if (brand.startsWith("3g")) {
      return THREE_GP;
    }
    return switch (brand) {
      case "qt  " -> QUICKTIME;
      case "avif", "avis", "heic", "heix", "mif1", "msf1", "hevc" -> UNKNOWN;
      default -> MP4;
    };
  }

  /** Sounds that begin with a frame: eleven or twelve bits of sync. */
  private static FileType frames(byte[] head) {
    if (head.length < 4 || (head[0] & 0xFF) != 0xFF) {
      return UNKNOWN;
    }
    if ((head[1] & 0xF6) == 0xF0) {
      return AAC;
    }
    return Mp3File.frame(head, 0).isPresent() ? MP3 : UNKNOWN;
  }

  private static boolean text(byte[] head, int offset, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= offset + expected.length
        && Arrays.equals(head, offset, offset + expected.length, expected, 0, expected.length);
  }

  private static boolean starts(byte[] head, int offset, int... expected) {
    if (head.length < offset + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((head[offset + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
