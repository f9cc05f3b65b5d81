package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;

/**
 * How a text status looks.
 *
 * @param backgroundArgb colour, alpha in the highest byte
 * @param textArgb colour, alpha in the highest byte
 * @param font WhatsApp's number of a font
 */
public record TextStyle(int backgroundArgb, int textArgb, int font) {
  public TextStyle {
    if (font < 0) {
      throw new InvalidValueException("font", "is negative");
    }
  }
}
