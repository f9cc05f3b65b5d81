package chatwarp.adapters.wa.media.workshop;

import chatwarp.domain.port.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ffmpeg program, where it is configured. It gets arguments that are fixed here, may open
 * nothing but files, and is stopped when it takes too long.
 *
 * @param timeout for one conversion
 */
public record Ffmpeg(Path program, Duration timeout) {
  private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);

  /** What it is asked to make. */
  enum Job {
    VOICE(
        ".ogg",
        "-vn -map_metadata -1 -ac 1 -ar 48000 -c:a libopus -b:a 32k"
            + " -avoid_negative_ts make_zero -f ogg"),
    SOUND(".m4a", "-vn -map_metadata -1 -c:a aac -b:a 128k -ar 44100 -movflags +faststart -f mp4"),
    VIDEO(
        ".mp4",
        "-vf scale=trunc(iw/2)*2:trunc(ih/2)*2 -c:v libx264 -pix_fmt yuv420p -c:a aac"
            + " -movflags +faststart -f mp4"),
    SILENT_VIDEO(
        ".mp4",
        "-an -vf scale=trunc(iw/2)*2:trunc(ih/2)*2 -c:v libx264 -pix_fmt yuv420p"
            + " -movflags +faststart -f mp4"),
    STICKER(
        ".webp",
        "-an -vf scale=512:512:force_original_aspect_ratio=decrease,format=rgba,"
            + "pad=512:512:-1:-1:color=0x00000000 -c:v libwebp -loop 0 -q:v 50 -f webp"),
    FIRST_FRAME(
        ".jpg",
        "-an -frames:v 1 -vf scale=100:100:force_original_aspect_ratio=decrease"
            + " -c:v mjpeg -q:v 8 -f image2");

    private final String suffix;
    private final String arguments;

    Job(String suffix, String arguments) {
      this.suffix = suffix;
      this.arguments = arguments;
    }
  }

  /**
   * Converts into a new file beside the old one. Blocks.
   *
   * @throws MediaException when it fails; no file is left then
   */
  Path convert(Job job, Path file) {
    Path made = null;
    boolean done = false;
    try {
      made = Files.createTempFile(file.toAbsolutePath().getParent(), "made-", job.suffix);
      run(job, file, made);
      done = true;
      return made;
    } catch (IOException e) {
      throw new MediaException("ffmpeg cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaException("the conversion was interrupted", e);
    } finally {
      if (made != null && !done) {
        MadeFiles.delete(made);
      }
    }
  }

  private void run(Job job, Path file, Path made) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of("-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file"));
    command.addAll(List.of("-i", "file:" + file.toAbsolutePath()));
    command.addAll(List.of(job.arguments.split(" ", -1)));
    command.add("file:" + made.toAbsolutePath());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new MediaException("the conversion takes too long");
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0 || Files.size(made) == 0) {
      LOG.info("ffmpeg ended with {} over {}", process.exitValue(), job);
      throw new MediaException("the file cannot be converted");
    }
  }
}
