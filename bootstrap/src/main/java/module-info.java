/** Configuration, wiring and command line. Plugs the modules together; decides nothing else. */
module chatwarp.bootstrap {
  requires chatwarp.application;
  requires chatwarp.adapters.http;
  requires chatwarp.adapters.wa;
  requires chatwarp.adapters.persistence;
  requires chatwarp.adapters.events;
  requires chatwarp.simulator;
  requires static org.jspecify;
  requires info.picocli;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;
  requires org.slf4j;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;

  // picocli sets the fields that its annotations name.
  opens chatwarp.bootstrap.cli to
      info.picocli;
}
