/**
 * WhatsApp's protobuf messages, generated; kept apart so that checks for our own sources leave them
 * alone.
 */
module chatwarp.adapters.wa.proto {
  requires transitive com.google.protobuf;

  // The wire adapter and the simulator read and write these messages.
  exports chatwarp.adapters.wa.proto;
}
