/**
 * The REST edge: Evolution API v2 names and shapes in and out, over the application's use cases.
 */
module chatwarp.adapters.http {
  requires transitive chatwarp.application;
  requires static org.jspecify;
  requires io.javalin;
  requires tools.jackson.databind;
  requires org.slf4j;
}
