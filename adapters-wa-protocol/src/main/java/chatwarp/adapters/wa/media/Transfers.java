package chatwarp.adapters.wa.media;

import chatwarp.domain.content.MediaReference;
import chatwarp.domain.model.Sha256;
import chatwarp.domain.port.SessionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypted files to and from the media hosts (06 §4, §5): host after host, and all of them again
 * after a pause when that may help. Any thread may call; calls block.
 */
final class Transfers {
  private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));
  private static final int LONGEST_ANSWER = 1 << 16;
  private static final String ORIGIN = "https://web.whatsapp.com";

  /** What one host made of it. */
  private sealed interface Outcome<T> {
    record Done<T>(T result) implements Outcome<T> {}

    /** What we show it is no longer accepted. */
    record AuthRefused<T>() implements Outcome<T> {}

    /**
     * @param passing whether it may go better in a moment
     */
    record Failed<T>(String why, boolean passing, Optional<Exception> cause)
        implements Outcome<T> {}
  }

  private final OkHttpClient http;
  private final MediaHosts hosts;
  private final Pause pause;

  Transfers(OkHttpClient http, MediaHosts hosts, Pause pause) {
    this.http = http;
    this.hosts = hosts;
    this.pause = pause;
  }

  /**
   * Takes an encrypted file to a host.
   *
   * @param hash of the encrypted file
   * @throws SessionException.MediaFailed when no host takes it
   */
  UploadAnswer upload(MediaType type, Path blob, Sha256 hash) {
    return everywhere(
        hosts::forUpload,
        MediaConnection::uploadHosts,
        (known, host) -> {
          HttpUrl url =
              base(host, "/mms/" + type.path() + "/" + token(hash))
                  .newBuilder()
                  .addQueryParameter("auth", known.auth())
                  .addQueryParameter("token", token(hash))
                  .build();
          RequestBody body =
              RequestBody.create(blob.toFile(), okhttp3.MediaType.get("application/octet-stream"));
          try (Response response = http.newCall(request(url).post(body).build()).execute()) {
            return uploaded(response);
          }
        });
  }

  private static Outcome<UploadAnswer> uploaded(Response response) throws IOException {
    int status = response.code();
    if (status == 401 || status == 403) {
      return new Outcome.AuthRefused<>();
    }
    if (!response.isSuccessful()) {
      return refused(status);
    }
    byte[] answer = response.body().byteStream().readNBytes(LONGEST_ANSWER);
    return UploadAnswer.read(answer)
        .<Outcome<UploadAnswer>>map(Outcome.Done::new)
        .orElseGet(() ->
            new Outcome.Failed<>("a media host does not say where the file is", true, none()));
  }

  /**
   * Fetches a file and decrypts it.
   *
   * @param target appears when the file is complete and checked
   * @throws SessionException.MediaGone when it has expired
   * @throws SessionException.MediaFailed when no host gives it, or it is not what was promised
   */
  void download(MediaType type, MediaReference reference, Path target) {
    MediaKeys keys = MediaKeys.derive(reference.mediaKey(), type);
    String path = reference.directPath();
    String suffix =
        (path.indexOf('?') < 0 ? "?" : "&")
            + ("hash=" + token(reference.encryptedSha256()))
            + ("&mms-type=" + type.path() + "&__wa-mms=");
    Path part = beside(target);
    try {
      Path _ =
          everywhere(
              hosts::forDownload,
              MediaConnection::hosts,
              (_, host) -> {
                Request request = request(base(host, path + suffix)).get().build();
                try (Response response = http.newCall(request).execute()) {
                  return fetched(response, keys, reference, part);
                }
              });
      moveInto(part, target);
    } finally {
      delete(part);
    }
  }

  private static Outcome<Path> fetched(
      Response response, MediaKeys keys, MediaReference reference, Path part) throws IOException {
    switch (response.code()) {
      case 200 -> {
        try (InputStream in = response.body().byteStream();
            OutputStream out = Files.newOutputStream(part)) {
          MediaDecryption.run(keys, reference, in, out);
          return new Outcome.Done<>(part);
        } catch (DamagedMediaException e) {
          if (!e.mayBeRightElsewhere()) {
            throw new SessionException.MediaFailed(String.valueOf(e.getMessage()), e);
          }
          return new Outcome.Failed<>(String.valueOf(e.getMessage()), false, Optional.of(e));
        }
      }
      case 403, 404, 410 -> throw new SessionException.MediaGone();
      default -> {
        return refused(response.code());
      }
    }
  }

  private interface Attempt<T> {
    Outcome<T> at(MediaConnection known, String host) throws IOException;
  }

  private <T> T everywhere(
      Supplier<MediaConnection> current,
      Function<MediaConnection, List<MediaConnection.Host>> choice,
      Attempt<T> attempt) {
    MediaConnection known = current.get();
    boolean authRenewed = false;
    int round = 0;
    while (true) {
      Outcome<T> outcome = oneRound(known, choice.apply(known), attempt);
      switch (outcome) {
        case Outcome.Done<T>(T result) -> {
          return result;
        }
        case Outcome.AuthRefused<T> _ -> {
          if (authRenewed) {
            throw new SessionException.MediaFailed("the media hosts do not accept our word");
          }
          authRenewed = true;
          known = hosts.insteadOf(known);
        }
        case Outcome.Failed<T> failed -> {
          if (!failed.passing() || round == PAUSES.size()) {
            throw failed
                .cause()
                .map(cause -> new SessionException.MediaFailed(failed.why(), cause))
                .orElseGet(() -> new SessionException.MediaFailed(failed.why()));
          }
          rest(PAUSES.get(round++));
          known = current.get();
        }
      }
    }
  }

  /** Host after host; what remains is the refusal of our word, or the last failure. */
  private static <T> Outcome<T> oneRound(
      MediaConnection known, List<MediaConnection.Host> choice, Attempt<T> attempt) {
    Outcome<T> last = new Outcome.Failed<>("there is no media host", false, none());
    boolean passing = false;
    for (MediaConnection.Host host : choice) {
      try {
        last = attempt.at(known, host.authority());
      } catch (IOException e) {
        boolean refused = e instanceof RefusedHostException;
        String why = refused ? String.valueOf(e.getMessage()) : "a media host cannot be reached";
        last = new Outcome.Failed<>(why, !refused, Optional.of(e));
      }
      if (!(last instanceof Outcome.Failed<T> failed)) {
        return last;
      }
      LOG.info("media: {}", failed.why());
      passing |= failed.passing();
    }
    return last instanceof Outcome.Failed<T> failed
        ? new Outcome.Failed<>(failed.why(), passing, failed.cause())
        : last;
  }

  private void rest(Duration time) {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionException.MediaFailed("interrupted", e);
    }
  }

  private static <T> Outcome<T> refused(int status) {
    boolean passing = status >= 500 || status == 429 || status == 408;
    return new Outcome.Failed<>("a media host answered " + status, passing, none());
  }

  private static Optional<Exception> none() {
    return Optional.empty();
  }

  /**
   * The address, whose authority the path cannot change: it begins with a slash.
   *
   * @param path with its query
   */
  private static HttpUrl base(String authority, String path) throws IOException {
    HttpUrl url = HttpUrl.parse("https://" + authority + path);
    if (url == null) {
      throw new IOException("a media host or path is no address");
    }
    return url;
  }

  private static Request.Builder request(HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .header("Origin", ORIGIN)
        .header("Referer", ORIGIN + "/")
        .header("User-Agent", "Mozilla/5.0")
        .header("Accept-Encoding", "identity");
  }

  static String token(Sha256 hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.bytes());
  }

  /** Beside the target, so that the last step is a mere renaming. */
  private static Path beside(Path target) {
    try {
      return Files.createTempFile(target.toAbsolutePath().getParent(), "media-", ".part");
    } catch (IOException e) {
      throw new SessionException.MediaFailed("no file can be written", e);
    }
  }

  private static void moveInto(Path part, Path target) {
    try {
      Files.move(part, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SessionException.MediaFailed("no file can be written", e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a temporary file stays behind", e);
    }
  }
}
