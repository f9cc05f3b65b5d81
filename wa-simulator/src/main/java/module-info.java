/** An offline WhatsApp: the server side of the protocol, phones, and an admin API over both. */
module chatwarp.simulator {
  requires chatwarp.adapters.wa;
  requires java.net.http;
  requires jdk.httpserver;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.websocket.core.server;
  requires org.slf4j;
  requires static org.jspecify;
  requires tools.jackson.databind;

  // The command line and tests start it.
  exports chatwarp.simulator;
  // The command line plays the demo conversation.
  exports chatwarp.simulator.demo;
}
