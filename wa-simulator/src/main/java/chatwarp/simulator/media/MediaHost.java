package chatwarp.simulator.media;

import chatwarp.simulator.listen.StreamAnswer;
import chatwarp.simulator.listen.StreamRequest;
import chatwarp.simulator.listen.StreamService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads, downloads and deletions over HTTP (06 §4, §5). Safe from any thread. */
public final class MediaHost implements StreamService {
  private static final Logger LOG = LoggerFactory.getLogger(MediaHost.class);
  private static final Pattern UPLOAD = Pattern.compile("/mms/([a-z0-9-]+)/([A-Za-z0-9_=-]+)");
  private static final Pattern FILE = Pattern.compile("/v/[^/]+/([0-9a-f]+)_n\\.enc");
  private static final Pattern PICTURE = Pattern.compile("/v/[^/]+/([0-9a-z]+)_n\\.jpg");

  /** Above this a refused body is not read to its end: the connection breaks instead. */
  private static final long DRAINED = 16L << 20;

  private final MediaTickets tickets;
  private final MediaPaths paths;
  private final MediaFiles files;
  private final Pictures pictures;
  private final MediaFaults faults;

  public MediaHost(
      MediaTickets tickets,
      MediaPaths paths,
      MediaFiles files,
      Pictures pictures,
      MediaFaults faults) {
    this.tickets = tickets;
    this.paths = paths;
    this.files = files;
    this.pictures = pictures;
    this.faults = faults;
  }

  @Override
  public boolean takes(String path) {
    return path.startsWith("/mms/") || path.startsWith("/v/");
  }

  @Override
  public StreamAnswer answer(StreamRequest request) {
    try {
      return switch (request.method()) {
        case "POST" -> upload(request);
        case "GET", "HEAD" -> download(request);
        case "DELETE" -> delete(request);
        default -> StreamAnswer.text(405, "takes POST, GET and DELETE");
      };
    } catch (MediaRefusedException e) {
      LOG.info("media host refuses {}: {} {}", request.method(), e.status(), e.getMessage());
      drain(request);
      return StreamAnswer.text(e.status(), String.valueOf(e.getMessage()));
    }
  }

  private StreamAnswer upload(StreamRequest request) {
    fail(MediaFaults.Where.UPLOAD);
    Matcher path = admitted(request);
    String type = path.group(1);
    String token = MediaToken.plain(path.group(2));
    if (request.query().containsKey("resume")) {
      return json(resume(token));
    }
    long offset = offset(request.query().getOrDefault("file_offset", "0"));
    return json(stored(files.store(type, token, offset, request.body())));
  }

  private String resume(String token) {
    Optional<MediaFile> whole = files.byToken(token);
    return whole.isPresent()
        ? "{\"resume\":\"complete\"," + stored(whole.get()).substring(1)
        : "{\"resume\":\"" + files.begun(token) + "\"}";
  }

  private String stored(MediaFile file) {
    String direct = paths.file(file.type(), file.id());
    return "{\"url\":\"" + paths.url(direct) + "\",\"direct_path\":\"" + direct + "\"}";
  }

  private static long offset(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new MediaRefusedException(400, "file_offset is no number");
    }
    return Long.parseLong(text);
  }

  /** The path of a request that may change something: its ticket is good and its tokens agree. */
  private Matcher admitted(StreamRequest request) {
    Matcher path = UPLOAD.matcher(request.path());
    if (!path.matches()) {
      throw new MediaRefusedException(404, "no such path");
    }
    if (!tickets.admits(request.query().getOrDefault("auth", ""))) {
      throw new MediaRefusedException(401, "the auth is unknown or too old");
    }
    String token = MediaToken.plain(path.group(2));
    if (!MediaToken.plain(request.query().getOrDefault("token", "")).equals(token)) {
      throw new MediaRefusedException(400, "the token in the query is not the path's");
    }
    return path;
  }

  private StreamAnswer download(StreamRequest request) {
    fail(MediaFaults.Where.DOWNLOAD);
    paths.require(request.path(), request.query());
    Matcher picture = PICTURE.matcher(request.path());
    if (picture.matches()) {
      return pictures
          .bytes(picture.group(1))
          .map(jpeg -> StreamAnswer.of(200, "image/jpeg", jpeg))
          .orElseThrow(() -> new MediaRefusedException(404, "no such picture"));
    }
    Matcher path = FILE.matcher(request.path());
    MediaFile file =
        (path.matches() ? files.byId(path.group(1)) : Optional.<MediaFile>empty())
            .orElseThrow(() -> new MediaRefusedException(404, "no such file"));
    if (file.gone().isPresent()) {
      throw new MediaRefusedException(file.gone().getAsInt(), "the file is gone");
    }
    String hash = request.query().get("hash");
    if (hash != null && !MediaToken.plain(hash).equals(file.token())) {
      throw new MediaRefusedException(403, "the hash is another file's");
    }
    return content(file, request.range());
  }

  private static StreamAnswer content(MediaFile file, Optional<String> header) {
    Optional<ByteRange> range = header.flatMap(text -> ByteRange.parse(text, file.length()));
    ByteRange part = range.orElse(new ByteRange(0, file.length()));
    Map<String, String> headers =
        range.isPresent()
            ? Map.of("Accept-Ranges", "bytes", "Content-Range", part.contentRange(file.length()))
            : Map.of("Accept-Ranges", "bytes");
    try {
      return new StreamAnswer(
          range.isPresent() ? 206 : 200,
          "application/octet-stream",
          headers,
          FileBody.open(file.place(), part.from(), part.length()));
    } catch (IOException e) {
      throw new MediaRefusedException(MediaFiles.GONE, "the file has just gone", e);
    }
  }

  private StreamAnswer delete(StreamRequest request) {
    String token = MediaToken.plain(admitted(request).group(2));
    files.byToken(token).ifPresent(file -> files.lose(file.id(), 404));
    return json("{}");
  }

  private void fail(MediaFaults.Where where) {
    OptionalInt status = faults.take(where);
    if (status.isPresent()) {
      throw new MediaRefusedException(status.getAsInt(), "planned by a test");
    }
  }

  private static StreamAnswer json(String text) {
    return StreamAnswer.of(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads on for a while, so that a client that writes first and reads then gets its answer. */
  private static void drain(StreamRequest request) {
    byte[] buffer = new byte[1 << 16];
    long drained = 0;
    try {
      int read = 0;
      while (read >= 0 && drained < DRAINED) {
        drained += read;
        read = request.body().read(buffer);
      }
    } catch (IOException e) {
      LOG.debug("a refused body broke off: {}", e.toString());
    }
  }
}
