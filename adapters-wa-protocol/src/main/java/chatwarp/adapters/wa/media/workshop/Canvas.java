package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.model.Dimensions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Turns, cuts and scales pictures that are in memory. */
final class Canvas {
  private Canvas() {}

  /** A picture of this size with another painted onto it; what is left is transparent. */
  static BufferedImage paint(Dimensions size, BufferedImage picture, AffineTransform how) {
    return paint(
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_ARGB), picture, how);
  }

  private static BufferedImage paint(
      BufferedImage canvas, BufferedImage picture, AffineTransform how) {
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawRenderedImage(picture, how);
      return canvas;
    } finally {
      graphics.dispose();
    }
  }

  /** At most so wide and high, in its proportions; never larger than it is. */
  static BufferedImage within(BufferedImage picture, int edge) {
    int longest = Math.max(picture.getWidth(), picture.getHeight());
    return longest <= edge ? picture : scaled(picture, (double) edge / longest);
  }

  /** Halving again and again keeps what one large step would skip over. */
  private static BufferedImage scaled(BufferedImage picture, double factor) {
    BufferedImage current = picture;
    double left = factor;
    while (left < 0.5) {
      current = step(current, 0.5);
      left *= 2;
    }
    return step(
        current,
        scaledLength(picture.getWidth(), factor),
        scaledLength(picture.getHeight(), factor));
  }

  private static BufferedImage step(BufferedImage picture, double factor) {
    return step(
        picture,
        scaledLength(picture.getWidth(), factor),
        scaledLength(picture.getHeight(), factor));
  }

  private static BufferedImage step(BufferedImage picture, int width, int height) {
    return paint(
        new Dimensions(width, height),
        picture,
        AffineTransform.getScaleInstance(
            (double) width / picture.getWidth(), (double) height / picture.getHeight()));
  }

  private static int scaledLength(int length, double factor) {
    return Math.max(1, (int) Math.round(length * factor));
  }

  /** In the middle of a square of exactly this edge, in its proportions. */
  static BufferedImage fitted(BufferedImage picture, int edge) {
    int longest = Math.max(picture.getWidth(), picture.getHeight());
    BufferedImage fit =
        longest > edge ? within(picture, edge) : scaled(picture, (double) edge / longest);
    return paint(
        new Dimensions(edge, edge),
        fit,
        AffineTransform.getTranslateInstance(
            (edge - fit.getWidth()) / 2.0, (edge - fit.getHeight()) / 2.0));
  }

  /** The square in the middle. */
  static BufferedImage square(BufferedImage picture) {
    int edge = Math.min(picture.getWidth(), picture.getHeight());
    return picture.getSubimage(
        (picture.getWidth() - edge) / 2, (picture.getHeight() - edge) / 2, edge, edge);
  }

  /** Without transparency, on white, as JPEG wants it. */
  static BufferedImage opaque(BufferedImage picture) {
    BufferedImage canvas =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    } finally {
      graphics.dispose();
    }
    return paint(canvas, picture, new AffineTransform());
  }
}
