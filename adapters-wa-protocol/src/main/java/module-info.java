/** The WhatsApp Web multi-device protocol, floor upon floor, behind the domain's protocol ports. */
module chatwarp.adapters.wa {
  requires transitive chatwarp.domain;
  requires transitive chatwarp.adapters.wa.proto;
  requires static org.jspecify;
  requires org.bouncycastle.provider;
  requires org.slf4j;
}
