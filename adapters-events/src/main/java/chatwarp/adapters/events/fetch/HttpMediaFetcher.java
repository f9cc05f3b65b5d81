package chatwarp.adapters.events.fetch;

import chatwarp.adapters.events.guard.GuardedClient;
import chatwarp.adapters.events.guard.HostResolver;
import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.MediaFetcher;
import chatwarp.domain.port.TargetPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Downloads over HTTP into files of one folder. Any thread may call; a call blocks. Redirects are
 * followed, each one guarded like the first address; other schemes than http and https are not.
 */
public final class HttpMediaFetcher implements MediaFetcher, AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final OkHttpClient client;
  private final Path folder;

  /**
   * @param folder where files are kept until their owner deletes them
   * @param timeout for a whole download
   */
  public HttpMediaFetcher(
      TargetPolicy policy, HostResolver resolver, Path folder, Duration timeout) {
    this.client = GuardedClient.create(policy, resolver, timeout, true);
    this.folder = folder;
  }

  @Override
  public Fetched fetch(URI url, long maxBytes) {
    return fetch(
        url,
        response -> {
          if (response.body().contentLength() > maxBytes) {
            throw new FetchException.TooLarge(maxBytes);
          }
          Fetched all = keep(response, maxBytes + 1);
          if (all.size() > maxBytes) {
            Files.deleteIfExists(all.file());
            throw new FetchException.TooLarge(maxBytes);
          }
          return all;
        });
  }

  @Override
  public Fetched fetchStart(URI url, long bytes) {
    return fetch(url, response -> keep(response, bytes));
  }

  private interface Reading {
    Fetched of(Response response) throws IOException;
  }

  private Fetched fetch(URI url, Reading reading) {
    HttpUrl address =
        Optional.ofNullable(HttpUrl.parse(url.toString()))
            .orElseThrow(FetchException.TargetRefused::new);
    Request request =
        new Request.Builder()
            .url(address)
            .header("User-Agent", "chatwarp")
            .header("Accept-Encoding", "identity")
            .build();
    Call call = client.newCall(request);
    try (Response response = call.execute()) {
      if (!response.isSuccessful()) {
        throw new FetchException.Failed("the other side answered " + response.code());
      }
      Fetched fetched = reading.of(response);
      // Else the rest would be read for the sake of the connection.
      call.cancel();
      return fetched;
    } catch (IOException e) {
      throw GuardedClient.isRefusal(e)
          ? new FetchException.TargetRefused()
          : new FetchException.Failed("the download failed", e);
    }
  }

  private Fetched keep(Response response, long mostBytes) throws IOException {
    Path file = Files.createTempFile(folder, "fetch-", ".part");
    boolean complete = false;
    try (InputStream in = response.body().byteStream();
        OutputStream out = Files.newOutputStream(file)) {
      long size = copy(in, out, mostBytes);
      complete = true;
      return new Fetched(file, size, Optional.ofNullable(response.header("Content-Type")));
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static long copy(InputStream in, OutputStream out, long mostBytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    while (size < mostBytes) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, mostBytes - size));
      if (read < 0) {
        break;
      }
      out.write(buffer, 0, read);
      size += read;
    }
    return size;
  }

  /** Closes idle connections; downloads under way end by themselves. */
  @Override
  public void close() {
    client.connectionPool().evictAll();
  }
}
