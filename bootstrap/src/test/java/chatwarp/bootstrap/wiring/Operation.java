package chatwarp.bootstrap.wiring;

import java.util.Set;

/**
 * One operation of the API, with a body that has every member it knows.
 *
 * @param label tells operations of one route apart
 * @param query with the {@code ?}; in it and in the body, words in braces stand for what a {@link
 *     Scene} has
 * @param body in single quotes; empty for an operation without one
 * @param required members that must be there, by their path
 * @param live whether it needs a connection
 */
record Operation(
    String label,
    String method,
    String path,
    String query,
    String body,
    int status,
    Set<String> required,
    boolean live) {

  /** The route as docs/ROUTES.md writes it. */
  String route() {
    return method + " " + path + "/:instanceName";
  }

  @Override
  public String toString() {
    return method + " " + path + query + (label.isEmpty() ? "" : " (" + label + ")");
  }
}
