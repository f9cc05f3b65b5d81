/** Use cases: what the server does with accounts, in terms of the domain only. */
module chatwarp.application {
  requires transitive chatwarp.domain;
  requires static org.jspecify;
  requires org.slf4j;

  // What bootstrap starts and stops.
  exports chatwarp.application;
  // What the edges call.
  exports chatwarp.application.instance;
  exports chatwarp.application.message;
  exports chatwarp.application.chat;
  exports chatwarp.application.group;
  exports chatwarp.application.profile;
  exports chatwarp.application.event;

  // What bootstrap builds: the one wheel of the process, and memories of the size it chooses.
  exports chatwarp.application.time;
  exports chatwarp.application.memory;
}
