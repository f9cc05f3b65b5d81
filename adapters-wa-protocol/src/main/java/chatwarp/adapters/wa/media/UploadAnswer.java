package chatwarp.adapters.wa.media;

import java.net.URI;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Where a host has put a file (06 §4).
 *
 * @param url as the host says, for receivers that go by it
 * @param directPath path and query on any host
 */
record UploadAnswer(Optional<URI> url, String directPath) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads a host's answer; absent when it does not say where the file is. */
  static Optional<UploadAnswer> read(byte[] body) {
    Optional<String> url = Optional.empty();
    Optional<String> path = Optional.empty();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          Optional<String> value = Optional.of(parser.getString());
          url = name.equals("url") ? value : url;
          path = name.equals("direct_path") ? value : path;
        } else {
          parser.skipChildren();
        }
      }
    } catch (JacksonException _) {
      return Optional.empty();
    }
    Optional<URI> address = url.flatMap(UploadAnswer::address);
    return path.or(() -> address.map(UploadAnswer::pathOf))
        .filter(p -> p.startsWith("/"))
        .map(p -> new UploadAnswer(address, p));
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text)).filter(uri -> uri.getRawPath() != null);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String pathOf(URI url) {
    return url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
  }
}
