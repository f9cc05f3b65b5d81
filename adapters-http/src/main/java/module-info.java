/**
 * The REST edge: Evolution API v2 names and shapes in and out, over the application's use cases.
 *
 * <p>zxing has no module descriptor, only a stable automatic name in its manifest.
 */
@SuppressWarnings("requires-automatic")
module chatwarp.adapters.http {
  requires transitive chatwarp.application;
  // Plugins (socket.io) are handed in as Javalin plugins.
  requires transitive io.javalin;
  requires static org.jspecify;
  requires com.google.zxing;
  requires tools.jackson.databind;
  requires org.slf4j;

  // What bootstrap starts and configures.
  exports chatwarp.adapters.http.route;
  // The kinds of access that bootstrap chooses from.
  exports chatwarp.adapters.http.auth;
}
