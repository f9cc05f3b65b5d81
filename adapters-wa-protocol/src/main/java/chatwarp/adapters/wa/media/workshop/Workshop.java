package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.Thumbnail;
import chatwarp.domain.content.Waveform;
import chatwarp.domain.model.Dimensions;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.MediaWorkshop;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workshop: libraries for pictures and Opus, and ffmpeg where it is configured. One for the
 * process; any thread may call.
 */
public final class Workshop implements MediaWorkshop {
  private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

  /** What servers say of files that they know nothing of. */
  private static final Set<String> ANYTHING =
      Set.of(FileType.UNKNOWN.mimetype(), "binary/octet-stream");

  private static final int THUMBNAIL_EDGE = 100;
  private static final float THUMBNAIL_QUALITY = 0.5f;
  private static final float PICTURE_QUALITY = 0.85f;
  private static final int LONGEST_EDGE = 4096;
  private static final int PROFILE_EDGE = 640;

  private final Optional<Ffmpeg> ffmpeg;
  private final Stickers stickers;

  /**
   * @param ffmpeg where it may be used
   */
  public Workshop(Optional<Ffmpeg> ffmpeg) {
    this.ffmpeg = ffmpeg;
    this.stickers = new Stickers(ffmpeg);
  }

  @Override
  public Prepared prepare(Order order) {
    try {
      FileType type = FileType.of(order.file());
      return switch (order.kind()) {
        case IMAGE, LINK_THUMBNAIL -> image(order, type);
        case VIDEO, PTV -> video(order, type);
        case GIF -> gif(order, type);
        case AUDIO -> audio(order, type);
        case VOICE -> voice(order, type);
        case DOCUMENT -> document(order, type);
        case STICKER -> stickers.prepare(order, type);
      };
    } catch (IOException e) {
      throw new MediaException("the file cannot be read", e);
    }
  }

  private static Prepared image(Order order, FileType type) throws IOException {
    Picture picture = Picture.open(order.file(), type);
    boolean ready =
        type == FileType.JPEG || (type == FileType.PNG && order.kind() == MediaKind.IMAGE);
    if (ready) {
      return picture(order, order.file(), type, picture.size(), thumbnail(picture));
    }
    BufferedImage decoded = Canvas.within(picture.decode(LONGEST_EDGE), LONGEST_EDGE);
    Path made = MadeFiles.beside(order.file(), ".jpg", Picture.jpeg(decoded, PICTURE_QUALITY));
    Dimensions size = new Dimensions(decoded.getWidth(), decoded.getHeight());
    return MadeFiles.look(
        made, file -> picture(order, file, FileType.JPEG, size, thumbnail(decoded)));
  }

  private static Prepared picture(
      Order order, Path file, FileType type, Dimensions size, Thumbnail thumbnail)
      throws IOException {
    return new Prepared(
        order.kind(),
        file,
        Files.size(file),
        SaidType.of(order.mimetype(), type),
        Optional.of(size),
        Optional.empty(),
        Optional.of(thumbnail),
        Optional.empty(),
        false,
        OptionalInt.empty());
  }

  private static Thumbnail thumbnail(Picture picture) {
    return thumbnail(picture.decode(2 * THUMBNAIL_EDGE));
  }

  private static Thumbnail thumbnail(BufferedImage picture) {
    return Thumbnail.of(Picture.jpeg(Canvas.within(picture, THUMBNAIL_EDGE), THUMBNAIL_QUALITY));
  }

  private Prepared video(Order order, FileType type) throws IOException {
    if (type.family() != FileType.Family.VIDEO) {
      throw new MediaException("the file is not a video");
    }
    if (type == FileType.MP4 || ffmpeg.isEmpty()) {
      // Phones play little else than MP4; without ffmpeg it goes out as what it is.
      return video(order, order.file(), type);
    }
    return MadeFiles.look(
        ffmpeg.get().convert(Ffmpeg.Job.VIDEO, order.file()),
        file -> video(order, file, FileType.MP4));
  }

  private Prepared gif(Order order, FileType type) throws IOException {
    if (type == FileType.MP4) {
      return video(order, order.file(), type);
    }
    if (type != FileType.GIF && type.family() != FileType.Family.VIDEO) {
      throw new MediaException("the file is neither a GIF nor a video");
    }
    Ffmpeg program =
        ffmpeg.orElseThrow(() ->
            new MediaException(
                "a GIF must be sent as an MP4 video; to convert it, configure ffmpeg"));
    return MadeFiles.look(
        program.convert(Ffmpeg.Job.SILENT_VIDEO, order.file()),
        file -> video(order, file, FileType.MP4));
  }

  private Prepared video(Order order, Path file, FileType type) throws IOException {
    boolean boxes = type != FileType.WEBM && type != FileType.AVI;
    Optional<Mp4File.Facts> facts = boxes ? Optional.of(Mp4File.read(file)) : Optional.empty();
    if (facts.filter(f -> !f.picture() && f.sound()).isPresent()) {
      throw new MediaException("the file is not a video: it has sound only");
    }
    return new Prepared(
        order.kind(),
        file,
        Files.size(file),
        SaidType.of(order.mimetype(), type),
        facts.flatMap(Mp4File.Facts::size),
        boxes ? facts.flatMap(Mp4File.Facts::duration) : Sounds.duration(file, type),
        firstFrame(file),
        Optional.empty(),
        false,
        OptionalInt.empty());
  }

  /** A video without a picture of it is still a video. */
  private Optional<Thumbnail> firstFrame(Path file) {
    if (ffmpeg.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> frame = Optional.empty();
    try {
      frame = Optional.of(ffmpeg.get().convert(Ffmpeg.Job.FIRST_FRAME, file));
      return Optional.of(thumbnail(Picture.open(frame.get(), FileType.JPEG)));
    } catch (MediaException e) {
      LOG.info("a video goes without thumbnail: {}", e.getMessage());
      return Optional.empty();
    } finally {
      frame.ifPresent(MadeFiles::delete);
    }
  }

  private static Prepared audio(Order order, FileType type) throws IOException {
    Path file = order.file();
    boolean inBoxes = type == FileType.MP4 || type == FileType.THREE_GP;
    boolean sound =
        type.family() == FileType.Family.SOUND || (inBoxes && !Mp4File.read(file).picture());
    if (!sound) {
      throw new MediaException("the file is not an audio file");
    }
    return sound(
        MediaKind.AUDIO,
        file,
        SaidType.of(order.mimetype(), inBoxes ? FileType.M4A : type),
        Sounds.duration(file, type),
        Optional.empty());
  }

  private static Prepared sound(
      MediaKind kind,
      Path file,
      String mimetype,
      Optional<Duration> duration,
      Optional<Waveform> waveform)
      throws IOException {
    return new Prepared(
        kind,
        file,
        Files.size(file),
        mimetype,
        Optional.empty(),
        duration,
        Optional.empty(),
        waveform,
        false,
        OptionalInt.empty());
  }

  private Prepared voice(Order order, FileType type) throws IOException {
    if (type == FileType.OGG_OPUS) {
      return voice(order.file());
    }
    boolean sound =
        type.family() == FileType.Family.SOUND || type.family() == FileType.Family.VIDEO;
    if (!sound) {
      throw new MediaException("the file is not an audio file");
    }
    if (!order.convert()) {
      return audio(order, type);
    }
    if (type == FileType.WAV) {
      Optional<Path> encoded = encoded(order.file());
      if (encoded.isPresent()) {
        return MadeFiles.look(encoded.get(), Workshop::voice);
      }
    }
    return ffmpeg.isPresent()
        ? MadeFiles.look(ffmpeg.get().convert(Ffmpeg.Job.VOICE, order.file()), Workshop::voice)
        : audio(order, type);
  }

  private static Optional<Path> encoded(Path wav) throws IOException {
    Path made = MadeFiles.beside(wav, ".ogg", new byte[0]);
    boolean done = false;
    try {
      done = Pcm.toVoice(wav, made);
      return done ? Optional.of(made) : Optional.empty();
    } finally {
      if (!done) {
        MadeFiles.delete(made);
      }
    }
  }

  private static Prepared voice(Path file) throws IOException {
    Optional<Duration> duration = OpusFile.duration(file);
    Optional<Waveform> waveform =
        duration.isPresent() ? OpusFile.waveform(file, duration.get()) : Optional.empty();
    return sound(MediaKind.VOICE, file, FileType.OGG_OPUS.mimetype(), duration, waveform);
  }

  private static Prepared document(Order order, FileType type) throws IOException {
    return new Prepared(
        MediaKind.DOCUMENT,
        order.file(),
        Files.size(order.file()),
        documentType(order, type),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        OptionalInt.empty());
  }

  /**
   * What was said of it decides, then the bytes where they tell something; an office document is a
   * ZIP to them.
   */
  private static String documentType(Order order, FileType type) {
    Optional<String> said =
        order
            .mimetype()
            .filter(mime -> !mime.isBlank() && !ANYTHING.contains(mime.toLowerCase(Locale.ROOT)));
    if (said.isEmpty() && type.telling()) {
      return type.mimetype();
    }
    return said.or(() -> order.fileName().map(URLConnection::guessContentTypeFromName))
        .orElse(type.mimetype());
  }

  @Override
  public Path mp4Sound(Path file) {
    try {
      FileType type = FileType.of(file);
      boolean ready =
          type == FileType.M4A || (type == FileType.MP4 && !Mp4File.read(file).picture());
      if (ready) {
        return file;
      }
    } catch (IOException e) {
      throw new MediaException("the file cannot be read", e);
    }
    return ffmpeg
        .orElseThrow(() -> new MediaException("to have a sound converted to MP4, configure ffmpeg"))
        .convert(Ffmpeg.Job.SOUND, file);
  }

  @Override
  public byte[] profilePicture(Path file) {
    try {
      Picture picture = Picture.open(file, FileType.of(file));
      // The shorter side decides how large the square can be.
      Dimensions size = picture.size();
      int longer = Math.max(size.width(), size.height());
      int shorter = Math.min(size.width(), size.height());
      int edge = (int) Math.min(LONGEST_EDGE, 2L * PROFILE_EDGE * longer / shorter);
      BufferedImage square = Canvas.square(picture.decode(edge));
      return Picture.jpeg(Canvas.within(square, PROFILE_EDGE), PICTURE_QUALITY);
    } catch (IOException e) {
      throw new MediaException("the file cannot be read", e);
    }
  }
}
