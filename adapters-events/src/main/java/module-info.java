/** Everything that carries data out for the user: webhooks now, other sinks by the same port. */
module chatwarp.adapters.events {
  requires transitive chatwarp.domain;
  requires static org.jspecify;
  requires okhttp3;
  requires org.slf4j;
}
