/**
 * What a WhatsApp account can do, said without any technology: values, contents, events and the
 * ports that adapters implement. Everything else depends on this module, it depends on nothing.
 */
module chatwarp.domain {
  requires static org.jspecify;

  // Every room is shared vocabulary: application and adapters speak in these types.
  exports chatwarp.domain.model;
  exports chatwarp.domain.content;
  exports chatwarp.domain.event;
  exports chatwarp.domain.port;
}
