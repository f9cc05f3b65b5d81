package chatwarp.adapters.http.evolution;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Base64;
import java.util.Map;

/**
 * QR codes as PNG data URLs: error correction H, margin 3, 4 pixels a module (evolution-v2 §8.1).
 *
 * @param dark colour of the dark modules
 */
public record QrImage(Rgb dark) {
  private static final int MARGIN = 3;
  private static final int SCALE = 4;

  /** {@code data:image/png;base64,…} of this text. */
  public String dataUrl(String text) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(text));
  }

  byte[] png(String text) {
    BitMatrix modules = modules(text);
    return BilevelPng.encode(
        modules.getWidth() * SCALE,
        modules.getHeight() * SCALE,
        dark,
        (x, y) -> modules.get(x / SCALE, y / SCALE));
  }

  private static BitMatrix modules(String text) {
    try {
      // Size 0 asks for the smallest matrix, one cell a module.
      return new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(
                  EncodeHintType.ERROR_CORRECTION,
                  ErrorCorrectionLevel.H,
                  EncodeHintType.MARGIN,
                  MARGIN));
    } catch (WriterException e) {
      throw new IllegalArgumentException("the text does not fit into a QR code", e);
    }
  }
}
