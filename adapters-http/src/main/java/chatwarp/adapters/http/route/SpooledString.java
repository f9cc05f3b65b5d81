package chatwarp.adapters.http.route;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A JSON string on its way into a file, its escapes undone. */
final class SpooledString {
  private static final int UNICODE_DIGITS = 4;

  private enum Escape {
    NONE,
    BACKSLASH,
    UNICODE
  }

  private final Path file;
  private final OutputStream out;
  private final MessageDigest sha256;
  private Escape escape = Escape.NONE;
  private int unicode;
  private int digits;

  SpooledString(Path file) throws IOException {
    this.file = file;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** Takes a byte as it stands in the JSON text; false when it is the string's closing quote. */
  boolean take(byte raw) throws IOException {
    switch (escape) {
      case NONE -> {
        if (raw == '"') {
          return false;
        }
        if (raw == '\\') {
          escape = Escape.BACKSLASH;
        } else {
          write(raw);
        }
      }
      case BACKSLASH -> afterBackslash(raw);
      case UNICODE -> {
        unicode = unicode * 16 + Math.max(0, Character.digit(raw, 16));
        digits++;
        if (digits == UNICODE_DIGITS) {
          escape = Escape.NONE;
          for (byte b : String.valueOf((char) unicode).getBytes(StandardCharsets.UTF_8)) {
            write(b);
          }
        }
      }
    }
    return true;
  }

  private void afterBackslash(byte raw) throws IOException {
    escape = Escape.NONE;
    switch (raw) {
      case 'n' -> write((byte) '\n');
      case 'r' -> write((byte) '\r');
      case 't' -> write((byte) '\t');
      case 'u' -> {
        escape = Escape.UNICODE;
        unicode = 0;
        digits = 0;
      }
      default -> write(raw);
    }
  }

  private void write(byte value) throws IOException {
    out.write(value);
    sha256.update(value);
  }

  /** Ends the file; keeps it under the result's name. */
  String keepIn(Spool spool) throws IOException {
    out.close();
    return spool.keep(file, HexFormat.of().formatHex(sha256.digest()));
  }

  /** Ends the file of a string that never ended. */
  void abandon() throws IOException {
    out.close();
  }
}
