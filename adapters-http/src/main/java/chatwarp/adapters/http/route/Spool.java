package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.Uploads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one request: what is too long to be held in memory. Deleted when the request is
 * answered. Belongs to the thread that handles the request.
 */
final class Spool implements Uploads, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  /** JSON cannot spell this without saying so, and then it names nothing. */
  private static final String MARK = "\u0000spool:";

  private final List<Path> files = new ArrayList<>();
  private final Map<String, Path> strings = new HashMap<>();
  private Optional<Part> part = Optional.empty();

  @Override
  public Path create() {
    try {
      // Readable by this process' user only, as the JDK makes temporary files.
      Path file = Files.createTempFile("chatwarp-", ".spool");
      files.add(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made", e);
    }
  }

  /** Keeps a string that lies in a file; the result stands for it in the body. */
  String keep(Path text, String digest) {
    String name = MARK + digest;
    strings.put(name, text);
    return name;
  }

  /** Keeps the uploaded part. */
  void keep(Part uploaded) {
    part = Optional.of(uploaded);
  }

  @Override
  public Optional<Path> spooled(String text) {
    return Optional.ofNullable(strings.get(text));
  }

  @Override
  public Optional<Part> part() {
    return part;
  }

  @Override
  public void close() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("a spool file cannot be deleted", e);
      }
    }
  }
}
