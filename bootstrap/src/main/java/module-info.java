/** Configuration, wiring and command line. Plugs the modules together; decides nothing else. */
module chatwarp.bootstrap {
  requires chatwarp.application;
  requires chatwarp.adapters.http;
  requires chatwarp.adapters.wa;
  requires chatwarp.adapters.persistence;
  requires chatwarp.adapters.events;
  requires chatwarp.simulator;
  requires static org.jspecify;
  requires org.slf4j;
}
