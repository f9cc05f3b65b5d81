package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.Sha;
import chatwarp.simulator.content.MediaCipher;
import chatwarp.simulator.content.MediaCipher.BadMediaException;
import chatwarp.simulator.content.MediaPointer;
import chatwarp.simulator.content.MediaType;
import chatwarp.simulator.listen.StreamAnswer;
import chatwarp.simulator.listen.StreamRequest;
import chatwarp.simulator.media.BlobShelf;
import chatwarp.simulator.media.MediaHost;
import chatwarp.simulator.media.MediaTickets;
import chatwarp.simulator.media.MediaToken;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How phones send and fetch files: through the media host's own door, as their stanzas go through
 * the exchange's, without a socket between. Safe from any thread.
 */
public final class PhoneMedia {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int KEY = 32;
  private static final int MOST_IN_MEMORY = 64 << 20;

  private final MediaHost host;
  private final MediaTickets tickets;
  private final BlobShelf shelf;

  public PhoneMedia(MediaHost host, MediaTickets tickets, BlobShelf shelf) {
    this.host = host;
    this.tickets = tickets;
    this.shelf = shelf;
  }

  /** Encrypts a file under a new key and uploads it. */
  MediaPointer upload(MediaType type, byte[] plain, Instant now, RandomGenerator random) {
    byte[] key = new byte[KEY];
    random.nextBytes(key);
    byte[] blob = new MediaCipher(type, key).seal(plain);
    byte[] hash = Sha.sha256().hash(blob);
    String token = MediaToken.of(hash);
    shelf.keep(token, new ByteArrayInputStream(blob));
    JsonNode stored = post(type, token, new ByteArrayInputStream(blob));
    return new MediaPointer(
        type,
        stored.path("url").asString(),
        stored.path("direct_path").asString(),
        ByteString.copyFrom(key),
        ByteString.copyFrom(Sha.sha256().hash(plain)),
        ByteString.copyFrom(hash),
        plain.length,
        now.getEpochSecond());
  }

  /** Uploads a file of an earlier message again; empty when the phone no longer has it. */
  Optional<String> uploadAgain(MediaPointer pointer) {
    String token = token(pointer);
    return shelf
        .open(token)
        .map(blob -> post(pointer.type(), token, blob).path("direct_path").asString());
  }

  private JsonNode post(MediaType type, String token, InputStream blob) {
    Map<String, String> query = Map.of("auth", tickets.issue(), "token", token);
    String path = "/mms/" + type.path() + "/" + token;
    try (blob) {
      StreamAnswer answer =
          host.answer(new StreamRequest("POST", path, query, Optional.empty(), blob));
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      answer.body().writeTo(body);
      if (answer.status() != 200) {
        throw new IOException("the media host answers an upload with " + answer.status());
      }
      return JSON.readTree(body.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("a phone cannot upload", e);
    }
  }

  /**
   * Downloads a file, checks everything about it and keeps a copy.
   *
   * @throws BadMediaException when another phone could not show it
   */
  void check(MediaPointer pointer) throws BadMediaException {
    if (pointer.key().size() != KEY) {
      throw new BadMediaException("mediaKey is not 32 bytes");
    }
    if (!pointer.url().startsWith("https://") && !pointer.url().isEmpty()) {
      throw new BadMediaException("url is not https");
    }
    try (InputStream blob = download(pointer)) {
      shelf.keep(token(pointer), blob);
    } catch (IOException e) {
      throw new UncheckedIOException("a phone cannot download", e);
    }
    open(pointer, OutputStream.nullOutputStream());
  }

  /**
   * The file of a message, decrypted; at most 64 MiB.
   *
   * @throws BadMediaException when it cannot be shown
   */
  public byte[] open(MediaPointer pointer) throws BadMediaException {
    if (pointer.length() > MOST_IN_MEMORY) {
      throw new BadMediaException("larger than " + MOST_IN_MEMORY + " bytes");
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    open(pointer, plain);
    return plain.toByteArray();
  }

  private void open(MediaPointer pointer, OutputStream out) throws BadMediaException {
    Optional<InputStream> kept = shelf.open(token(pointer));
    try (InputStream blob = kept.isPresent() ? kept.get() : download(pointer)) {
      new MediaCipher(pointer.type(), pointer.key().toByteArray()).open(blob, pointer, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a phone cannot read a file", e);
    }
  }

  private InputStream download(MediaPointer pointer) throws IOException, BadMediaException {
    String direct = pointer.directPath();
    int end = direct.indexOf('?');
    if (end < 0) {
      throw new BadMediaException("directPath has no query");
    }
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : direct.substring(end + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : pair.substring(equals + 1));
    }
    StreamAnswer answer =
        host.answer(
            new StreamRequest(
                "GET",
                direct.substring(0, end),
                query,
                Optional.empty(),
                InputStream.nullInputStream()));
    if (answer.status() != 200) {
      answer.body().close();
      throw new BadMediaException("the media host answers its directPath with " + answer.status());
    }
    return answer.body().open();
  }

  private static String token(MediaPointer pointer) {
    return MediaToken.of(pointer.encryptedSha256().toByteArray());
  }
}
