package chatwarp.adapters.wa.media.workshop;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Files for tests, made on the spot. */
final class Samples {
  private Samples() {}

  /** Red on the left, blue on the right. */
  static BufferedImage twoColours(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    return image;
  }

  static byte[] image(String format, int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(twoColours(width, height), format, bytes)) {
        throw new AssertionError("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A JPEG whose Exif data says how the camera was held. */
  static byte[] turnedJpeg(int width, int height, int orientation) {
    byte[] jpeg = image("jpeg", width, height);
    byte[] exif =
        ByteBuffer.allocate(36)
            .order(ByteOrder.BIG_ENDIAN)
            .putShort((short) 0xFFE1)
            .putShort((short) 34)
            .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
            .put("MM".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) 42)
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 274)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .putShort((short) 0)
            .putInt(0)
            .array();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.writeBytes(exif);
    bytes.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  /** A JPEG in the four colours of printers. */
  static byte[] printJpeg(int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      WritableRaster raster =
          Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static byte[] animatedGif(int frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        writer.writeToSequence(new IIOImage(twoColours(20, 10), null, null), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A PNG of some dozen bytes that claims to be so large. */
  static byte[] pngBomb(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(header);
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
        .putInt(13)
        .put(header)
        .putInt((int) crc.getValue())
        .array();
  }

  /** A WebP that says it is animated; without frames. */
  static byte[] animatedWebp() {
    byte[] body =
        ByteBuffer.allocate(4 + 18 + 14)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
            .putInt(10)
            .put((byte) 2)
            .put(new byte[3])
            .put(new byte[] {(byte) 0xFF, 1, 0, (byte) 0xFF, 1, 0})
            .put("ANIM".getBytes(StandardCharsets.US_ASCII))
            .putInt(6)
            .put(new byte[6])
            .array();
    return ByteBuffer.allocate(8 + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(body.length)
        .put(body)
        .array();
  }

  /** Mono samples, silent in the first half and a tone of 440 Hz in the second. */
  static byte[] tone(int rate, double seconds) {
    int count = (int) (rate * seconds);
    ByteBuffer samples = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      double value = i < count / 2 ? 0 : Math.sin(2 * Math.PI * 440 * i / rate);
      samples.putShort((short) (20_000 * value));
    }
    return samples.array();
  }

  static byte[] wav(int rate, double seconds) {
    byte[] samples = tone(rate, seconds);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (AudioInputStream in =
        new AudioInputStream(
            new ByteArrayInputStream(samples),
            new AudioFormat(rate, 16, 1, true, false),
            samples.length / 2)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] opus(double seconds) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      OpusWriter.write(new ByteArrayInputStream(tone(48_000, seconds)), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] box(String name, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    return ByteBuffer.allocate(8 + body.size())
        .putInt(8 + body.size())
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .put(body.toByteArray())
        .array();
  }

  /** The boxes of an MP4 that plays for 2.5 s. */
  static byte[] mp4(int width, int height, boolean turned) {
    byte[] track =
        ByteBuffer.allocate(84)
            .position(40)
            .putInt(turned ? 0 : 1 << 16)
            .position(76)
            .putInt(width << 16)
            .putInt(height << 16)
            .array();
    return container("isom", track(track, "vide"), track(new byte[84], "soun"));
  }

  static byte[] m4a() {
    return container("M4A ", track(new byte[84], "soun"));
  }

  private static byte[] track(byte[] header, String kind) {
    byte[] handler = new byte[24];
    System.arraycopy(kind.getBytes(StandardCharsets.US_ASCII), 0, handler, 8, 4);
    return box("trak", box("tkhd", header), box("mdia", box("hdlr", handler)));
  }

  private static byte[] container(String brand, byte[]... tracks) {
    byte[] movie = ByteBuffer.allocate(100).position(12).putInt(1000).putInt(2500).array();
    ByteArrayOutputStream moov = new ByteArrayOutputStream();
    moov.writeBytes(box("mvhd", movie));
    for (byte[] track : tracks) {
      moov.writeBytes(track);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        box(
            "ftyp",
            brand.getBytes(StandardCharsets.US_ASCII),
            new byte[4],
            brand.getBytes(StandardCharsets.US_ASCII)));
    file.writeBytes(box("mdat", new byte[100]));
    file.writeBytes(box("moov", moov.toByteArray()));
    return file.toByteArray();
  }

  /** Frames of MPEG 1 layer III, 128 kbit/s at 44100 Hz, 417 bytes each; silence to a decoder. */
  static byte[] mp3(int frames, boolean counted) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 20});
    file.writeBytes(new byte[20]);
    for (int i = 0; i < frames; i++) {
      ByteBuffer frame = ByteBuffer.allocate(417).putInt(0xFFFB9000);
      if (i == 0 && counted) {
        frame.position(36).put("Xing".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(1000);
      }
      file.writeBytes(frame.array());
    }
    return file.toByteArray();
  }
}
