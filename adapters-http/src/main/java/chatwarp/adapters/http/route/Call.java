package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.Caller;
import chatwarp.adapters.http.evolution.Uploads;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceName;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A request that passed the gate. Belongs to the thread that handles it. */
interface Call {
  /** Who calls. */
  Caller caller();

  /** The instance in the path; only for routes with {@link Protection#INSTANCE}. */
  Instance instance();

  /** The instance in the path, by name. */
  default InstanceName name() {
    return instance().name();
  }

  /**
   * The body; an empty one reads as an empty object.
   *
   * @throws RequestException when it is too large or cannot be read
   */
  JsonNode body();

  /** The files that came with {@link #body}, once that has been read. */
  Uploads uploads();

  /** A query parameter that is not blank. */
  Optional<String> query(String name);

  Optional<String> header(String name);

  /** The path as it was asked, without query. */
  String path();

  /** Scheme, host and port as the caller wrote them. */
  String origin();
}
