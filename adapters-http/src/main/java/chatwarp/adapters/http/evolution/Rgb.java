package chatwarp.adapters.http.evolution;

import chatwarp.domain.model.InvalidValueException;
import java.util.HexFormat;

/** A colour, 24 bits. */
public record Rgb(int value) {
  /**
   * Reads {@code #rrggbb}.
   *
   * @throws InvalidValueException when it is something else
   */
  public static Rgb parse(String text) {
    if (!text.matches("#[0-9A-Fa-f]{6}")) {
      throw new InvalidValueException("QRCODE_COLOR", "must be a colour like #198754");
    }
    return new Rgb(HexFormat.fromHexDigits(text, 1, 7));
  }
}
