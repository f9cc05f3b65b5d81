package chatwarp.simulator.listen;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request whose body is still to be read.
 *
 * @param path decoded, beginning with '/'
 * @param query decoded, the last value of a repeated name
 * @param range the Range header
 * @param body of any length; blocks while the client is slow
 */
public record StreamRequest(
    String method,
    String path,
    Map<String, String> query,
    Optional<String> range,
    InputStream body) {

  public StreamRequest {
    query = Map.copyOf(query);
  }
}
