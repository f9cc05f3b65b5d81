/** The storage ports over PostgreSQL, with everything secret sealed at rest. */
module chatwarp.adapters.persistence {
  requires transitive chatwarp.domain;
  requires static org.jspecify;
  requires java.sql;
  requires org.slf4j;
}
