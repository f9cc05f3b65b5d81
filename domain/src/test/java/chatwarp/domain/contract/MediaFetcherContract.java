package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.MediaFetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MediaFetcher} does. */
public abstract class MediaFetcherContract {
  protected abstract MediaFetcher fetcher();

  /** An address that answers these bytes as {@code image/png}. */
  protected abstract URI serving(byte[] body);

  /** An address that answers with an error. */
  protected abstract URI missing();

  /** An address that requests may not reach. */
  protected abstract URI forbidden();

  /** Where downloads are kept. */
  protected abstract Path folder();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 300_000})
  void keepsTheBytesInAFile(int size) throws IOException {
    byte[] body = bytes(size);
    MediaFetcher.Fetched fetched = fetcher().fetch(serving(body), 1_000_000);
    assertArrayEquals(body, Files.readAllBytes(fetched.file()));
    assertEquals(size, fetched.size());
    assertEquals(Optional.of("image/png"), fetched.contentType());
    assertEquals(List.of(fetched.file()), files());
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    assertEquals(1000, fetcher().fetch(serving(bytes(1000)), 1000).size());
  }

  @Test
  void refusesALargerBodyAndLeavesNoFile() throws IOException {
    URI url = serving(bytes(1001));
    assertThrows(FetchException.TooLarge.class, () -> fetcher().fetch(url, 1000));
    assertEquals(List.of(), files());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1000, 1001, 300_000})
  void keepsTheBeginningOfABody(int size) throws IOException {
    byte[] body = bytes(size);
    MediaFetcher.Fetched fetched = fetcher().fetchStart(serving(body), 1000);
    byte[] start = Arrays.copyOf(body, Math.min(size, 1000));
    assertArrayEquals(start, Files.readAllBytes(fetched.file()));
    assertEquals(start.length, fetched.size());
    assertEquals(Optional.of("image/png"), fetched.contentType());
  }

  @Test
  void refusesAnAddressThatIsNotAllowedForABeginningToo() {
    assertThrows(FetchException.TargetRefused.class, () -> fetcher().fetchStart(forbidden(), 1000));
    assertThrows(FetchException.Failed.class, () -> fetcher().fetchStart(missing(), 1000));
  }

  @Test
  void failsOnAnErrorStatusAndLeavesNoFile() throws IOException {
    assertThrows(FetchException.Failed.class, () -> fetcher().fetch(missing(), 1000));
    assertEquals(List.of(), files());
  }

  @Test
  void refusesAnAddressThatIsNotAllowed() {
    assertThrows(FetchException.TargetRefused.class, () -> fetcher().fetch(forbidden(), 1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/hostname", "ftp://127.0.0.1/x", "mailto:a@b", "x"})
  void refusesWhatIsNoWebAddress(String url) {
    assertThrows(FetchException.TargetRefused.class, () -> fetcher().fetch(URI.create(url), 1000));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.toList();
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
