package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.model.InvalidValueException;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrImageTest {
  private static final String PAIRING =
      "2@abcdefghij/klmnop,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,"
          + "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=,"
          + "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC=";

  private final QrImage qr = new QrImage(Rgb.parse("#198754"));

  @Test
  void aPhoneReadsTheTextBack() throws IOException, NotFoundException {
    BufferedImage image = decode(qr.dataUrl(PAIRING));
    int width = image.getWidth();
    int height = image.getHeight();
    RGBLuminanceSource source =
        new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    assertEquals(
        PAIRING,
        new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText());
  }

  @Test
  void hasTheMarginScaleAndColourOfThePeer() throws IOException {
    BufferedImage image = decode(qr.dataUrl(PAIRING));
    assertEquals(0, image.getWidth() % 4);
    assertEquals(0xFFFFFFFF, image.getRGB(11, 11));
    assertEquals(0xFF198754, image.getRGB(12, 12));
    assertEquals(0xFF198754, image.getRGB(12 + 7 * 4 - 1, 12));
    assertEquals(0xFFFFFFFF, image.getRGB(12 + 7 * 4, 12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "198754", "#19875", "#1987545", "#19875g", "green"})
  void refusesWhatIsNoColour(String text) {
    assertThrows(InvalidValueException.class, () -> Rgb.parse(text));
  }

  private static BufferedImage decode(String dataUrl) throws IOException {
    byte[] png = Base64.getDecoder().decode(dataUrl.substring("data:image/png;base64,".length()));
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
