/** Everything that carries data out for the user: webhooks and downloads now, other sinks later. */
module chatwarp.adapters.events {
  requires transitive chatwarp.domain;
  requires static org.jspecify;
  requires okhttp3;
  requires org.jsoup;
  requires org.slf4j;

  // The publisher that bootstrap hands to the event dispatcher.
  exports chatwarp.adapters.events.webhook;
  // The fetcher that bootstrap hands to whoever needs a user's file.
  exports chatwarp.adapters.events.fetch;
  // How names become addresses, so that tests can refuse all but loopback.
  exports chatwarp.adapters.events.guard;
}
