/** An offline WhatsApp: the server side of the protocol, phones, and an admin API over both. */
module chatwarp.simulator {
  requires chatwarp.adapters.wa;
  requires static org.jspecify;
  requires org.slf4j;
}
