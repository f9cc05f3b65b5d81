package chatwarp.adapters.wa.media.workshop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.model.Dimensions;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.MediaWorkshop.Order;
import chatwarp.domain.port.MediaWorkshop.Prepared;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkshopTest {
  @TempDir Path folder;
  private final Workshop workshop = new Workshop(Optional.empty());

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("given"), bytes);
  }

  private static Order order(MediaKind kind, Path file) {
    return new Order(kind, file, Optional.empty(), Optional.empty(), true);
  }

  private Prepared prepare(MediaKind kind, byte[] bytes) throws IOException {
    return workshop.prepare(order(kind, file(bytes)));
  }

  private String refusal(MediaKind kind, byte[] bytes) throws IOException {
    Path file = file(bytes);
    MediaException refused =
        assertThrows(MediaException.class, () -> workshop.prepare(order(kind, file)));
    assertOnlyTheGivenIsLeft();
    return refused.getMessage();
  }

  private void assertOnlyTheGivenIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of("given"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  private static BufferedImage read(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  private static boolean isRed(int rgb) {
    Color color = new Color(rgb);
    return color.getRed() > 150 && color.getBlue() < 100;
  }

  private static boolean isBlue(int rgb) {
    Color color = new Color(rgb);
    return color.getBlue() > 150 && color.getRed() < 100;
  }

  @ParameterizedTest
  @CsvSource({"jpeg, image/jpeg", "png, image/png"})
  void sendsCommonImagesAsTheyAre(String format, String mimetype) throws Exception {
    Prepared image = prepare(MediaKind.IMAGE, Samples.image(format, 400, 200));
    assertEquals(folder.resolve("given"), image.file());
    assertEquals(mimetype, image.mimetype());
    assertEquals(Optional.of(new Dimensions(400, 200)), image.size());
    assertEquals(Files.size(image.file()), image.length());
    BufferedImage thumbnail = read(image.thumbnail().orElseThrow().jpeg());
    assertEquals(100, thumbnail.getWidth());
    assertEquals(50, thumbnail.getHeight());
    assertTrue(isRed(thumbnail.getRGB(10, 25)) && isBlue(thumbnail.getRGB(90, 25)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp", "tiff"})
  void convertsOtherImagesToJpeg(String format) throws Exception {
    Prepared image = prepare(MediaKind.IMAGE, Samples.image(format, 400, 200));
    assertEquals("image/jpeg", image.mimetype());
    assertEquals(FileType.JPEG, FileType.of(image.file()));
    assertEquals(folder, image.file().getParent());
    assertEquals(Optional.of(new Dimensions(400, 200)), image.size());
    assertTrue(isRed(read(Files.readAllBytes(image.file())).getRGB(20, 20)));
  }

  private Prepared said(MediaKind kind, byte[] bytes, String mimetype) throws IOException {
    Path file = Files.write(folder.resolve("said"), bytes);
    return new Workshop(Optional.empty())
        .prepare(new Order(kind, file, Optional.of(mimetype), Optional.empty(), true));
  }

  @Test
  void takesAVectorStickerAsItIsWhenItIsSaidToBeOne() throws IOException {
    byte[] zip = {'P', 'K', 3, 4, 0, 0};
    Prepared vector = said(MediaKind.STICKER, zip, "application/was");
    assertEquals("application/was", vector.mimetype());
    assertTrue(vector.animated());
    assertThrows(MediaException.class, () -> said(MediaKind.STICKER, zip, "application/zip"));
    assertThrows(
        MediaException.class,
        () -> said(MediaKind.STICKER, Samples.mp3(5, false), "application/was"));
  }

  @Test
  void tellsPicturesVideosAndSoundsInTheWordsOfTheCaller() throws IOException {
    assertEquals(
        "image/x-png", said(MediaKind.IMAGE, Samples.image("png", 9, 9), "image/x-png").mimetype());
    assertEquals(
        "video/x-m4v", said(MediaKind.VIDEO, Samples.mp4(20, 10, false), "video/x-m4v").mimetype());
    assertEquals("audio/ogg", said(MediaKind.AUDIO, Samples.opus(1), "audio/ogg").mimetype());
    assertEquals("audio/x-m4a", said(MediaKind.AUDIO, Samples.m4a(), "audio/x-m4a").mimetype());
  }

  @Test
  void tellsWhatTheBytesAreWhereTheCallerIsWrong() throws IOException {
    assertEquals(
        "image/png", said(MediaKind.IMAGE, Samples.image("png", 9, 9), "image/jpeg").mimetype());
    assertEquals(
        "image/jpeg", said(MediaKind.IMAGE, Samples.image("bmp", 9, 9), "image/bmp").mimetype());
    assertEquals(
        "audio/ogg; codecs=opus", said(MediaKind.VOICE, Samples.opus(1), "audio/ogg").mimetype());
    assertEquals(
        "video/mp4", said(MediaKind.GIF, Samples.mp4(20, 10, false), "image/gif").mimetype());
  }

  @Test
  void takesASoundInMp4AsMp4() throws IOException {
    Path given = Files.write(folder.resolve("given"), Samples.m4a());
    assertEquals(given, new Workshop(Optional.empty()).mp4Sound(given));
  }

  @Test
  void makesNoMp4OfASoundWithoutFfmpeg() throws IOException {
    Path given = Files.write(folder.resolve("given"), Samples.opus(1));
    MediaException refused =
        assertThrows(MediaException.class, () -> new Workshop(Optional.empty()).mp4Sound(given));
    assertEquals("to have a sound converted to MP4, configure ffmpeg", refused.getMessage());
  }

  @Test
  void readsTheColoursOfPrinters() throws Exception {
    Prepared image = prepare(MediaKind.IMAGE, Samples.printJpeg(300, 200));
    assertEquals("image/jpeg", image.mimetype());
    assertEquals(Optional.of(new Dimensions(300, 200)), image.size());
    assertTrue(image.thumbnail().isPresent());
  }

  @Test
  void readsWebpImages() throws Exception {
    byte[] webp = Picture.webp(Samples.twoColours(300, 100), 0.8f);
    Prepared image = prepare(MediaKind.IMAGE, webp);
    assertEquals("image/jpeg", image.mimetype());
    assertEquals(Optional.of(new Dimensions(300, 100)), image.size());
  }

  @ParameterizedTest(name = "orientation {0}")
  @CsvSource({
    // where the red and the blue side of the picture are seen
    "1, 400, 200, left",
    "2, 400, 200, right",
    "3, 400, 200, right",
    "4, 400, 200, left",
    "5, 200, 400, top",
    "6, 200, 400, top",
    "7, 200, 400, bottom",
    "8, 200, 400, bottom"
  })
  void turnsWhatWasTakenWithATurnedCamera(int orientation, int width, int height, String redSide)
      throws Exception {
    Prepared image = prepare(MediaKind.IMAGE, Samples.turnedJpeg(400, 200, orientation));
    assertEquals(Optional.of(new Dimensions(width, height)), image.size());
    BufferedImage seen = read(image.thumbnail().orElseThrow().jpeg());
    int right = seen.getWidth() - 5;
    int bottom = seen.getHeight() - 5;
    int red =
        switch (redSide) {
          case "left", "top" -> seen.getRGB(5, 5);
          case "right" -> seen.getRGB(right, 5);
          default -> seen.getRGB(5, bottom);
        };
    int blue =
        switch (redSide) {
          case "right", "bottom" -> seen.getRGB(5, 5);
          case "left" -> seen.getRGB(right, 5);
          default -> seen.getRGB(5, bottom);
        };
    assertTrue(isRed(red) && isBlue(blue));
  }

  @Test
  void refusesWhatIsNoImage() throws Exception {
    assertTrue(
        refusal(MediaKind.IMAGE, "hello".getBytes(StandardCharsets.UTF_8)).contains("image"));
    assertTrue(refusal(MediaKind.IMAGE, new byte[0]).contains("image"));
    byte[] cut = Arrays.copyOf(Samples.image("png", 400, 200), 40);
    assertTrue(refusal(MediaKind.IMAGE, cut).contains("damaged"));
  }

  @Test
  void refusesAnImageWithMorePixelsThanAnyCameraMakes() throws Exception {
    assertTrue(
        refusal(MediaKind.IMAGE, Samples.pngBomb(60_000, 60_000)).contains("too many pixels"));
  }

  @Test
  void everyCutImageIsRefusedOrRead() throws Exception {
    for (String format : List.of("jpeg", "png", "gif", "bmp")) {
      byte[] image = Samples.image(format, 30, 20);
      for (int length = 0; length < image.length; length += 7) {
        Path file = file(Arrays.copyOf(image, length));
        try {
          workshop.prepare(order(MediaKind.IMAGE, file));
        } catch (MediaException e) {
          assertFalse(e.getMessage().isBlank());
        }
      }
    }
  }

  @Test
  void makesAStickerOfAnImage() throws Exception {
    Prepared sticker = prepare(MediaKind.STICKER, Samples.image("png", 400, 200));
    assertEquals("image/webp", sticker.mimetype());
    assertEquals(FileType.WEBP, FileType.of(sticker.file()));
    assertFalse(sticker.animated());
    assertTrue(sticker.length() <= 100 * 1024);
    Picture picture = Picture.open(sticker.file(), FileType.WEBP);
    assertEquals(new Dimensions(512, 512), picture.size());
    BufferedImage seen = picture.decode(512);
    assertEquals(0, seen.getRGB(256, 10) >>> 24); // above it there is nothing
    assertTrue(isRed(seen.getRGB(50, 256)));
  }

  @Test
  void sendsStickersAsTheyAre() throws Exception {
    byte[] webp = Picture.webp(Samples.twoColours(512, 512), 0.5f);
    Prepared sticker = prepare(MediaKind.STICKER, webp);
    assertArrayEquals(webp, Files.readAllBytes(sticker.file()));
    Prepared animated = prepare(MediaKind.STICKER, Samples.animatedWebp());
    assertTrue(animated.animated());
    assertEquals(folder.resolve("given"), animated.file());
  }

  @Test
  void makesNoStickerUnlessToldAndAble() throws Exception {
    Path png = file(Samples.image("png", 10, 10));
    Order asItIs = new Order(MediaKind.STICKER, png, Optional.empty(), Optional.empty(), false);
    assertThrows(MediaException.class, () -> workshop.prepare(asItIs));
    assertTrue(refusal(MediaKind.STICKER, Samples.animatedGif(3)).contains("ffmpeg"));
  }

  @Test
  void makesAStickerOfAGifThatStandsStill() throws Exception {
    assertEquals("image/webp", prepare(MediaKind.STICKER, Samples.animatedGif(1)).mimetype());
  }

  @Test
  void sendsAVoiceNoteAsItIsAndDrawsIt() throws Exception {
    Prepared voice = prepare(MediaKind.VOICE, Samples.opus(2));
    assertEquals(MediaKind.VOICE, voice.kind());
    assertEquals("audio/ogg; codecs=opus", voice.mimetype());
    assertEquals(Optional.of(Duration.ofSeconds(2)), voice.duration());
    byte[] levels = voice.waveform().orElseThrow().levels();
    assertTrue(levels[10] < 5 && levels[50] > 80, Arrays.toString(levels));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 44_100, 48_000})
  void makesAVoiceNoteOfAWav(int rate) throws Exception {
    Prepared voice = prepare(MediaKind.VOICE, Samples.wav(rate, 1.5));
    assertEquals(MediaKind.VOICE, voice.kind());
    assertEquals(FileType.OGG_OPUS, FileType.of(voice.file()));
    long millis = voice.duration().orElseThrow().toMillis();
    assertTrue(Math.abs(millis - 1500) < 20, "" + millis);
    assertTrue(voice.waveform().orElseThrow().levels()[50] > 80);
  }

  @Test
  void sendsAsAudioWhatItCannotMakeAVoiceNote() throws Exception {
    Prepared audio = prepare(MediaKind.VOICE, Samples.mp3(100, false));
    assertEquals(MediaKind.AUDIO, audio.kind());
    assertEquals("audio/mpeg", audio.mimetype());
    Path wav = file(Samples.wav(8000, 1));
    Prepared unconverted =
        workshop.prepare(
            new Order(MediaKind.VOICE, wav, Optional.empty(), Optional.empty(), false));
    assertEquals(MediaKind.AUDIO, unconverted.kind());
    assertEquals("audio/wav", unconverted.mimetype());
    assertOnlyTheGivenIsLeft();
  }

  @Test
  void knowsHowLongSoundsPlay() throws Exception {
    // 100 frames of 1152 samples at 44100 Hz take 2.612 s; their size at 128 kbit/s says the same.
    long plain =
        prepare(MediaKind.AUDIO, Samples.mp3(100, false)).duration().orElseThrow().toMillis();
    assertTrue(Math.abs(plain - 2612) < 10, "" + plain);
    assertEquals(
        Optional.of(Duration.ofMillis(26_122)),
        prepare(MediaKind.AUDIO, Samples.mp3(10, true)).duration());
    assertEquals(
        Optional.of(Duration.ofMillis(2500)), prepare(MediaKind.AUDIO, Samples.m4a()).duration());
    assertEquals(
        Optional.of(Duration.ofMillis(500)),
        prepare(MediaKind.AUDIO, Samples.wav(8000, 0.5)).duration());
  }

  @ParameterizedTest
  @EnumSource(
      value = MediaKind.class,
      names = {"AUDIO", "VOICE", "VIDEO", "GIF", "PTV", "STICKER", "LINK_THUMBNAIL"})
  void refusesText(MediaKind kind) throws Exception {
    assertFalse(
        refusal(kind, "#EXTM3U\nfile:///etc/passwd".getBytes(StandardCharsets.UTF_8)).isBlank());
  }

  @Test
  void readsTheBoxesOfAVideo() throws Exception {
    Prepared video = prepare(MediaKind.VIDEO, Samples.mp4(640, 360, false));
    assertEquals("video/mp4", video.mimetype());
    assertEquals(Optional.of(new Dimensions(640, 360)), video.size());
    assertEquals(Optional.of(Duration.ofMillis(2500)), video.duration());
    assertEquals(
        Optional.of(new Dimensions(360, 640)),
        prepare(MediaKind.PTV, Samples.mp4(640, 360, true)).size());
    assertEquals(MediaKind.GIF, prepare(MediaKind.GIF, Samples.mp4(64, 64, false)).kind());
  }

  @Test
  void everyCutVideoIsReadAsFarAsItGoes() throws Exception {
    byte[] video = Samples.mp4(640, 360, false);
    for (int length = 32; length < video.length; length++) {
      prepare(MediaKind.VIDEO, Arrays.copyOf(video, length));
    }
  }

  @Test
  void saysThatAGifNeedsAProgram() throws Exception {
    assertTrue(refusal(MediaKind.GIF, Samples.animatedGif(3)).contains("ffmpeg"));
  }

  @Test
  void refusesASoundThatIsToBeAVideo() throws Exception {
    assertTrue(refusal(MediaKind.VIDEO, Samples.mp3(5, false)).contains("not a video"));
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource({
    "%PDF-1.7, text/plain, a.pdf, text/plain",
    "%PDF-1.7, , a.txt, application/pdf",
    "%PDF-1.7, binary/octet-stream, a.txt, application/pdf",
    "%PDF-1.7, Application/Octet-Stream, , application/pdf",
    "PK\u0003\u0004, application/vnd.oasis.opendocument.text, , "
        + "application/vnd.oasis.opendocument.text",
    "hello, , a.txt, text/plain",
    "hello, application/octet-stream, a.pdf, application/pdf",
    "hello, , , application/octet-stream",
    "hello, text/csv, a.txt, text/csv"
  })
  void saysWhatADocumentIs(String bytes, String said, String name, String expected)
      throws Exception {
    Path file = file(bytes.getBytes(StandardCharsets.ISO_8859_1));
    Prepared document =
        workshop.prepare(
            new Order(
                MediaKind.DOCUMENT,
                file,
                Optional.ofNullable(said),
                Optional.ofNullable(name),
                true));
    assertEquals(expected, document.mimetype());
    assertEquals(file, document.file());
  }

  @ParameterizedTest
  @CsvSource({"1600, 800, 640", "800, 1600, 640", "300, 200, 200", "640, 640, 640"})
  void cutsAProfilePictureSquare(int width, int height, int edge) throws Exception {
    BufferedImage picture =
        read(workshop.profilePicture(file(Samples.image("png", width, height))));
    assertEquals(edge, picture.getWidth());
    assertEquals(edge, picture.getHeight());
    assertTrue(isRed(picture.getRGB(5, 5)) && isBlue(picture.getRGB(edge - 5, 5)));
  }

  @Test
  void refusesAProfilePictureThatIsNone() throws Exception {
    Path file = file(Samples.wav(8000, 0.1));
    assertThrows(MediaException.class, () -> workshop.profilePicture(file));
  }

  @Test
  void readsEveryCutVoiceNoteAsFarAsItGoes() throws Exception {
    byte[] opus = Samples.opus(0.2);
    for (int length = 48; length < opus.length; length += 11) {
      assertEquals(MediaKind.VOICE, prepare(MediaKind.VOICE, Arrays.copyOf(opus, length)).kind());
    }
  }
}
